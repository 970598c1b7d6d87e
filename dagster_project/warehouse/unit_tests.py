"""dbt's unit tests, which need the columns of what a model reads but no row of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from dagster_project.contracts import load_contracts
from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.settings import DBT_PROJECT


def _empty_registers(warehouse: Path) -> None:
    """Every table that `registers` would make, without rows."""
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema registers; create schema run")
        for contract in load_contracts().values():
            columns = [f"{column.name} {column.sql_type}" for column in contract.columns]
            loaded = ["_load_id varchar", "_period varchar"]
            connection.execute(f"create table registers.{contract.source} ({', '.join([*columns, *loaded])})")
        for domain in pseudonym_domains(load_contracts()).values():
            pair = f"{domain.identifier} varchar, {domain.key} bigint"
            connection.execute(f"create table registers.{domain.name} ({pair})")
        connection.execute("create table run.parameter as select date '2024-12-31' as as_of")


def _dbt(arguments: list[str], warehouse: Path) -> int:
    target = warehouse.parent / "target"
    where = ["--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT, "--target-path", target, "--log-path", target]
    command = [Path(sys.executable).with_name("dbt"), *arguments, *where]
    variables = {**os.environ, "PLADS_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"}
    return subprocess.run([str(part) for part in command], env=variables, check=False).returncode


def run_unit_tests() -> int:
    """dbt's exit code: first seeds and models without rows, then the unit tests over them."""
    with tempfile.TemporaryDirectory(prefix="plads-unit-") as folder:
        warehouse = Path(folder) / "warehouse.duckdb"
        _empty_registers(warehouse)
        shapes = ["build", "--empty", "--quiet", "--exclude-resource-type", "test", "unit_test"]
        return _dbt(shapes, warehouse) or _dbt(["test", "--select", "test_type:unit"], warehouse)
