"""The doors, each as a function from SQL to rows on a connection that stays open, as a BI server keeps its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.bi.queries import QUERIES, Query

THREADS = 2
Ask = Callable[[Query], list[tuple[Any, ...]]]


def _connect(path: str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, read_only=read_only, config={"threads": THREADS})


def _file(out: Path, stack: ExitStack) -> Ask:
    """The analysts' file: it has the dimensions and facts as well."""
    connection = stack.enter_context(_connect(str(out / "plads.duckdb"), read_only=True))
    return lambda query: connection.execute(query.on_tables()).fetchall()


def _folder(out: Path, stack: ExitStack) -> Ask:
    """The Parquet folder through DuckDB: published tables and the dimensions that they join."""
    connection = stack.enter_context(_connect())
    for schema, folder in {"published": out / "published", "core": out / "published" / "dimensions"}.items():
        connection.execute(f"create schema {schema}")
        for path in sorted(folder.glob("*.parquet")):
            source = str(path).replace("'", "''")
            connection.execute(f"create view {schema}.{path.stem} as select * from '{source}'")
    return lambda query: connection.execute(query.on_tables()).fetchall()


def _flat(out: Path, stack: ExitStack, made: Path) -> Ask:
    """What everything is compared with: one file a question, already joined, and nothing but a scan."""
    with _connect(str(out / "plads.duckdb"), read_only=True) as source:
        for number, query in enumerate(QUERIES):
            source.execute(f"copy ({query.source}) to '{made}/{number}.parquet' (format parquet, compression zstd)")
    connection = stack.enter_context(_connect())
    places = {query.name: f"{made}/{number}.parquet" for number, query in enumerate(QUERIES)}
    return lambda query: connection.execute(query.on_file(places[query.name])).fetchall()


def _postgres(dsn: str, stack: ExitStack) -> Ask:
    import psycopg

    connection = stack.enter_context(psycopg.connect(dsn, autocommit=True))
    return lambda query: connection.execute(query.on_tables().encode()).fetchall()


@contextmanager
def doors(out: Path, made: Path, dsn: str | None) -> Iterator[dict[str, Ask]]:
    """Every door that there is, open; the flat files come first."""
    with ExitStack() as stack:
        found = {
            "flat": _flat(out, stack, made),
            "DuckDB file": _file(out, stack),
            "Parquet folder": _folder(out, stack),
        }
        if dsn:
            found["PostgreSQL"] = _postgres(dsn, stack)
        yield found


def has(door: str, query: Query) -> bool:
    """The folder has no fact."""
    return door != "Parquet folder" or all(table.startswith(("published.", "core.dim_")) for table in query.tables)
