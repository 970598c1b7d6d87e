"""Writes the file that readers open, from nothing: no page of the working file, where PNR lives, is ever copied."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from dagster_project.outcomes import Progress
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import PUBLISHED_SCHEMAS, Relation

Counts = dict[Relation, int]
WORKING = "warehouse"  # the name under which dbt wrote its views, which look for their tables there


class VerificationError(RuntimeError):
    """The new file does not hold what was written to it; the old one stays."""


def quoted(table: Relation) -> str:
    return f'"{table.schema}"."{table.name}"'


def _copy(connection: duckdb.DuckDBPyConnection, tables: Iterable[Relation]) -> Counts:
    counts: Counts = {}
    for table in tables:
        connection.execute(f"create table {quoted(table)} as from {WORKING}.{quoted(table)}")
        counts[table] = count(connection, table)
    return counts


def count(connection: duckdb.DuckDBPyConnection, table: Relation) -> int:
    (rows,) = connection.execute(f"select count(*) from {quoted(table)}").fetchone() or (0,)
    return int(rows)


def verify(path: Path, expected: Counts) -> None:
    """Opens the closed file as a reader would and counts. Raises VerificationError."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {
            Relation(schema, name)
            for schema, name in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        }
        wrong = [
            str(table) for table, rows in expected.items() if table not in found or count(connection, table) != rows
        ]
        unexpected = [str(table) for table in found - expected.keys()]
    if wrong or unexpected:
        raise VerificationError(f"rows differ in {wrong}; not asked for: {unexpected}")


def fsync(path: Path) -> None:
    """Waits until a file or folder is on disk and not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_database(
    settings: Settings,
    path: Path,
    tables: Iterable[Relation],
    add: Callable[[duckdb.DuckDBPyConnection], Counts],
    progress: Progress,
) -> Counts:
    """A new, verified file at `path` with `tables` from the working file and what `add` puts beside them."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    with duckdb.connect(str(path), config={"threads": settings.threads, "memory_limit": settings.memory_limit}) as new:
        new.execute("set preserve_insertion_order = false")
        new.execute(f"attach '{str(settings.warehouse).replace(chr(39), chr(39) * 2)}' as {WORKING} (read_only)")
        for schema in PUBLISHED_SCHEMAS:
            new.execute(f"create schema {schema}")
        counts = _copy(new, tables)
        new.execute(f"detach {WORKING}")
        counts |= add(new)
        new.execute("checkpoint")
    verify(path, counts)
    fsync(path)
    progress(f"publish: {len(counts)} tables, {sum(counts.values())} rows verified")
    return counts
