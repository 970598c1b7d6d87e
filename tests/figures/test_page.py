"""What a person meets in a browser: every figure drawn, filters in the address, a table, files, and the keyboard."""

from __future__ import annotations

import csv
import io
import re

import duckdb
import pytest

from dagster_project.figures.entries import entries
from dagster_project.publish.readers import READERS_FILE
from dagster_project.settings import PROJECT_ROOT
from tests.figures.world import FORMULA, MARKUP

_MARKS = """() => document.querySelector('section.figure:not([hidden]) .chart svg').querySelectorAll(
    '.role-mark path, .role-mark text').length"""

_FOCUS = "() => (at => at.name || at.className || at.tagName)(document.activeElement)"


def published(site, sql: str) -> list[tuple]:
    with duckdb.connect(str(site.published / READERS_FILE), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def faults_of_drawing(reader, entry, language) -> list[str]:
    """What is wrong with a figure as it begins, before anybody has chosen anything."""
    title, text = getattr(entry.title, language), " ".join(reader.open(entry.id, language).all(".chart svg text"))
    found = {
        "no marks": reader.ask(_MARKS) == 0,
        "no title": title not in reader.all("h1")[0] or title not in text,
        "a word that was to be filled in": bool(re.search(r"undefined|NaN|null|Infinity|__", text)),
        "nothing to see": not re.match(r"[1-9]", reader.all("figcaption")[0]),
    }
    return [f"{entry.id} {language}: {fault}" for fault, is_there in found.items() if is_there]


def test_every_figure_is_drawn_in_both_languages_and_begins_with_something_to_see(reader):
    assert [
        fault
        for entry in entries()
        for language in ("da", "en")
        for fault in faults_of_drawing(reader, entry, language)
    ] == []


def test_a_drawing_of_nothing_is_found(reader):
    reader.open("B1").ask("() => { document.querySelector('#figure-B1 .chart svg').replaceChildren(); }")
    assert reader.ask(_MARKS) == 0


def test_every_figure_that_was_asked_for_is_on_the_page():
    asked = re.findall(r"^\| ([A-Z]\d+) \|", (PROJECT_ROOT / "docs" / "figures.md").read_text("utf-8"), re.MULTILINE)
    assert set(asked) - {entry.id for entry in entries()} == set()


def test_a_filter_changes_what_is_shown_and_the_address_brings_it_back(reader):
    begun = reader.open("B6?municipality_code=151&school_year=2022/2023").table()
    chosen = reader.choose("school_year", "2021/2022").table()
    address = reader.page.url
    assert chosen != begun
    assert "school_year=2021%2F2022" in address
    reader.page.goto("about:blank")
    reader.page.goto(address)
    assert reader.say("da").table() == chosen


def test_the_table_has_the_published_rows_and_says_what_is_hidden_and_what_is_missing(reader, site):
    rows = reader.open("K3?municipality_code=151&instnr=all", "en").table()
    found = published(
        site,
        "select stage, high_absence_pupils, list_contains(suppressed_measures, 'high_absence_pupils')"
        " from published.absence where municipality_code = '151' and instnr = 'all'",
    )
    head = reader.all("details.rows thead th")
    at = head.index("pupils with high absence")
    said = sorted(row[at] for row in rows)
    expected = sorted("hidden" if hidden else "missing" if n is None else str(n) for _stage, n, hidden in found)
    assert said == expected
    assert {"hidden", "missing"} <= set(said)


def test_a_hidden_cell_is_hatched_in_the_drawing_and_counted_below(reader):
    view = reader.open("K3?municipality_code=151&instnr=all").ask(
        "() => plads.data(plads.current).filter(one => one.state === 'hidden').length"
    )
    assert view > 0
    assert f"{view} er skjult" in reader.all("figcaption")[0]
    boxes = reader.ask(
        "() => Array.from(document.querySelectorAll('section.figure:not([hidden]) .mark-symbol path'))"
        ".filter(path => path.getAttribute('d').split('M').length > 4).length"
    )
    assert boxes == view


@pytest.mark.parametrize(
    ("language", "mark", "comma", "word"), [("da", ";", ",", "skjult"), ("en", ",", ".", "hidden")]
)
def test_the_csv_is_what_a_spreadsheet_of_the_language_reads(reader, tmp_path, language, mark, comma, word):
    path = reader.open("B6?municipality_code=151&school_year=2022/2023", language).download("csv", tmp_path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=mark)
    assert len(rows) == len(reader.table())
    assert {len(row) for row in rows} == {len(head)}
    everything = [cell for row in rows for cell in row]
    assert word in everything
    assert f"'{FORMULA}" in everything
    assert [cell for cell in everything if cell.startswith(("=", "+", "@", "\t"))] == []
    assert any(re.fullmatch(rf"0\{comma}\d+", cell) for cell in everything)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        (" @x", "' @x"),
        ("-1", "'-1"),
        ("+45", "'+45"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("Nord-1", "Nord-1"),
    ],
)
def test_text_that_begins_like_a_formula_is_text(reader, text, written):
    assert reader.open("B6").ask("text => plads.safe(text)", text) == written


def test_negative_figures_stay_figures(reader):
    said = "view => { view.rows.find(row => !row.hidden.length).unbound = -3.5; return plads.csv(view); }"
    assert ";-3,5" in reader.open("B12?municipality_code=151").ask(f"({said})(plads.current)")


def test_the_picture_is_a_png(reader, tmp_path):
    path = reader.open("B1").download("png", tmp_path)
    content = path.read_bytes()
    assert path.suffix == ".png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(content) > 5000


def test_names_that_are_markup_are_shown_and_do_nothing(reader):
    reader.open("S1?municipality_code=151")
    assert any(MARKUP[:12] in text for text in reader.all(".chart svg text"))
    assert any(MARKUP in cell for row in reader.table() for cell in row)
    reader.open("B10b?municipality_code=151").table()
    assert reader.ask("window.hurt") is None
    assert reader.ask("document.querySelectorAll('section.figure img').length") == 0


def test_filters_and_table_can_be_reached_and_used_without_a_mouse(reader):
    reader.open("B6?municipality_code=151&school_year=2022/2023")
    met, keys = [], reader.page.keyboard
    reader.ask("() => document.querySelector('section.figure:not([hidden]) h1').focus()")
    for _ in range(8):
        keys.press("Tab")
        met.append(reader.ask(_FOCUS))
        if met[-1] == "school_year":
            before = reader.all("figcaption"), reader.page.url
            keys.press("ArrowUp")
            reader.page.wait_for_function("before => location.href !== before", arg=before[1])
            reader.say("da")
            assert reader.ask("() => document.activeElement.name") == "school_year"
        if met[-1] == "SUMMARY":
            keys.press("Enter")
            break
    assert met[:2] == ["municipality_code", "measure"]
    assert {"csv", "png", "SUMMARY"} <= set(met)
    reader.page.wait_for_selector("section.figure:not([hidden]) details.rows tbody tr")


def test_everything_has_a_name_for_those_who_hear_the_page(reader):
    for language in ("da", "en"):
        reader.open("K11?municipality_code=151", language).table()
        assert reader.ask("() => document.documentElement.lang") == language
        figure = reader.page.locator("section.figure:not([hidden])")
        assert figure.locator(".chart[role=img]").get_attribute("aria-label")
        assert figure.locator("details.rows caption").count() == 1
        assert figure.locator("select").evaluate_all("all => all.every(one => one.labels.length === 1)")
        assert all(text.strip() for text in reader.all("button"))


def test_a_narrow_screen_scrolls_charts_and_not_the_page(reader):
    reader.page.set_viewport_size({"width": 390, "height": 800})
    for figure in ("B1", "B16", "K11", "R1", "A1"):
        reader.open(figure).table()
        assert reader.ask("() => document.documentElement.scrollWidth") <= 390, figure
