"""Whatever two loads hold: what is said to have changed, done to the old one, gives the new one."""

from __future__ import annotations

import itertools
from collections import Counter

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.contracts.model import Column, Contract
from dagster_project.revisions.row_changes import compare_loads, paired, typed_rows

NAMES = ("k", "j", "a", "b")
VALUE = st.one_of(st.none(), st.sampled_from(["x", "y", ""]))
ROW = st.tuples(st.sampled_from(["1", "2", "3"]), st.one_of(st.none(), st.just("1")), VALUE, VALUE)
ROWS = st.lists(ROW, max_size=8)
QUICK = settings(max_examples=25, deadline=None)


def contract(*key: str) -> Contract:
    columns = tuple(Column(name=name, kind="text", label_da=name, label_en=name) for name in NAMES)
    return Contract(
        source="any", title_da="", title_en="", owner="", grain_da="", grain_en="", period="none", in_force="union",
        key=key, columns=columns,
    )  # fmt: skip


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder, number = tmp_path_factory.mktemp("loads"), itertools.count()  # the engine remembers files by their name

    def write(rows: list[tuple], names=NAMES):
        values = {c: pa.array([row[at] for row in rows], pa.string()) for at, c in enumerate(names)}
        path = folder / f"{next(number)}.parquet"
        pq.write_table(pa.table(values), path)
        return path

    return write


@QUICK
@given(old=ROWS, new=ROWS)
def test_the_changes_done_to_the_old_load_give_the_new_one(con, files, old, new):
    """Also where a key occurs twice, or is null."""
    before, after, about = files(old), files(new), contract("k", "j")
    sides = [typed_rows(con, path, about) for path in (before, after)]
    found = con.execute(paired(con, *sides, about.key, NAMES)).fetchall()
    counts = compare_loads(con, before, after, about)
    rows, done = Counter(old), Counter()
    for was, is_now, *values in found:
        then, now = tuple(values[0::2]), tuple(values[1::2])
        if was:
            rows[then] -= 1
        if is_now:
            rows[now] += 1
        done["added"] += not was
        done["removed"] += not is_now
        done["changed"] += was and is_now and then != now
        assert not (was and is_now) or then[:2] == now[:2]
    assert +rows == Counter(new)
    assert (counts.rows_added, counts.rows_removed, counts.rows_changed) == (
        done["added"], done["removed"], done["changed"],
    )  # fmt: skip
    assert counts.rows_after - counts.rows_before == counts.rows_added - counts.rows_removed


@QUICK
@given(old=ROWS, new=ROWS)
def test_a_source_without_a_key_is_a_multiset_of_rows(con, files, old, new):
    found = compare_loads(con, files(old), files(new), contract())
    added, removed = Counter(new) - Counter(old), Counter(old) - Counter(new)
    assert (found.rows_added, found.rows_removed, found.rows_changed) == (added.total(), removed.total(), 0)
    assert found.columns_changed == ()


@QUICK
@given(rows=ROWS)
def test_the_same_rows_in_another_order_change_nothing(con, files, rows):
    found = compare_loads(con, files(rows), files(rows[::-1]), contract("k", "j"))
    assert (found.rows_added, found.rows_removed, found.rows_changed, found.columns_changed) == (0, 0, 0, ())


def test_only_columns_that_differ_in_a_kept_row_are_named(con, files):
    old = files([("1", "1", "x", "x"), ("2", "1", "x", None)])
    new = files([("1", "1", "x", "y"), ("3", "1", "z", "z")])
    assert compare_loads(con, old, new, contract("k", "j")).columns_changed == ("b",)


def test_a_column_that_the_old_load_did_not_have_counts_as_null(con, files):
    old = files([("1", "1", "x")], NAMES[:3])
    new = files([("1", "1", "x", "y")])
    found = compare_loads(con, old, new, contract("k", "j"))
    assert (found.rows_changed, found.columns_changed) == (1, ("b",))
