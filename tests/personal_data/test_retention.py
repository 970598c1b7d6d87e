"""A load goes when its years are over, leaves its record, and does not come back from a file that still lies there."""

import fcntl
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from dagster_project.cli.personal_data import retention
from dagster_project.contracts import load_contracts
from dagster_project.defs.retention import retention_job
from dagster_project.ledger import Ledger
from dagster_project.ledger.sign_offs import Decision
from dagster_project.outcomes import LoadStatus
from dagster_project.personal_data.retention import due_date, expiries, years_after
from dagster_project.plausibility.periods import states_of
from dagster_project.publish.governance_shapes import FROM_LEDGER, SHAPES
from dagster_project.registers.start import loads_in_force, prepare_warehouse
from dagster_project.safeguards import retain
from dagster_project.safeguards.needles import needles
from dagster_project.safeguards.retain import delete_due, due_now
from dagster_project.safeguards.scan import scan_folder
from dagster_project.safeguards.unfinished import finish_what_broke_off
from dagster_project.sign_off.decide import decide_load
from tests.personal_data.people import MARIE, OTHERS, attempt, bufo, deliver, load, silent

YEARS = load_contracts()["bufo"].retention.years
SUPERSEDED_YEARS = load_contracts()["bufo"].retention.superseded_years


def later(settings, years: int):
    """The same folder, so many years after the period 2023 has ended, and a day."""
    return replace(settings, as_of=date(2024 + years, 1, 1))


def causes(settings) -> list[tuple[str, str]]:
    return [(load.load_id, load.cause) for load in due_now(settings).loads]


@pytest.mark.parametrize(
    ("source", "period", "as_of", "due"),
    [
        ("bufo", "2023", "2024-06-01", date(2023 + YEARS, 12, 31)),
        ("bef", "202403", "2024-06-01", date(2024 + 25, 3, 31)),
        ("udsp", "2024", "2024-10-01", date(2024 + 25, 7, 31)),
        ("institution", "all", "2024-06-01", date(2024 + 30, 6, 1)),
    ],
)
def test_years_count_from_the_end_of_the_period(source, period, as_of, due):
    row = replace(attempt(1, period, LoadStatus.ACCEPTED), source=source, as_of=as_of)
    assert due_date(load_contracts()[source], row, [row]) == (due, "period")


def test_a_load_that_was_replaced_has_years_of_its_own():
    first = replace(attempt(1, "2023", LoadStatus.SUPERSEDED), as_of="2024-02-01")
    second = replace(attempt(2, "2023", LoadStatus.ACCEPTED), as_of="2024-09-01", supersedes=first.load_id)
    due, cause = due_date(load_contracts()["bufo"], first, [first, second])
    assert (due, cause) == (date(2024 + SUPERSEDED_YEARS, 9, 1), "replaced")


def test_the_day_itself_is_still_kept():
    row = replace(attempt(1, "2023", LoadStatus.ACCEPTED), as_of="2024-02-01")
    contracts = load_contracts()
    assert expiries(contracts, [row], date(2023 + YEARS, 12, 31)) == []
    assert [one.load_id for one in expiries(contracts, [row], date(2024 + YEARS, 1, 1))] == [row.load_id]


def test_a_leap_day_is_not_kept_short():
    assert years_after(date(2024, 2, 29), 1) == date(2025, 3, 1)


def test_nothing_of_today_s_deliveries_is_due(marie):
    assert due_now(marie).loads == []


def test_a_dry_run_says_what_would_go_and_touches_nothing(marie):
    before = {path: path.stat().st_mtime_ns for path in marie.registers.rglob("*")}
    found = due_now(later(marie, YEARS))
    gone = {load.load_id: (load.rows, load.quarantined_rows) for load in found.loads if load.source == "bufo"}
    assert sorted(gone.values()) == [(41, 0), (42, 1)]
    assert before == {path: path.stat().st_mtime_ns for path in marie.registers.rglob("*")}
    assert Ledger(marie.ledger).expired() == []


def test_first_the_replaced_load_goes_and_then_the_one_in_force(marie):
    replaced, in_force = Ledger(marie.ledger).loads("bufo")
    soon = replace(marie, as_of=date(2025 + SUPERSEDED_YEARS, 1, 1))
    assert [one for one in causes(soon) if one[0].startswith("bufo")] == [(replaced.load_id, "replaced")]
    delete_due(soon, silent)
    assert in_force.load_id in loads_in_force(marie)["bufo"]
    delete_due(later(marie, YEARS), silent)
    assert loads_in_force(marie)["bufo"] == []


def expire(settings):
    old = later(settings, YEARS)
    prepare_warehouse(settings, progress=silent)
    assert any(trace.path == settings.warehouse for trace in scan_folder(settings.out, needles([MARIE])).traces)
    return old, delete_due(old, silent)


def test_rows_rows_set_aside_and_pseudonyms_are_gone_and_the_record_stays(marie):
    assert list(marie.quarantine.glob("bufo*"))
    old, gone = expire(marie)
    assert gone.pseudonyms > 0
    assert not list(marie.quarantine.glob("bufo*"))
    assert not list((marie.registers / "bufo").glob("*"))
    assert not marie.warehouse.exists()
    replaced, in_force = Ledger(marie.ledger).loads("bufo")
    assert in_force.status is replaced.status is LoadStatus.EXPIRED
    assert "its retention ended" in in_force.reason_en
    assert in_force.rows_loaded == 42
    with Ledger(marie.ledger).transaction() as db:
        logged = db.execute("select source, cause, rows, quarantined_rows, who from retention_log").fetchall()
    assert ("bufo", "period", 42, 1, "anna") in [tuple(row) for row in logged]
    assert delete_due(old, silent).loads == []


def left_of(settings, load_id: str) -> list[str]:
    return sorted(path.parent.name for path in settings.restricted.rglob(f"{load_id}.parquet"))


def test_rows_of_a_load_that_a_person_rejected_go_too(marie):
    newest = Ledger(marie.ledger).loads("bufo")[-1].load_id
    decide_load(marie, newest, decision=Decision.REJECT, comment="wrong file", who="anna")
    assert left_of(marie, newest) == ["bufo", "quarantine"]
    delete_due(later(marie, YEARS), silent)
    assert left_of(marie, newest) == []
    assert Ledger(marie.ledger).loads("bufo")[-1].status is LoadStatus.EXPIRED


@pytest.mark.parametrize("status", [status for status in LoadStatus if status is not LoadStatus.EXPIRED])
def test_no_status_keeps_files_for_ever(marie, status):
    first = Ledger(marie.ledger).loads("bufo")[0].load_id
    with Ledger(marie.ledger).transaction() as db:
        db.execute("update load set status = ?, rows_loaded = 0 where load_id = ?", (status.value, first))
    delete_due(later(marie, YEARS), silent)
    assert left_of(marie, first) == []


def test_a_load_that_left_no_files_keeps_its_reason():
    row = attempt(1, "2023", LoadStatus.REJECTED)
    assert expiries(load_contracts(), [row], date(2090, 1, 1)) == []
    assert [one.load_id for one in expiries(load_contracts(), [row], date(2090, 1, 1), {row.load_id})] == [row.load_id]


def test_a_file_that_still_lies_there_does_not_come_back(marie):
    old, _ = expire(marie)
    before = len(Ledger(marie.ledger).loads())
    load(old)
    assert len(Ledger(marie.ledger).loads()) == before
    deliver(old, "bufo", "bufo2023_v3.csv", bufo(OTHERS))  # other bytes of the same period
    deliver(old, "bufo", "BUFO2023_v2.csv", bufo([MARIE]))
    load(old, "bufo")
    assert loads_in_force(old)["bufo"] == []
    assert [row.status for row in Ledger(marie.ledger).loads("bufo")] == [LoadStatus.EXPIRED] * 4
    assert not list((marie.registers / "bufo").glob("*"))


def test_other_periods_of_the_source_come_in_as_before(marie):
    old, _ = expire(marie)
    deliver(old, "bufo", "bufo2040.csv", bufo(OTHERS))
    load(old, "bufo")
    assert [row.period for row in Ledger(marie.ledger).in_force("bufo")] == ["2040"]


def test_nobody_waits_for_a_period_that_is_gone(marie):
    old, _ = expire(marie)
    states = states_of(load_contracts()["bufo"], Ledger(marie.ledger).loads("bufo"), old.as_of)
    assert "2023" not in {state.period for state in states}


def test_a_crash_before_the_files_went_is_made_good_by_the_next_run(marie, monkeypatch):
    def interrupted(*_arguments):
        raise KeyboardInterrupt

    old = later(marie, YEARS)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(retain, "remove_files_of_expired", interrupted)
        delete_due(old, silent)
    assert list((marie.registers / "bufo").glob("*.parquet"))
    finish_what_broke_off(old, silent)
    assert not list((marie.registers / "bufo").glob("*.parquet"))


@pytest.mark.parametrize(("delete", "expired"), [(False, 0), (True, 1)])
def test_dagster_has_a_job_for_it_that_deletes_only_when_told(marie, delete, expired):
    done = retention_job.execute_in_process(
        run_config={"ops": {"expire_loads": {"config": {"delete": delete}}}},
        resources={"settings": later(marie, YEARS)},
    )
    assert done.success
    assert bool(Ledger(marie.ledger).expired()) == bool(expired)


def test_what_was_removed_is_told_to_reviewers():
    for table in ("retention_log", "erasure_log", "key_rotation"):
        assert table in SHAPES
        assert table in FROM_LEDGER


def test_asking_what_is_due_while_another_command_writes_is_answered_in_one_sentence(town):
    town.prepare()
    with (town.restricted / "run.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # as another process has it
        done = CliRunner().invoke(retention, ["--landing", str(town.landing), "--out", str(town.out)])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "another run is writing" in done.output
