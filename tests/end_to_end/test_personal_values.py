"""The search for values of personal columns finds one wherever it is: else that it finds none would mean nothing."""

import sqlite3
from pathlib import Path

import duckdb
import pytest

from tests.end_to_end.personal_values import identifiers, leaks, left_behind

VALUE = "zqbadbufopnrqz"
NUMBER = "0101907777"


def _page(path: Path) -> None:
    path.write_text(f"<td>held: {VALUE}, {NUMBER}.</td>", encoding="utf-8")


def _event_log(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("create table event_logs (event text)")
        # Long enough that the database spreads it over several of its pages.
        db.execute("insert into event_logs values (?)", (f'{{"x": "{"y" * 5000}", "v": "{VALUE} {NUMBER}"}}',))


def _database(path: Path) -> None:
    with duckdb.connect(str(path)) as db:
        db.execute(
            f"create table t as select ['a', '{VALUE}'] as list, {NUMBER.lstrip('0')} as number, '{NUMBER}' as text"
        )


def _parquet(path: Path) -> None:
    duckdb.sql(f"copy (select '{VALUE}' as a, '{NUMBER}' as b) to '{path}' (format parquet)")


@pytest.mark.parametrize(
    ("name", "write"),
    [("index.html", _page), ("runs.db", _event_log), ("plads.duckdb", _database), ("absence.parquet", _parquet)],
)
@pytest.mark.parametrize("value", [VALUE, NUMBER])
def test_a_value_is_found_wherever_it_is(tmp_path, name, write, value):
    write(tmp_path / name)
    assert leaks(left_behind(tmp_path), {value})
    assert not leaks(left_behind(tmp_path), {f"{value}0"})


def test_a_number_that_lost_its_leading_zero_is_a_number_still(tmp_path):
    _database(tmp_path / "plads.duckdb")
    assert leaks(left_behind(tmp_path), {NUMBER.lstrip("0")})


def test_only_what_holds_persons_by_design_is_passed_over(tmp_path):
    for name in (
        "restricted/registers/bef/a.parquet",
        "restricted/dagster/runs.db",
        "restricted/ledger.sqlite",
        "x.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = {path.relative_to(tmp_path).as_posix() for path in left_behind(tmp_path)}
    assert found == {"restricted/dagster/runs.db", "restricted/ledger.sqlite", "x.html"}


def test_no_identifier_leaves_a_landing_folder_with_every_format_and_every_fault(hard_night):
    persons = identifiers(hard_night.out)
    assert len(persons) > 1000
    assert leaks(left_behind(hard_night.out), persons) == []
