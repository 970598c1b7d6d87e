"""Makes the file that readers open: a copy of the release file, which never held a PNR, and what belongs beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from dagster_project.outcomes import Progress
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import PUBLISHED_SCHEMAS, Relation
from dagster_project.warehouse.state import wal_of

Counts = dict[Relation, int | None]  # rows; None for a view, which holds none of its own
ATTACHED_AS = "plads_release"  # the release file's name in dbt, under which its views look for their tables


class VerificationError(RuntimeError):
    """The new file does not hold what was written to it; the old one stays."""


def quoted(table: Relation) -> str:
    return f'"{table.schema}"."{table.name}"'


def count(connection: duckdb.DuckDBPyConnection, table: Relation) -> int:
    """From the file's own bookkeeping: no row is read."""
    (rows,) = connection.execute(f"select count(*) from {quoted(table)}").fetchone() or (0,)
    return int(rows)


def _found(connection: duckdb.DuckDBPyConnection) -> dict[Relation, str | None]:
    """What is there: for a view its definition, for a table None."""
    tables = connection.execute("select schema_name, table_name, null from duckdb_tables()").fetchall()
    views = connection.execute("select schema_name, view_name, sql from duckdb_views() where not internal").fetchall()
    return {Relation(schema, name): definition for schema, name, definition in [*tables, *views]}


def _counts(connection: duckdb.DuckDBPyConnection, found: dict[Relation, str | None]) -> Counts:
    """Rows of every table; a view has to answer."""
    counts: Counts = {}
    for relation, definition in found.items():
        if definition:
            connection.execute(f"select * from {quoted(relation)} limit 0")
        counts[relation] = None if definition else count(connection, relation)
    return counts


def _copy(settings: Settings, path: Path, tables: set[Relation]) -> dict[Relation, int]:
    """The file as dbt left it, closed and whole; the rows that each of its tables has there."""
    with duckdb.connect(str(settings.release)) as release:
        release.execute("checkpoint")  # a build that was killed leaves its last lines beside the file
        found = _found(release)
        counts = {table: count(release, table) for table in tables if found.get(table, "absent") is None}
    missing = sorted(str(table) for table in tables - found.keys())
    if missing:
        raise VerificationError(f"the build has no {missing}")
    shutil.copyfile(settings.release, path)
    return counts


def _remove_others(connection: duckdb.DuckDBPyConnection, tables: set[Relation]) -> None:
    """Tables that this build left out, or that a build which broke off left behind."""
    for relation, definition in _found(connection).items():
        if relation not in tables:
            connection.execute(f"drop {'view' if definition else 'table'} {quoted(relation)}")


def _free_views(connection: duckdb.DuckDBPyConnection) -> None:
    """A view finds its tables in its own file, under whatever name a reader attaches that."""
    for relation, definition in _found(connection).items():
        if definition:
            connection.execute(f"drop view {quoted(relation)}")
            connection.execute(definition.replace(f"{ATTACHED_AS}.", ""))


def verify(path: Path, expected: Counts) -> None:
    """Opens the closed file as a reader would and counts. Raises VerificationError."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = _counts(connection, _found(connection))
    wrong = [str(table) for table, rows in expected.items() if table not in found or found[table] != rows]
    unexpected = [str(table) for table in found.keys() - expected.keys()]
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
    """A new, verified file at `path` with `tables` from the release file and what `add` puts beside them."""
    wanted = set(tables)
    wal_of(path).unlink(missing_ok=True)
    counts: Counts = dict.fromkeys(wanted) | _copy(settings, path, wanted)
    with duckdb.connect(str(path), config={"threads": settings.threads, "memory_limit": settings.memory_limit}) as new:
        _remove_others(new, wanted)
        _free_views(new)
        for schema in PUBLISHED_SCHEMAS:
            new.execute(f"create schema if not exists {schema}")
        counts |= add(new)
        new.execute("checkpoint")
    verify(path, counts)
    fsync(path)
    progress(f"publish: {len(counts)} tables, {row_total(counts)} rows verified")
    if empty := sorted(str(table) for table, rows in counts.items() if rows == 0 and table.schema == "marts"):
        progress(f"publish: without a row: {', '.join(empty)}")
    return counts


def row_total(counts: Counts) -> int:
    return sum(rows or 0 for rows in counts.values())
