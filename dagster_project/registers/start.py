"""What dbt finds when it starts: loads in force as views, pseudonym maps, the run's parameter, delivered seeds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import Progress
from dagster_project.registers.key import pseudonym_key
from dagster_project.registers.pseudonyms import extend_maps
from dagster_project.registers.seed_overrides import load_seed_overrides
from dagster_project.settings import Settings


def _rows_in_force(ledger: Ledger, contract: Contract) -> list[LoadRow]:
    """Loads that the source is made of; of a snapshot source only the newest period counts."""
    rows = sorted(ledger.in_force(contract.source), key=lambda row: row.period)
    return rows[-1:] if contract.in_force == "snapshot" else rows


def loads_in_force(settings: Settings) -> dict[str, list[str]]:
    """Source → ids of the loads that it is made of now; a source without any has an empty list."""
    ledger = Ledger(settings.ledger)
    return {source: [row.load_id for row in _rows_in_force(ledger, c)] for source, c in load_contracts().items()}


def _make_view(con: duckdb.DuckDBPyConnection, contract: Contract, paths: Mapping[str, Path]) -> None:
    if not paths:
        con.execute(f"drop view if exists registers.{contract.source}")
        return
    columns = ", ".join([*contract.names, "_load_id", "_period"])
    listed = ", ".join(literal(str(path)) for path in paths.values())
    con.execute(f"create or replace view registers.{contract.source} as select {columns} from read_parquet([{listed}])")


def prepare_warehouse(settings: Settings, *, progress: Progress) -> None:
    """Brings the working file to the point where dbt takes over. Safe to repeat; the file is a cache."""
    settings.prepare()
    ledger, contracts = Ledger(settings.ledger), load_contracts()
    files = {
        source: {
            row.load_id: settings.registers / source / f"{row.load_id}.parquet"
            for row in _rows_in_force(ledger, contract)
        }
        for source, contract in contracts.items()
    }
    with duckdb.connect(
        str(settings.warehouse), config={"memory_limit": settings.memory_limit, "threads": settings.threads}
    ) as con:
        settings.warehouse.chmod(0o600)
        if extend_maps(con, pseudonym_key(), files, contracts):
            progress("the pseudonym key is another one: all pseudonyms are made anew")
        for source, contract in contracts.items():
            _make_view(con, contract, files[source])
        con.execute("create schema if not exists run")
        con.execute(
            "create or replace table run.parameter as select cast(? as date) as as_of", [settings.as_of.isoformat()]
        )
        names = load_seed_overrides(con, settings.landing, progress=progress)
        if names:
            progress("seeds replaced by the landing folder: " + ", ".join(names))
    progress("loads in force: " + ", ".join(f"{source} {len(loads)}" for source, loads in files.items() if loads))
