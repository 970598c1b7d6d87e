"""Pseudonyms under the key that is to be destroyed: beside the new ones for a comparison, and looked for everywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.registers.pseudonyms import pseudonym_parameters, pseudonym_sql
from dagster_project.safeguards.needles import needles
from dagster_project.safeguards.scan import Scan, Trace, in_bytes
from dagster_project.settings import Settings

_LOOKED_FOR_IN_BYTES = 16  # every one of them is a search through every byte


@contextmanager
def translation(settings: Settings, old_key: bytes) -> Iterator[Path]:
    """A Parquet file with new_key and old_key of everyone in the maps, for as long as the block lasts."""
    domains = pseudonym_domains(load_contracts()).values()
    with tempfile.TemporaryDirectory(dir=settings.restricted) as folder, duckdb.connect() as con:
        con.execute(f"attach {literal(str(settings.warehouse))} as working (read_only)")
        con.execute("create table pair (new_key bigint, old_key bigint)")
        for domain in domains:
            con.execute(
                f"insert into pair select {domain.key}, {pseudonym_sql(domain.identifier)}"
                f" from working.registers.{domain.name}",
                pseudonym_parameters(old_key, domain.name),
            )
        path = Path(folder) / "pair.parquet"
        con.execute(f"copy pair to {literal(str(path))} (format parquet)")
        yield path


def _integers(con: duckdb.DuckDBPyConnection, relation: str) -> list[str]:
    """Columns of a relation in which an old pseudonym stands."""
    columns = [c for c, kind, *_ in con.execute(f"describe select * from {relation}").fetchall() if kind == "BIGINT"]
    return [
        column
        for column in columns
        if con.execute(f"select 1 from {relation} semi join old on old.old_key = {quoted(column)} limit 1").fetchone()
    ]


def old_pseudonyms_left(settings: Settings, table: Path) -> Scan:
    """Every whole number of every table under OUT against all old pseudonyms; the bytes of every file against some."""
    scan = Scan()
    with duckdb.connect(config={"memory_limit": settings.memory_limit, "threads": settings.threads}) as con:
        con.execute(
            "create table old as select old_key from read_parquet($1) where old_key not in"
            " (select new_key from read_parquet($1))",
            [str(table)],
        )
        some = con.execute(f"select old_key from old limit {_LOOKED_FOR_IN_BYTES}").fetchall()
        wanted = needles([], [key for (key,) in some]).as_bytes()
        for path in sorted(p for p in settings.out.rglob("*") if p.is_file() and table.parent not in p.parents):
            scan.files += 1
            scan.bytes += path.stat().st_size
            if in_bytes(path, wanted):
                scan.traces.append(Trace(path, "bytes"))
            if path.suffix == ".parquet":
                scan.tables += 1
                scan.traces += [Trace(path, c) for c in _integers(con, f"read_parquet({literal(str(path))})")]
            elif path.suffix == ".duckdb":
                con.execute(f"attach {literal(str(path))} as looked (read_only)")
                found = con.execute(
                    "select schema_name, table_name from duckdb_tables() where database_name = 'looked'"
                ).fetchall()
                for schema, name in found:
                    scan.tables += 1
                    columns = _integers(con, f"looked.{quoted(schema)}.{quoted(name)}")
                    scan.traces += [Trace(path, f"{schema}.{name}.{column}") for column in columns]
                con.execute("detach looked")
    return scan
