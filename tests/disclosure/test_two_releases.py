"""What one release hid, the next does not show: who kept the first would subtract it from the old sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.contracts.digest import digest, row_hash, sums_of_hashes
from dagster_project.disclosure.family import decide, further_hidden, read_family
from tests.disclosure.test_attack_by_hand import decisions
from tests.disclosure.test_protect_random import QUICK
from tests.disclosure.two_releases import attack_both

TABLE, MEASURE, THRESHOLD = "support_decisions", "decisions", 5
NOTHING: dict[str, float] = {}


def counts(schools: dict[str, int]) -> dict[str, int]:
    return {"all": sum(schools.values()), **schools}


def hidden(schools: dict[str, int], before: dict[str, float] = NOTHING) -> set[str]:
    """Schools whose count is hidden; `before`: those that the release before hid, with their counts then."""
    now = pd.DataFrame(
        [("151", "2024H1", school, number, 0) for school, number in counts(schools).items()],
        columns=["municipality_code", "half_year", "instnr", "decisions", "decisions_over_nine_hours"],
    )
    earlier = pd.DataFrame(
        [(TABLE, f"151|2024H1|{school}", MEASURE, number) for school, number in before.items()],
        columns=["table_name", "row_key", "measure", "value"],
    ).astype({"table_name": "str", "row_key": "str", "measure": "str", "value": "float"})
    with duckdb.connect() as con:
        family = read_family({TABLE: con.from_df(now)}, THRESHOLD, before=con.from_df(earlier))
    found = further_hidden(family).to_pylist()
    more = {row["row_key"].split("|")[-1] for row in found if f"|{MEASURE}|" in row["measures"]}
    return more | {school for school, number in schools.items() if 0 < number < THRESHOLD}


def published(schools: dict[str, int], names: set[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The table as readers get it, and as it is."""
    rows = counts(schools).items()
    exact = [decisions(name, decisions=number, decisions_over_nine_hours=0) for name, number in rows]
    shown = [
        decisions(name, MEASURE, decisions_over_nine_hours=0) if name in names else row
        for (name, _), row in zip(rows, exact, strict=True)
    ]
    return {TABLE: shown}, {TABLE: exact}


def told(first: dict[str, int], second: dict[str, int], *, carried: bool) -> list[str]:
    """What somebody works out who has both."""
    hidden_first = hidden(first)
    before = {name: float(counts(first)[name]) for name in hidden_first} if carried else NOTHING
    releases = [published(first, hidden_first), published(second, hidden(second, before))]
    found = attack_both((releases[0][0], releases[1][0]), (releases[0][1], releases[1][1]))
    return [str(one) for one in found]


@pytest.fixture
def moved():
    """School A was small and is not any more; B was hidden with it."""
    return {"A": 3, "B": 7, "C": 40}, {"A": 8, "B": 7, "C": 40}


def test_a_cell_that_did_not_move_tells_what_the_release_before_hid(moved):
    assert hidden(moved[1]) == set()
    assert any("2024H1, A].decisions of release 0: 3 to 3" in one for one in told(*moved, carried=False))


def test_what_was_hidden_and_did_not_move_stays_hidden_and_is_protected(moved):
    first, second = moved
    before = {name: float(first[name]) for name in hidden(first)}
    assert set(before) == {"A", "B"}
    again = hidden(second, before)
    assert "B" in again
    assert len(again) > 1
    assert told(*moved, carried=True) == []


def test_what_moved_is_shown_if_nothing_else_hides_it():
    assert hidden({"A": 8, "B": 9, "C": 40}, {"A": 3.0, "B": 7.0}) == set()


@QUICK
@given(st.lists(st.integers(0, 20), min_size=3, max_size=6), st.data())
def test_no_hidden_cell_that_stood_is_ever_shown(sizes, data):
    first = dict(zip("ABCDEF", sizes, strict=False))
    second = dict(first)
    second[data.draw(st.sampled_from(sorted(first)))] = data.draw(st.integers(0, 20))
    before = {name: float(counts(first)[name]) for name in hidden(first)}
    stood = {name for name, count in before.items() if counts(second)[name] == count}
    assert stood <= hidden(second, before)


def decided(con: duckdb.DuckDBPyConnection, schools: dict[str, int]) -> list[tuple[Any, ...]]:
    """What a model says of the schools on a connection that may hold what was decided before."""
    now = pd.DataFrame(
        [("151", "2024H1", school, number, 0) for school, number in counts(schools).items()],
        columns=["municipality_code", "half_year", "instnr", "decisions", "decisions_over_nine_hours"],
    )
    found = decide(con, {TABLE: lambda: con.from_df(now)}, THRESHOLD)
    return (
        found.fetchall()
        if isinstance(found, duckdb.DuckDBPyRelation)
        else [tuple(r.values()) for r in found.to_pylist()]
    )


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A release before, in which the engine's own choice for the schools was another."""
    with duckdb.connect() as con:
        con.execute("create schema run")
        con.execute(
            "create table run.hidden_decided (table_name varchar, row_key varchar, measures varchar, told bigint)"
        )
        con.execute("insert into run.hidden_decided values (?, '151|2024H1|d', '|decisions|', 0)", [TABLE])
        con.execute("create table run.tables_then (table_name varchar, fingerprint varchar)")
        yield con


def test_tables_that_did_not_move_keep_the_holes_they_had(con: duckdb.DuckDBPyConnection) -> None:
    schools = {"a": 2, "b": 9, "c": 30, "d": 40}
    searched = decided(con, schools)
    assert [row[1] for row in searched] != ["151|2024H1|d"]
    names = ("municipality_code", "half_year", "instnr", "decisions", "decisions_over_nine_hours")
    now = pd.DataFrame([("151", "2024H1", s, n, 0) for s, n in counts(schools).items()], columns=list(names))
    rows = con.from_df(now)
    sums = rows.project(f"{row_hash(names)} as hash").aggregate(sums_of_hashes("hash")).fetchone()
    assert sums is not None
    con.execute("insert into run.tables_then values (?, ?)", [TABLE, digest(names, sums)])
    assert [row[1] for row in decided(con, schools)] == ["151|2024H1|d"]
    assert decided(con, schools | {"c": 31}) != [(TABLE, "151|2024H1|d", "|decisions|", 0)]
