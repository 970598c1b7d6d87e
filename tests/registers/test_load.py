"""What becomes of deliveries: accepted, held, refused, repeated, superseded, ignored; and what is in force after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dagster_project.ledger import Ledger
from dagster_project.outcomes import LoadStatus, SourceOutcome, Status
from dagster_project.settings import Settings
from tests.registers.conftest import bufo

Deliver = Callable[[str, str], None]
Load = Callable[..., SourceOutcome]


def _in_force(settings: Settings) -> list[str]:
    return [row.file_name for row in Ledger(settings.ledger).in_force("bufo")]


def _statuses(outcome: SourceOutcome) -> dict[str, LoadStatus]:
    return {record.file_name: record.status for record in outcome.loads}


def test_a_correction_supersedes_and_the_earlier_rows_stay_readable(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2023.csv", bufo())
    deliver("bufo2023_v2.csv", bufo(start="2020-02-01"))
    outcome = load()
    assert outcome.in_force == 1 and outcome.changed
    assert _in_force(run_settings) == ["bufo2023_v2.csv"]
    assert len(list((run_settings.registers / "bufo").glob("*.parquet"))) == 2


def test_a_redelivery_that_lost_rows_is_held_and_the_one_before_stays_in_force(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2023.csv", bufo(40))
    deliver("bufo2023_v2.csv", bufo(29))
    outcome = load()
    assert _statuses(outcome)["bufo2023_v2.csv"] is LoadStatus.QUARANTINED
    assert _in_force(run_settings) == ["bufo2023.csv"]
    deliver("bufo2023_v3.csv", bufo(30))  # exactly 25 % fewer is not more than 25 %
    load()
    assert _in_force(run_settings) == ["bufo2023_v3.csv"]


@pytest.mark.parametrize(("broken", "status"), [(2, LoadStatus.ACCEPTED), (3, LoadStatus.QUARANTINED)])
def test_five_percent_of_broken_rows_is_the_most_a_load_may_have(
    deliver: Deliver, load: Load, broken: int, status: LoadStatus
) -> None:
    deliver("bufo2023.csv", bufo(40, broken=broken))
    assert _statuses(load()) == {"bufo2023.csv": status}


def test_the_same_bytes_are_not_loaded_twice(deliver: Deliver, load: Load) -> None:
    deliver("bufo2023.csv", bufo())
    load()
    untouched = load()
    assert untouched.loads == [] and not untouched.changed and untouched.in_force == 1
    assert any(check.status is Status.PASS for check in untouched.checks)
    deliver("bufo2023_v2.csv", bufo())
    assert _statuses(load()) == {"bufo2023_v2.csv": LoadStatus.DUPLICATE}
    assert load().loads == []


def test_the_same_bytes_twice_in_one_arrival_are_loaded_once(deliver: Deliver, load: Load) -> None:
    deliver("bufo2023.csv", bufo())
    deliver("bufo2023_v2.csv", bufo())
    assert _statuses(load()) == {"bufo2023.csv": LoadStatus.ACCEPTED, "bufo2023_v2.csv": LoadStatus.DUPLICATE}


def test_an_earlier_state_that_comes_again_is_a_correction(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2023.csv", bufo())
    deliver("bufo2023_v2.csv", bufo(start="2020-02-01"))
    deliver("bufo2023_v3.csv", bufo())
    load()
    assert _in_force(run_settings) == ["bufo2023_v3.csv"]


def test_a_lower_version_that_arrives_late_does_not_take_over(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2023_v2.csv", bufo())
    load()
    deliver("bufo2023.csv", bufo(10))
    assert _statuses(load()) == {"bufo2023.csv": LoadStatus.SUPERSEDED}
    assert _in_force(run_settings) == ["bufo2023_v2.csv"]


def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_on(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2022.csv", "pnr,kom\n1,2\n")
    deliver("bufo2023.csv", bufo())
    deliver("notes.csv", "x")
    outcome = load()
    assert _statuses(outcome) == {
        "bufo2022.csv": LoadStatus.REJECTED, "bufo2023.csv": LoadStatus.ACCEPTED, "notes.csv": LoadStatus.IGNORED,
    }  # fmt: skip
    assert _in_force(run_settings) == ["bufo2023.csv"]
    assert {c.status for c in outcome.checks if c.check_id == "file_readable"} == {Status.PASS, Status.FAIL}
    assert load().loads == []


def test_one_period_can_be_loaded_alone(deliver: Deliver, load: Load, run_settings: Settings) -> None:
    deliver("bufo2022.csv", bufo())
    deliver("bufo2023.csv", bufo())
    load(period="2022")
    assert _in_force(run_settings) == ["bufo2022.csv"]


def test_a_gap_between_periods_never_passes(deliver: Deliver, load: Load) -> None:
    deliver("bufo2021.csv", bufo())
    deliver("bufo2023.csv", bufo())
    gaps = [check for check in load().checks if check.check_id == "period_present"]
    assert [(gap.load_id, gap.status) for gap in gaps] == [("bufo-2022-missing", Status.NOT_RUN)]


@pytest.mark.parametrize(("early", "in_force"), [(1, [(39, 1)]), (20, [])])
def test_rows_after_the_data_cut_come_in_when_the_cut_moves(
    deliver: Deliver, load: Load, run_settings: Settings, early: int, in_force: list[tuple[int, int]]
) -> None:
    later = bufo(40, start="2024-06-01").splitlines()[-early:]
    deliver("bufo2023.csv", "\n".join([*bufo(40 - early).splitlines(), *later]) + "\n")
    load(replace(run_settings, as_of=date(2023, 12, 31)))
    rows = Ledger(run_settings.ledger).in_force("bufo")
    assert [(row.rows_loaded, row.rows_after_cut) for row in rows] == in_force
    load()
    (row,) = Ledger(run_settings.ledger).in_force("bufo")
    assert (row.rows_loaded, row.rows_after_cut) == (40, 0)


def test_what_was_turned_away_is_tried_again_under_other_limits(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2023.csv", bufo(40, broken=4))
    load()
    assert _in_force(run_settings) == []
    load(replace(run_settings, limits=replace(run_settings.limits, quarantined_share=0.2)))
    assert _in_force(run_settings) == ["bufo2023.csv"]


def test_no_identifier_stands_in_the_ledger(deliver: Deliver, load: Load, run_settings: Settings) -> None:
    deliver("bufo2023.csv", bufo(40, broken=1))
    load()
    assert b"61011500" not in run_settings.ledger.read_bytes()


@pytest.mark.parametrize(
    ("name", "kept", "form"),
    [
        ("notat 010170-1234.csv", "notat ··········.csv", "csv"),
        ("891006.8467.csv", "··········.csv", "csv"),
        ("bufo202412_891006_8467.csv", "bufo202412_··········.csv", "csv"),
        ("kopi.8910068467", "kopi.··········", "··········"),
        ("kopi.891006.8467", "kopi.··········", "··········"),
    ],
)
def test_a_person_number_in_the_name_of_a_file_is_not_kept(
    deliver: Deliver, load: Load, run_settings: Settings, name: str, kept: str, form: str
) -> None:
    deliver(name, "x")
    load()
    assert load().loads == []  # it is known again all the same
    (row,) = Ledger(run_settings.ledger).loads("bufo")
    assert (row.file_name, row.format) == (kept, form)
