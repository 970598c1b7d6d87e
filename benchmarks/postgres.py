"""`python -m benchmarks.postgres OUT`: what publishing to PostgreSQL costs beside a plain COPY of the same data.

The plain COPY is the least that there is: the same rows, written to CSV beforehand, into tables without keys,
indexes, references, comments, grants, statistics or counts, and without anybody to keep from seeing half of it.
Without PLADS_POSTGRES a server of its own is started and thrown away. A table at a time is in a file, none in memory.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql

from benchmarks.report import machine
from dagster_project.postgres import publish_to_postgres
from dagster_project.postgres.plan import Table, plan
from dagster_project.settings import Settings
from tests.postgres.server import running_server

BARE = "plads_bare"
_CHUNK = 1 << 18


@contextmanager
def _server() -> Iterator[str]:
    named = os.environ.get("PLADS_POSTGRES")
    if named:
        yield named
        return
    with running_server() as server:
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute("create database plads")
        yield server.dsn("plads")


def _copy(connection: psycopg.Connection, table: Table, path: Path) -> float:
    """Seconds of COPY alone."""
    kinds = [sql.SQL("{} " + column.kind).format(sql.Identifier(column.name)) for column in table.columns]
    columns = sql.SQL(", ").join(kinds)
    place = sql.Identifier(BARE, f"{table.relation.schema}_{table.relation.name}")
    connection.execute(sql.SQL("create table {} ({})").format(place, columns))
    started = time.perf_counter()
    statement = sql.SQL("copy {} from stdin with (format csv)").format(place)
    with path.open("rb") as file, connection.cursor().copy(statement) as copying:
        while chunk := file.read(_CHUNK):
            copying.write(chunk)
    return time.perf_counter() - started


def bare(database: Path, dsn: str) -> tuple[int, float]:
    """Rows, and the seconds that a plain COPY of them took."""
    rows, seconds = 0, 0.0
    with duckdb.connect(str(database), read_only=True) as source, psycopg.connect(dsn, autocommit=True) as target:
        target.execute(f"drop schema if exists {BARE} cascade; create schema {BARE}")
        with tempfile.TemporaryDirectory() as folder:
            for table in plan(source).tables:
                path = Path(folder) / "rows.csv"
                written = source.execute(f"copy ({table.select}) to '{path}' (format csv, header false)").fetchone()
                rows += written[0] if written else 0
                seconds += _copy(target, table, path)
                path.unlink()
        target.execute(f"drop schema {BARE} cascade")
    return rows, seconds


def _make_replaceable(dsn: str) -> None:
    """So that what is there is published once more, with readers of it to be spared."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("update governance.postgres_publication set plan = 'to be replaced'")


def publication(settings: Settings) -> tuple[float, list[tuple[float, str]]]:
    """Seconds of a whole publication, and when each part of it was done."""
    parts: list[tuple[float, str]] = []
    started = time.perf_counter()
    publish_to_postgres(settings, progress=lambda said: parts.append((time.perf_counter() - started, said)))
    return time.perf_counter() - started, parts


def main() -> None:
    """Prints the ratio, and where the time went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="output folder of a run")
    parser.add_argument("--again", action="store_true", help="measure a release that takes the place of another")
    given = parser.parse_args()
    with _server() as dsn:
        settings = replace(Settings.from_environment(), out=given.out.resolve(), postgres=dsn)
        load = os.getloadavg()[0]
        rows, least = bare(settings.database, dsn)
        print(f"plain COPY: {rows:,} rows, {least:.1f} s", file=sys.stderr, flush=True)
        if given.again:
            publication(settings)
            _make_replaceable(dsn)
        seconds, parts = publication(settings)
    print(f"{machine()}, Python {sys.version.split()[0]}; load average {load:.1f}, then {os.getloadavg()[0]:.1f}\n")
    print("| | rows | s | s per million rows |\n|---|--:|--:|--:|")
    print(f"| plain COPY | {rows:,} | {least:.1f} | {least / rows * 1e6:.2f} |")
    print(f"| publication | {rows:,} | {seconds:.1f} | {seconds / rows * 1e6:.2f} |\n")
    print(f"ratio {seconds / least:.2f}\n")
    for at, said in parts:
        print(f"* after {at:.1f} s: {said}")


if __name__ == "__main__":
    main()
