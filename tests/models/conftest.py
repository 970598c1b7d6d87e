"""dbt on a warehouse that a test fills by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import RELEASE_FILE, WAREHOUSE_FILE
from dagster_project.warehouse.home import at_home_in
from dagster_project.warehouse.manifest import from_the_parse

PROJECT = Path(__file__).parents[2] / "dbt"


class Warehouse:
    """One working file and its release file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / WAREHOUSE_FILE

    def fill(self, sql: str) -> None:
        with duckdb.connect(str(self.path)) as connection:
            connection.execute("create schema run; create table run.parameter as select date '2024-12-31' as as_of")
            connection.execute("create schema registers; create schema seed_override")
            connection.execute(sql)

    def build(self, *selection: str) -> subprocess.CompletedProcess[str]:
        """Seeds and models of the selection; no tests."""
        options = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
        made = ["--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "log")]
        kinds = ["--resource-type", "model", "--resource-type", "seed"]
        return subprocess.run(
            [str(Path(sys.executable).with_name("dbt")), "build", *selection, *kinds, *options, *made],
            env={**os.environ, **at_home_in(self.folder), **from_the_parse(), "DO_NOT_TRACK": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.folder / RELEASE_FILE), read_only=True) as release:
            return release.execute(sql).fetchall()

    def tables(self) -> set[object]:
        return {name for (name,) in self.query("select table_name from duckdb_tables()")}


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


@pytest.fixture
def register() -> Callable[[str], str]:
    """SQL for the empty table of a source, as `registers` would make it."""
    from dagster_project.contracts import load_contracts

    def table(source: str) -> str:
        columns = [f"{column.name} {column.sql_type}" for column in load_contracts()[source].columns]
        return f"create table registers.{source} ({', '.join([*columns, '_load_id varchar', '_period varchar'])});"

    return table
