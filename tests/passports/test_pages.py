"""The pages: one a figure and an index, whole in both languages, written once a release."""

import re
from html.parser import HTMLParser

import pytest

from dagster_project.ledger import Ledger
from dagster_project.passports import write_passports
from dagster_project.passports.figure import figure
from dagster_project.warehouse.state import forget_build
from dagster_project.warehouse.test_results import keep_test_results
from dagster_project.warehouse.test_results import test_results as kept_results
from tests.passports.conftest import FIGURES

SECTIONS = ("definition", "measures", "parameters", "models", "loads", "tests", "history", "cell")


class Words(HTMLParser):
    """Words by language; what has none stands for both."""

    def __init__(self) -> None:
        super().__init__()
        self.of: dict[str, list[str]] = {"da": [], "en": []}
        self._open: list[str | None] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "input", "br", "link"):
            self._open.append(dict(attrs).get("lang"))

    def handle_endtag(self, _tag):
        self._open.pop()

    def handle_data(self, data):
        language = next((found for found in reversed(self._open) if found in ("da", "en")), None)
        if self._open and self._open[-1] in self.of and data.strip():
            self.of[str(language)].append(data.strip())


@pytest.fixture
def pages(settings):
    assert write_passports(settings) == len(FIGURES) + 1
    return {path.stem: path.read_text(encoding="utf-8") for path in (settings.governance / "figures").glob("*.html")}


def test_there_is_a_page_for_every_figure_of_the_release_and_an_index(pages):
    assert pages.keys() == {*FIGURES, "index"}
    for table in FIGURES:
        assert f'href="{table}.html"' in pages["index"]
    assert "waits for" in pages["index"]


@pytest.mark.parametrize("table", FIGURES)
def test_a_page_has_every_section_and_an_anchor_for_every_column(pages, release, table):
    html = pages[table]
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {*SECTIONS, *(measure.name for measure in figure(release, table).measures)} <= set(ids)


@pytest.mark.parametrize("page", [*FIGURES, "index"])
def test_a_page_says_everything_in_both_languages(pages, page):
    words = Words()
    words.feed(pages[page])
    assert len(words.of["da"]) == len(words.of["en"]) > 10


def test_a_page_names_each_load_with_file_hash_and_warnings(pages, release):
    for load in figure(release, "absence").sources[0].loads:
        for said in (load.load_id, load.file_name, load.sha256):
            assert said in pages["absence"]
    assert pages["absence"].count("advarsler") >= 3
    assert "buu-2023" not in pages["absence"]


def test_nothing_new_nothing_written(settings, pages):
    folder = settings.governance / "figures"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert write_passports(settings) == 0
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_signature_is_news_and_stands_on_the_page(settings, pages, release):
    from dagster_project.sign_off import append

    load = release.build.state.loads["visitation"][0]
    signed = {"subject_kind": "load", "subject_id": load, "decision": "noted", "comment": "seen and fine"}
    append(settings, who="Anna Reviewer", **signed)
    assert write_passports(settings) == len(FIGURES) + 1
    html = (settings.governance / "figures" / "helaarsboern.html").read_text(encoding="utf-8")
    assert "Anna Reviewer" in html
    assert "Anna Reviewer" not in (settings.governance / "figures" / "absence.html").read_text("utf-8")


def test_the_history_of_a_figure_is_of_that_figure_and_of_the_sources_behind_it(pages):
    assert "From release to release" in pages["helaarsboern"]
    assert "From release to release" not in pages["absence"]
    assert "earlier load" in pages["special_education_cost"]
    assert "earlier load" not in pages["absence"]


def test_a_page_of_another_release_goes(settings, pages):
    old = settings.governance / "figures" / "old_figure.html"
    old.write_text("x")
    (settings.governance / "figures" / ".stamp").unlink()
    write_passports(settings)
    assert not old.exists()


def test_without_a_release_there_is_nothing_to_write(settings):
    forget_build(settings)
    assert write_passports(settings) == 0


def test_answers_of_tests_that_a_partial_build_did_not_ask_are_kept(settings):
    settings.dbt_target.mkdir()
    results = settings.dbt_target / "run_results.json"

    def build(when: str, *answers: tuple[str, str], anew: bool = False) -> None:
        said = [
            f'{{"unique_id": "test.plads.{name}", "status": "{status}", "failures": 0}}' for name, status in answers
        ]
        results.write_text(f'{{"metadata": {{"generated_at": "{when}"}}, "results": [{", ".join(said)}]}}')
        keep_test_results(settings, anew=anew)

    build("monday", ("a", "pass"), ("b", "warn"), anew=True)
    build("tuesday", ("b", "pass"))
    found = kept_results(settings)
    assert [(found[f"test.plads.{name}"].status, found[f"test.plads.{name}"].asked_at) for name in "ab"] == [
        ("pass", "monday"),
        ("pass", "tuesday"),
    ]
    build("wednesday", ("b", "pass"), anew=True)
    assert kept_results(settings).keys() == {"test.plads.b"}


def test_the_ledger_is_only_read(settings, pages):
    assert len(Ledger(settings.ledger).loads()) == 9
