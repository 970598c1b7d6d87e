"""What holds for every page of the site, in every state that a source can be in, and with a screen reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.ledger import Ledger
from dagster_project.report import write_report
from dagster_project.report.page import SOURCES
from dagster_project.settings import Settings
from tests.report.conftest import Site
from tests.report.html_page import (
    dead_links,
    faults_of_frame,
    faults_of_language,
    faults_of_tables,
    read_page,
)

# Words that are the same in both languages, and names that the fixture made up.
NEUTRAL = {"plads", "sha", "utc", "utf", "csv", "data", "docs", "dimension", "format", "version", "auc", "brier"}
NEUTRAL |= {"danmarks", "statistik", "stil"}  # owners
NEUTRAL |= {"tester", "udkast", "dbt", "publication", "note"}
STYLE = Path(write_report.__code__.co_filename).with_name("templates") / "style.css"


def names() -> set[str]:
    """Words of sources and columns: names, not language."""
    texts = [text for contract in load_contracts().values() for text in (contract.source, *contract.names)]
    return NEUTRAL | {word.lower() for text in texts for word in re.findall(r"[A-Za-zÆØÅæøå]{3,}", text)}


def test_there_is_a_page_for_every_source(site: Site) -> None:
    assert {f"{SOURCES}/{source}.html" for source in load_contracts()} | {"index.html", "publication.html"} == set(
        site.pages
    )


def test_every_table_has_a_caption_and_headers(site: Site) -> None:
    assert {path: found for path, page in site.pages.items() if (found := faults_of_tables(page))} == {}
    assert sum(len(page.all("table")) for page in site.pages.values()) > 40


def test_every_page_has_its_landmarks_and_names(site: Site) -> None:
    assert {path: found for path, page in site.pages.items() if (found := faults_of_frame(page))} == {}


def test_no_text_stands_in_one_language_only(site: Site) -> None:
    assert {path: found for path, page in site.pages.items() if (found := faults_of_language(page, names()))} == {}


def test_every_link_leads_somewhere(site: Site) -> None:
    assert {path: found for path, page in site.pages.items() if (found := dead_links(site.root / path, page))} == {}


@pytest.mark.parametrize(
    ("look", "html"),
    [
        (faults_of_tables, "<table><caption>Kun dansk</caption><tbody><tr><td>1</td></tr></tbody></table>"),
        (lambda page: faults_of_language(page, set()), "<p>kun dansk</p>"),
        (lambda page: faults_of_language(page, set()), '<p><span lang="da">to</span></p>'),
        (lambda page: faults_of_language(page, set()), '<p><span lang="da">to</span><span lang="en"></span></p>'),
        (faults_of_frame, '<main id="a"><h1 id="a">x</h1><h3>y</h3></main><a href="#b">z</a>'),
    ],
)
def test_what_is_asked_of_a_page_can_fail(tmp_path: Path, look, html: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f'<html lang="da"><title>x</title>{html}</html>', encoding="utf-8")
    assert look(read_page(path))


def test_a_link_to_nowhere_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<a href="#gone">x</a><a href="gone.html">x</a><a href="https://elsewhere">x</a>', encoding="utf-8")
    assert len(dead_links(path, read_page(path))) == 3


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_from_the_paper() -> None:
    colours = dict(re.findall(r"--(\w+): (#\w+);", STYLE.read_text(encoding="utf-8")))
    for word in ("ink", "quiet", "link", "good", "warn", "bad"):
        for ground in ("paper", "tint"):
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)
    assert contrast("#777777", "#ffffff") < 4.5


def test_a_run_that_failed_says_which_step(site: Site) -> None:
    said = site.pages["index.html"].all("main")[0]
    assert "The run failed in publication." in said.in_language("en")
    assert "Kørslen gik ned i publication." in said.in_language("da")
    assert "readers keep what they had" in said.in_language("en")
    assert "Intet er offentliggjort endnu." in site.pages["publication.html"].in_language("da")


def test_a_page_is_written_whatever_is_broken(settings: Settings) -> None:
    settings.database.write_bytes(b"no database at all")
    page = read_page(write_report(settings, []))
    assert f"0 of {len(load_contracts())} sources" in page.all("main")[0].in_language("en")
    assert Ledger(settings.ledger).loads() == []


def test_a_page_of_a_source_without_a_contract_goes(settings: Settings) -> None:
    old = settings.governance / SOURCES / "gone.html"
    old.parent.mkdir()
    old.write_text("x", encoding="utf-8")
    write_report(settings, [])
    assert not old.exists()
