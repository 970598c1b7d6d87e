"""States are told apart: in the matrix of the first page, on the page of a source, and in what to do next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.report import states, write_page
from dagster_project.report.next_steps import next_steps
from dagster_project.report.overview import overview
from dagster_project.report.run import gather
from dagster_project.report.source_page import source_page
from dagster_project.settings import Settings
from tests.report.conftest import Site
from tests.report.html_page import Node, read_page


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2015", [states.ACCEPTED]),
        ("2016", [states.WARNED]),
        ("2017", [states.REJECTED]),
        ("2018", [states.ERROR]),
        ("2019", [states.HELD]),
        ("2020", [states.MISSING]),
        ("2021", [states.ACCEPTED]),  # the load that was replaced is no state of its own
        ("2022", [states.ACCEPTED, states.HELD]),  # in force, and a later one that was turned away
        ("2023", [states.LATE]),
        ("2024", [states.NOT_DUE]),
    ],
)
def test_each_state_of_a_period(every_state: Settings, period: str, expected: list[states.Kind]) -> None:
    run = gather(every_state)
    (found,) = [one for one in run.periods_of("bufo") if one.period == period]
    assert states.of_period(run, found) == expected


def test_a_load_that_a_person_let_through_and_one_that_waits_for_a_person_are_told_apart(every_state: Settings) -> None:
    run = gather(every_state)
    assert states.of_load(run, "buu-2022-000012") == states.DECIDED
    assert states.of_load(run, "buu-2023-000013") == states.WAITING
    assert states.of_load(run, "bufo-2019-000005") == states.HELD


def test_no_two_states_look_or_sound_alike() -> None:
    for part in ("sign", "text"):
        assert len({getattr(kind, part) for kind in states.OF_PERIODS}) == len(states.OF_PERIODS)
    assert len({kind.text.da for kind in states.OF_PERIODS}) == len(states.OF_PERIODS)


def test_the_matrix_has_a_cell_for_every_period(every_state: Settings) -> None:
    context = overview(gather(every_state))
    (line,) = [line for line in context["lines"] if line.contract.source == "bufo"]
    found = {cell.period: cell.kinds for cells in line.cells for cell in cells}
    assert list(found) == [str(year) for year in range(2015, 2025)]
    assert line.in_force == 4
    assert dict(context["counted"])[states.HELD] == 2


def test_what_to_do_next_has_a_line_for_what_does_not_mend_itself(every_state: Settings) -> None:
    steps = [step for step in next_steps(gather(every_state)) if step.about.startswith("bufo")]
    assert [(step.kind, step.about) for step in steps] == [
        (states.REJECTED, "bufo2017.csv"),
        (states.ERROR, "bufo2018.csv"),
        (states.HELD, "bufo2019.csv"),
        (states.HELD, "bufo2022.csv"),
        (states.MISSING, "bufo 2020"),
        (states.LATE, "bufo 2023"),
        (states.IGNORED, "bufo udkast.csv"),
    ]


def test_a_stray_file_that_was_removed_is_nothing_to_do(every_state: Settings) -> None:
    (every_state.landing / "bufo" / "bufo udkast.csv").unlink()
    assert "bufo udkast.csv" not in {step.about for step in next_steps(gather(every_state))}


def test_who_has_to_decide_is_told_how(every_state: Settings) -> None:
    said = {step.about: step.do.en for step in next_steps(gather(every_state))}
    assert (
        said["buu2023.csv"] == f"Sign: plads sign-off buu-2023-000013 --decision accept|reject --out {every_state.out}"
    )
    assert "plads sign-off bufo-2019-000005 --decision override|reject" in said["bufo2019.csv"]


@pytest.fixture
def bufo(site: Site) -> Node:
    return site.pages["sources/bufo.html"]


def _section(page: Node, load_id: str) -> Node:
    (found,) = [node for node in page.all("article") if node.attributes["id"] == load_id]
    return found


def test_a_load_tells_where_its_rows_went_and_who_loaded_it(bufo: Node) -> None:
    said = _section(bufo, "bufo-2016-000002").in_language("en")
    assert "100 = 98 loaded + 2 quarantined (2.00 %)" in said
    for fact in (
        "ab" * 32,
        "1.2 kB",
        "csv, utf-8",
        "yyyy-mm-dd",
        "tester",
        "2024-12-31 01:00:09 UTC",
        "0.1.0+abcdef",
    ):
        assert fact in said, fact
    assert "pgf required value is missing 2 17" in said


def test_rules_that_broke_stand_apart_from_those_that_were_kept(bufo: Node) -> None:
    section = _section(bufo, "bufo-2016-000002")
    broken, *_ = [table for table in section.all("table") if "not kept" in table.all("caption")[0].in_language("en")][
        1:
    ]
    assert "the rule b warning ! warning 1 100" in broken.in_language("en")
    assert "the rule a" not in broken.in_language("en")
    (kept,) = section.all("details")
    assert "the rule a" in kept.in_language("en")


def test_a_redelivery_stands_against_what_it_replaces(bufo: Node) -> None:
    said = _section(bufo, "bufo-2021-000007").in_language("en")
    assert "rows read 100 90 -10" in said
    assert "Replaces bufo-2021-000006" in said
    assert "Replaced by bufo-2021-000007" in _section(bufo, "bufo-2021-000006").in_language("en")


def test_what_a_redelivery_changed_stands_with_it(every_state: Settings) -> None:
    changed = {
        "old_load": "bufo-2021-000006", "rows_added": 3, "rows_removed": 13, "rows_changed": 7,
        "columns_changed": '["pgf", "kom"]', "figures_moved": 21, "release": "0a1b2c",
    }  # fmt: skip
    run = replace(gather(every_state), revisions={"bufo-2021-000007": [changed]})
    page = write_page(every_state, "sources/bufo.html", "source.html.j2", source_page(run, load_contracts()["bufo"]))
    section = _section(read_page(page), "bufo-2021-000007")
    assert "bufo-2021-000006 3 13 7 pgf, kom 21 0a1b2c" in section.in_language("en")


def test_a_signature_stands_with_its_load(bufo: Node) -> None:
    assert "tester 2024-12-31 01:00:00 UTC accepted" in _section(bufo, "bufo-2019-000005").in_language("en")


def test_rows_that_do_not_add_up_are_said(every_state: Settings) -> None:
    run = gather(every_state)
    sections = source_page(run, load_contracts()["bufo"])["sections"]
    assert all(section.balance for section in sections)


def test_charts_say_in_words_what_they_show(bufo: Node) -> None:
    volume, share = bufo.all("svg")
    texts = [" ".join(node.in_language("en") for node in bufo.walk() if node.attributes.get("id") == name)
             for svg in (volume, share) for name in svg.attributes["aria-labelledby"].split()]  # fmt: skip
    assert texts[1] == "4 loads from 2015 to 2022: between 90 and 100 rows."
    assert texts[3] == "At most 2.22 per cent, in 2021."
    assert len(volume.all("rect")) == 8  # loaded and set aside of each of four
