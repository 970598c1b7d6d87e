"""The tables that models read first, without rows: for what needs their columns and nothing else."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.contracts import load_contracts
from dagster_project.contracts.domains import pseudonym_domains


def make_empty_registers(warehouse: Path) -> None:
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
