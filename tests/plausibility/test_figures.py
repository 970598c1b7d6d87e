"""Figures of a load in one scan: sums, means, shares and codes by hand; persons of a large load from a part of them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dagster_project.contracts import Column
from dagster_project.outcomes import Candidate
from dagster_project.validation.figures import profiles
from dagster_project.validation.store import Store
from tests.plausibility.conftest import band, drift_rule, source

COLUMNS = (
    Column(name="pnr", kind="text", label_da="", label_en=""),
    Column(name="kode", kind="text", codes=("a", "b"), label_da="", label_en=""),
    Column(name="fri", kind="int", codes=("1",), label_da="", label_en=""),
    Column(name="timer", kind="num", label_da="", label_en=""),
)
RULES = (
    band("rows"),
    band("sum", "timer", where="kode = 'a'"),
    band("mean", "timer"),
    band("share", where="kode = 'a'"),
    band("distinct", "pnr"),
    drift_rule("fri", limit=1),
)
CONTRACT = source().model_copy(update={"columns": COLUMNS, "rules": RULES})


def _write(folder: Path, name: str, rows: str) -> Candidate:
    path = folder / f"{name}.parquet"
    duckdb.execute(
        f"copy (select pnr, kode, fri, timer::decimal(18,6) as timer from (values {rows}) t(pnr, kode, fri, timer))"
        f" to '{path}'"
    )
    return Candidate(name, "proeve", "2023", path, 0, rows.count("("), 0, None)


def test_every_measure_and_every_code_by_hand(tmp_path):
    first = _write(tmp_path, "one", "('1', 'a', 1, 2.5), ('1', 'b', 1, 4), ('2', null, 1, null), ('3', 'a', 1, 1)")
    other = _write(tmp_path, "two", "('9', 'b', 1, 7)")
    with Store(tmp_path, "500MB", 1) as store:
        found = profiles(store, CONTRACT, [first, other])
    assert found["one"].rows == 4
    assert found["one"].measures == {
        "sum(timer) where kode = 'a'": 3.5,
        "mean(timer)": 7.5,
        "mean(timer) n": 3,
        "share where kode = 'a'": 2,
        "share where kode = 'a' n": 4,
        "distinct(pnr)": 3,
    }
    assert found["one"].codes == {"kode": {"a": 2, "b": 1, "": 1}}
    assert found["two"].codes == {"kode": {"b": 1}}
    assert "sum(timer) where kode = 'a'" not in found["two"].measures


def test_persons_of_a_large_load_are_counted_among_some_of_them(tmp_path):
    path = tmp_path / "large.parquet"
    numbers = "select lpad((i // 2)::varchar, 10, '0') as pnr, 'a' as kode, 1 as fri, 1.0::decimal(18,6) as timer"
    duckdb.execute(f"copy ({numbers} from range(100000) r(i)) to '{path}'")
    with Store(tmp_path, "500MB", 1) as store:
        found = profiles(store, CONTRACT, [Candidate("x", "proeve", "2023", path, 0, 100_000, 0, None)])
    assert found["x"].measures["distinct(pnr)"] == pytest.approx(50_000, rel=0.05)
    assert found["x"].measures["distinct(pnr)"] % 8 == 0
