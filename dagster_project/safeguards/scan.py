"""Looks through everything under a folder: the bytes of every file, and the decoded content of those that compress.

Bytes tell of free pages, logs and pages of text. What DuckDB and Parquet compress is opened and looked at by value.
A free page of a DuckDB file cannot be decoded: such files have to be younger than the removal, which is asked as well.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dagster_project.contracts.plain_text import plain, plain_sql
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.safeguards.needles import LONGEST, Needles

_CHUNK = 1 << 24
_INTEGERS = frozenset(["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER"]) | {
    "UBIGINT",
    "UHUGEINT",
}
_WITHOUT_TEXT = frozenset(["BOOLEAN", "DATE", "TIME", "TIMESTAMP", "FLOAT", "TIMESTAMP WITH TIME ZONE", "INTERVAL"])


@dataclass(frozen=True)
class Trace:
    """Where something was found; never what."""

    path: Path
    where: str

    def __str__(self) -> str:
        return f"{self.path}: {self.where}"


@dataclass
class Scan:
    """What was looked at, and what was found."""

    files: int = 0
    bytes: int = 0
    tables: int = 0
    traces: list[Trace] = field(default_factory=list)


def in_bytes(path: Path, wanted: Iterable[bytes], patterns: Iterable[re.Pattern[bytes]] = ()) -> bool:
    """Whether any of the byte strings or patterns stands in the file, also across the border of two chunks."""
    wanted, patterns = list(wanted), list(patterns)
    keep = max([LONGEST if patterns else 1, *map(len, wanted)]) - 1
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            window = tail + chunk
            if stands_in(window, wanted, patterns):
                return True
            tail = window[-keep:] if keep else b""
    return False


def stands_in(window: bytes, wanted: Iterable[bytes], patterns: Iterable[re.Pattern[bytes]]) -> bool:
    """Whether any of the byte strings, or any of the patterns, stands in a longer one."""
    return any(one in window for one in wanted) or any(pattern.search(window) for pattern in patterns)


def _condition(column: str, kind: str, wanted: Needles) -> str | None:
    """SQL that is true when a value of the column is, or holds, what is looked for."""
    if kind in _WITHOUT_TEXT:
        return None
    if kind in _INTEGERS or kind.startswith("DECIMAL") or kind == "DOUBLE":
        listed = ", ".join(map(str, sorted(wanted.integers)))
        return f"{quoted(column)} in ({listed})" if listed else None
    text = quoted(column) if kind == "VARCHAR" else f"cast({quoted(column)} as varchar)"
    asked = [f"contains({text}, {literal(one)})" for one in wanted.texts]
    written = wanted.written()
    return " or ".join(asked + ([f"regexp_matches({plain_sql(text)}, {literal(written)})"] if written else [])) or None


def _look(con: duckdb.DuckDBPyConnection, relation: str, wanted: Needles) -> list[str]:
    """Columns of a relation in which something was found."""
    columns = con.execute(f"describe select * from {relation}").fetchall()
    asked = [(name, _condition(name, kind, wanted)) for name, kind, *_ in columns]
    asked = [(name, condition) for name, condition in asked if condition]
    if not asked:
        return []
    counts = ", ".join(f"count(*) filter ({condition})" for _, condition in asked)
    found = con.execute(f"select {counts} from {relation}").fetchone() or ()
    return [name for (name, _), rows in zip(asked, found, strict=True) if rows]


def _in_duckdb(path: Path, wanted: Needles, scan: Scan, _con: duckdb.DuckDBPyConnection) -> None:
    with duckdb.connect(str(path), read_only=True) as con:
        tables = con.execute("select schema_name, table_name from duckdb_tables() where not internal").fetchall()
        for schema, table in tables:
            scan.tables += 1
            columns = _look(con, f"{quoted(schema)}.{quoted(table)}", wanted)
            scan.traces += [Trace(path, f"{schema}.{table}.{column}") for column in columns]


def _in_parquet(path: Path, wanted: Needles, scan: Scan, con: duckdb.DuckDBPyConnection) -> None:
    scan.tables += 1
    columns = _look(con, f"read_parquet({literal(str(path))})", wanted)
    scan.traces += [Trace(path, column) for column in columns]


def _in_sqlite(path: Path, wanted: Needles, scan: Scan, _con: duckdb.DuckDBPyConnection) -> None:
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            scan.tables += 1
            for row in db.execute(f"select * from {quoted(table)}"):
                if any(_holds(value, wanted) for value in row):
                    scan.traces.append(Trace(path, table))
                    break
    finally:
        db.close()


def _holds(value: object, wanted: Needles) -> bool:
    if isinstance(value, int):
        return value in wanted.integers
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    written = wanted.written()
    return any(one in text for one in wanted.texts) or bool(written and re.search(written, plain(text)))


_INSIDE = {
    ".duckdb": _in_duckdb,
    ".release": _in_duckdb,
    ".parquet": _in_parquet,
    ".sqlite": _in_sqlite,
    ".db": _in_sqlite,
}


def scan_folder(folder: Path, wanted: Needles, *, made_after: float | None = None) -> Scan:
    """Everything under `folder`. DuckDB files that were begun before `made_after` count as traces: see above."""
    scan, as_bytes, patterns = Scan(), wanted.as_bytes(), wanted.as_patterns()
    with duckdb.connect() as con:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
            scan.files += 1
            scan.bytes += path.stat().st_size
            if in_bytes(path, as_bytes, patterns):
                scan.traces.append(Trace(path, "bytes"))
            if path.suffix == ".duckdb" and made_after is not None and path.stat().st_mtime < made_after:
                scan.traces.append(Trace(path, "made before the removal: its free pages may hold what was removed"))
            look = _INSIDE.get(path.suffix)
            if look and path.stat().st_size:
                look(path, wanted, scan, con)
    return scan
