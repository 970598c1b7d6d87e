"""The ledger keeps every attempt, and a load is in force until an accepted one supersedes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import CheckResult, LoadStatus, Status


def _row(ledger: Ledger, period: str = "2023", version: int = 1) -> LoadRow:
    sequence = ledger.next_sequence()
    return LoadRow(
        f"bufo-{period}-{sequence:06d}", sequence, "bufo", period, version, f"bufo{period}.csv", "csv", "00", 1, 1,
        LoadStatus.ERROR, "2024-12-31", "tester", "1", "2024-12-31T00:00:00+00:00",
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def test_an_accepted_load_supersedes_and_the_earlier_one_stays_on_record(ledger: Ledger) -> None:
    first = _row(ledger).with_outcome(LoadStatus.ACCEPTED)
    ledger.settle(first)
    second = _row(ledger, version=2).with_outcome(LoadStatus.ACCEPTED, supersedes=first.load_id)
    ledger.settle(second)
    assert [row.load_id for row in ledger.in_force("bufo")] == [second.load_id]
    assert [row.status for row in ledger.loads()] == [LoadStatus.SUPERSEDED, LoadStatus.ACCEPTED]


@pytest.mark.parametrize(
    "status", [LoadStatus.QUARANTINED, LoadStatus.REJECTED, LoadStatus.ERROR, LoadStatus.DUPLICATE]
)
def test_nothing_but_acceptance_changes_what_is_in_force(ledger: Ledger, status: LoadStatus) -> None:
    first = _row(ledger).with_outcome(LoadStatus.ACCEPTED)
    ledger.settle(first)
    ledger.settle(_row(ledger, version=2).with_outcome(status, supersedes=first.load_id))
    assert [row.load_id for row in ledger.in_force("bufo")] == [first.load_id]


def test_a_crash_leaves_a_trace_that_is_closed_as_error(ledger: Ledger) -> None:
    ledger.begin(_row(ledger))
    assert ledger.abandon_unfinished() == 1
    (row,) = ledger.loads()
    assert row.status is LoadStatus.ERROR and row.reason_en and row.ended


def test_check_results_come_back_as_they_were(ledger: Ledger) -> None:
    row = _row(ledger).with_outcome(LoadStatus.ACCEPTED, dialect={"decimal_mark": ","}, warnings=["æ"])
    check = CheckResult(row.load_id, "x", "da", "en", "critical", "validity", 3, 1, "1", Status.NOT_RUN)
    ledger.settle(row, (), [check])
    assert ledger.checks([row.load_id]) == [check]
    assert ledger.loads() == [row]


def test_the_ledger_is_closed_to_others(tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.sqlite")
    assert (tmp_path / "ledger.sqlite").stat().st_mode & 0o077 == 0


def test_two_loads_cannot_have_one_sequence(ledger: Ledger) -> None:
    row = _row(ledger)
    ledger.begin(row)
    with pytest.raises(Exception, match="UNIQUE"):
        ledger.begin(replace(row, load_id="other"))


def test_a_transaction_inside_another_is_one_of_its_own(ledger: Ledger) -> None:
    """The connection that is kept is never shared: what the outer one has not finished is not there yet."""
    begun = _row(ledger)
    ledger.begin(begun)
    with pytest.raises(RuntimeError), ledger.transaction() as db:
        db.execute("update load set who = 'outer'")
        assert [one.who for one in ledger.loads()] == ["tester"]
        raise RuntimeError
    assert ledger.loads() == [begun]
