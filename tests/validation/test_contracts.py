"""Every contract of ours becomes checks that DuckDB understands, each with its own name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.contracts import Contract, load_code_lists, load_contracts
from dagster_project.settings import Limits
from dagster_project.validation import plan
from dagster_project.validation.check import Check
from dagster_project.validation.profile import checks as load_checks
from dagster_project.validation.store import ROWS, Store


def _checks(contract: Contract) -> list[Check]:
    lists = load_code_lists(column.code_list for column in contract.columns if column.code_list)
    return list(plan.checks(contract, lists, date(2024, 1, 1)))


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda contract: contract.source)
def test_contract(contract: Contract, tmp_path: Path) -> None:
    parquet = tmp_path / "load.parquet"
    nulls = ", ".join(f"null::{column.sql_type} as {column.name}" for column in contract.columns)
    duckdb.execute(f"copy (select {nulls}, 'a' as _load_id, '2023' as _period) to '{parquet}'")
    checks = _checks(contract)
    names = [check.id for check in (*checks, *load_checks(Limits()))]
    assert len(names) == len(set(names))
    with Store(tmp_path, "500MB", 1) as store:
        store.show_rows(contract, [parquet], checks)
        store.query(f"select * from {ROWS}")
        for check in checks:
            if check.kind == "rows":
                assert store.query(check.sql.format(batch=ROWS)) == []
