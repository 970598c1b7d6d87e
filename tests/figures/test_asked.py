"""What somebody asks for by address, keyboard, ear, or with a page from yesterday."""

from __future__ import annotations

import re
import shutil

import duckdb
import pytest

from dagster_project.figures import write_figures
from dagster_project.figures.entries import entries
from dagster_project.publish.readers import READERS_FILE
from tests.figures.conftest import Reader, settings_of

_FIGURE = "section.figure:not([hidden])"
_ENGLISH = r"\b(axis|titled|scale|legend|chart|chart's|mark|symbol|graphics|visualization|values|discrete|linear)\b"
_FIELDS = r"\b(so|state|whole|begin|middle|begin|flag|dark|suppressed_measures|[xystvk]):"


def test_every_choice_is_said_in_the_picture_also_one_that_leaves_no_choice(reader):
    reader.open("B12?municipality_code=151")
    for entry in ("B16b", "B13", "B6", "B9"):
        subtitle = " ".join(reader.open(entry).all(".chart .role-title-subtitle text"))
        said = reader.ask("() => plads.chosenWords(plads.current)")
        chosen = reader.ask("() => Object.keys(plads.current.chosen)")
        filters = reader.ask("() => plads.current.filters.map(one => one.column)")
        assert [word for word in said if word not in subtitle] == []
        assert len(said) == len(chosen) >= len(filters)
    reader.open("B16b?question=redskaber_bedste")
    assert "question" not in reader.ask("() => plads.current.filters.map(one => one.column)")
    assert "redskaber" in " ".join(reader.all(".chart .role-title-subtitle text")).lower()


@pytest.mark.parametrize(
    ("language", "said", "shown"), [("da", "findes ikke her", "Ballerup"), ("en", "There is no “999” here", "Ballerup")]
)
def test_what_is_asked_for_and_not_there_is_said(reader, language, said, shown):
    reader.open("B6?municipality_code=999&school_year=1850/1851", language)
    (note,) = reader.all(".asked")
    assert said in note
    assert {"999", "1850/1851", shown} <= set(re.split(r"[“”\s.;]+", note))
    reader.open("B6?municipality_code=151", language)
    assert reader.page.locator(f"{_FIGURE} .asked").is_hidden()


def test_an_address_that_is_no_address_breaks_nothing(reader):
    reader.open("B6?municipality_code=%")
    assert "“%”" in reader.all(".asked")[0]
    reader.ask("() => { location.hash = '%E0%A4%A'; }")
    reader.page.wait_for_selector("#front .asked:not([hidden])")
    assert "ingen figur" in reader.page.locator("#front .asked").text_content()


def test_the_skip_link_moves_the_reader_to_the_figure_and_its_filters(reader):
    reader.open("B6?municipality_code=151&school_year=2022/2023")
    address, keys = reader.page.url, reader.page.keyboard
    reader.page.reload()
    reader.say("da")
    keys.press("Tab")
    assert reader.ask("() => document.activeElement.className") == "skip"
    keys.press("Enter")
    keys.press("Tab")
    assert reader.ask("() => document.activeElement.name") == "municipality_code"
    assert reader.page.url == address


def test_filters_are_few_steps_away_without_the_skip_link(reader):
    reader.open("B6?municipality_code=151&school_year=2022/2023")
    reader.page.reload()
    reader.say("da")
    for _step in range(5):
        reader.page.keyboard.press("Tab")
        if reader.ask("() => document.activeElement.tagName") == "SELECT":
            break
    assert reader.ask("() => document.activeElement.name") == "municipality_code"


def test_a_national_figure_that_does_not_exist_is_not_one_that_did_not_come(reader):
    reader.open("K13?municipality_code=151")
    cell = "([indicator, value]) => plads.cell(plads.current, {follow_up: 'june', indicator, national_value: value,"
    cell += " hidden: []}, 'national_value').text"
    assert reader.ask(cell, ["absence", None]) == "mangler"
    assert reader.ask(cell, ["low_wellbeing", None]) == "findes ikke"
    said = " ".join(reader.open("K11?municipality_code=151", "en").all(".chart svg text"))
    assert "nation: " in said or "no national figure" in said


def test_professions_and_notifiers_have_words(reader):
    name = "([table, column, code]) => plads.name(table, column, code)"
    reader.open("B16c")
    assert reader.ask(name, ["staff_survey", "group_value", "laerer"]) == "Lærer"
    assert reader.ask(name, ["notification", "notifier", "03"]) == "Kode 03"


def test_a_hidden_answer_keeps_its_place(reader):
    reader.open("B16")
    rows = reader.ask("() => plads.data(plads.current).map(one => one.state)")
    assert {"hidden", "value"} <= set(rows)
    assert "står på sin plads" in reader.all("figcaption")[0]


def heard(reader) -> str:
    """All that is said of a figure to somebody who does not see it."""
    tree = reader.page.locator(f"{_FIGURE} figure").aria_snapshot()
    hidden = f"{_FIGURE} figure :is([aria-hidden=true], [aria-hidden=true] *)"
    reader.page.eval_on_selector_all(hidden, "all => all.forEach(one => one.toggleAttribute('data-mute', true))")
    said = "all => all.flatMap(one => ['aria-label', 'aria-roledescription', 'aria-description', 'title'].map("
    said += "name => one.getAttribute(name) || '')).join(' ')"
    return tree + reader.page.eval_on_selector_all(f"{_FIGURE} figure :not([data-mute])", said)


def test_a_danish_reader_hears_no_english_and_no_names_of_fields(reader):
    ways = {entry.kind: entry for entry in entries()}
    for figure in ways.values():
        text = heard(reader.open(figure.id))
        assert figure.title.da in text
        assert re.findall(f"{_ENGLISH}|{_FIELDS}", text) == [], figure.id
    assert re.search(_ENGLISH, "X-axis titled 'år' for a discrete scale")
    assert re.search(_FIELDS, "kalenderår: 2023; so: 3")


@pytest.fixture
def yesterday(browser, tmp_path, readers_file):
    """Somebody whose page was opened before the next release came, and how the next release comes."""
    settings = settings_of(tmp_path)
    settings.published.mkdir(parents=True)
    shutil.copy(readers_file, settings.published)
    context = browser.new_context()
    reader = Reader(context.new_page(), write_figures(settings).as_uri())

    def next_release() -> None:
        with duckdb.connect(str(settings.published / READERS_FILE)) as connection:
            connection.execute("update governance.release set release = 'r2'")
        write_figures(settings)

    yield reader, next_release
    context.close()


@pytest.mark.parametrize(("language", "said"), [("da", "ny udgivelse"), ("en", "new release")])
def test_a_page_left_open_says_that_a_new_release_has_come_and_mixes_nothing(yesterday, language, said):
    reader, next_release = yesterday
    reader.open("B6?municipality_code=151", language)
    assert reader.page.locator(f"{_FIGURE} .chart svg").count() == 1
    next_release()
    reader.ask("() => { location.hash = 'B6?municipality_code=101'; }")
    note = reader.page.locator(f"{_FIGURE} .asked:not([hidden])")
    note.wait_for()
    assert said in note.text_content()
    assert reader.page.locator(f"{_FIGURE} .chart svg").count() == 0
    note.locator("button").click()
    reader.page.wait_for_function("() => window.plads && (plads.meta.release || '').startsWith('r2') && plads.current")
    assert reader.page.locator(f"{_FIGURE} .chart svg").count() == 1
    assert note.count() == 0
