"""Loads in a row: each is held against those before it that are in force, from figures in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.contracts import Contract, load_contracts
from dagster_project.contracts.load import load_contract
from dagster_project.ledger import Ledger
from dagster_project.outcomes import CheckResult, LoadStatus, Profile, SourceOutcome, Status
from dagster_project.plausibility.compare import comparable, compare
from dagster_project.registers.load import load_source
from dagster_project.settings import EXPECTATIONS, Settings
from tests.plausibility.conftest import band, source

BUFO = load_contracts()["bufo"]


def bufo(rows: int, measure: int = 210) -> str:
    lines = [f"{6101150000 + n};151;{measure};2020-01-01;" for n in range(rows)]
    return "\n".join(["pnr;kom;pgf;sag_vfra;sag_vtil", *lines]) + "\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing" / "bufo").mkdir(parents=True)
    return Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31))


@pytest.fixture
def load(settings: Settings) -> Callable[..., SourceOutcome]:
    def run(contract: Contract = BUFO, **files: str) -> SourceOutcome:
        for name, text in files.items():
            (settings.landing / "bufo" / f"{name}.csv").write_text(text, encoding="utf-8")
        return load_source(settings, contract, progress=lambda _: None)

    return run


def _of(outcome: SourceOutcome, check_id: str) -> dict[str, CheckResult]:
    return {check.load_id[:9]: check for check in outcome.checks if check.check_id == check_id}


def test_an_implausible_period_warns_and_is_accepted(load):
    outcome = load(bufo2021=bufo(200), bufo2022=bufo(129), bufo2023=bufo(130))
    rows = _of(outcome, "rows_plausible")
    assert [check.status for check in rows.values()] == [Status.NOT_APPLICABLE, Status.WARN, Status.PASS]
    assert rows["bufo-2022"].observed.startswith("129 ← 200 (2021): -35.5 %")
    assert (rows["bufo-2022"].dimension, rows["bufo-2022"].evaluated, rows["bufo-2022"].failed) == (
        "plausibility",
        1,
        1,
    )
    assert {record.status for record in outcome.loads} == {LoadStatus.ACCEPTED}


def test_a_later_night_compares_with_the_ledger_and_reads_no_earlier_file(load, settings):
    load(bufo2021=bufo(200))
    for parquet in (settings.registers / "bufo").glob("*.parquet"):
        parquet.unlink()
    found = load(bufo2022=bufo(100, measure=215))
    assert _of(found, "rows_plausible")["bufo-2022"].status is Status.WARN
    drift = _of(found, "pgf_drift")["bufo-2022"]
    assert drift.status is Status.WARN
    assert "new codes 1 (215), vanished 1 (210)" in drift.observed


def test_a_contract_that_calls_it_an_error_holds_the_load_and_the_next_meets_the_one_before(load):
    rules = [rule.model_copy(update={"severity": "critical"}) if rule.kind == "band" else rule for rule in BUFO.rules]
    strict = BUFO.model_copy(update={"rules": tuple(rules)})
    outcome = load(strict, bufo2021=bufo(200), bufo2022=bufo(20), bufo2023=bufo(190))
    assert {record.period: record.status.value for record in outcome.loads} == {
        "2021": "accepted", "2022": "quarantined", "2023": "accepted",
    }  # fmt: skip
    assert _of(outcome, "rows_plausible")["bufo-2023"].observed.startswith("190 ← 200 (2021)")


def test_code_counts_stay_in_the_ledger(load, settings):
    load(bufo2021=bufo(200))
    columns, rows = Ledger(settings.ledger).table("code_frequency")
    assert columns == ["load_id", "column_name", "code", "rows"]
    assert {row[1:] for row in rows} == {("kom", "151", 200), ("pgf", "210", 200)}


@pytest.mark.parametrize(
    ("kind", "period", "expected"),
    [("year", "2024", ["2021", "2023"]), ("school_year", "2023", ["2021"]), ("year", "2021", [])],
)
def test_only_periods_before_are_compared_with(kind, period, expected):
    in_force = {other: Profile(1) for other in ("2025", "2023", "2021")}
    assert [one.period for one in comparable(source(kind), period, in_force)] == expected


def test_several_deliveries_a_year_are_compared_with_those_of_the_same_month():
    in_force = {period: Profile(1) for period in ("202206", "202212", "202306", "202312")}
    assert [one.period for one in comparable(source("half_year"), "202312", in_force)] == ["202212"]
    assert [one.period for one in comparable(source("none"), "all", {"all": Profile(1)})] == ["all"]


def test_a_load_that_cannot_be_read_has_not_been_compared():
    contract = source().model_copy(update={"rules": (band(lowest=-0.3),)})
    (found,) = compare(contract, "x", "2023", None, {"2022": Profile(100)}, {})
    assert found.status is Status.NOT_RUN


def _null_file(contract: Contract, folder: Path) -> Path:
    path = folder / "nulls.parquet"
    nulls = ", ".join(f"null::{column.sql_type} as {column.name}" for column in contract.columns)
    duckdb.execute(f"copy (select {nulls}, 'a' as _load_id, '2023' as _period) to '{path}'")
    return path


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda contract: contract.source)
def test_every_contract_asks_after_its_rows_with_sql_that_the_engine_understands(contract, tmp_path):
    from dagster_project.outcomes import Candidate
    from dagster_project.validation.figures import bands, profiles
    from dagster_project.validation.store import Store

    assert bands(contract)[0].id == "rows_plausible"
    for rule in bands(contract):
        assert rule.params["lowest"] < 0 < rule.params["highest"]
    with Store(tmp_path, "500MB", 1) as store:
        candidate = Candidate("a", contract.source, "2023", _null_file(contract, tmp_path), 1, 1, 0, None)
        assert profiles(store, contract, [candidate])["a"].rows == 1


def test_a_latency_in_another_unit_than_days_is_refused(tmp_path):
    text = (EXPECTATIONS / "bufo.odcs.yaml").read_text(encoding="utf-8").replace("unit: d", "unit: m")
    path = tmp_path / "bufo.odcs.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="not in days"):
        load_contract(path)


def test_a_band_that_the_engine_does_not_understand_holds_the_load(load):
    wrong = band("rows", where="no_such_column = 1", lowest=-0.3)
    outcome = load(BUFO.model_copy(update={"rules": (wrong,)}), bufo2021=bufo(20))
    assert [record.status for record in outcome.loads] == [LoadStatus.QUARANTINED]
    assert {check.status for check in outcome.checks if check.check_id == "band"} == {Status.NOT_RUN}
