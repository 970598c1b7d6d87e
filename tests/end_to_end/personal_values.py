"""Values of personal columns: planted where nobody would look for them, gathered, and searched for in all that is left.

Used by the tests of the nights. What is searched is read as what it is: databases cell by cell, Parquet column by
column, everything else as bytes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

import duckdb

from dagster_project.contracts import Column, Contract, load_contracts

LONG = 8  # what is shorter is a code or a number of something, and is found everywhere
# Whoever opens these folders may see persons: registers and what was set aside, and dbt's working files.
HOLDS_PERSONS = ("registers", "quarantine", "warehouse.duckdb", "release.duckdb")
_WORD = re.compile(r"[0-9A-Za-z_]{8,}")
_RECORD = re.compile(r"(?=.*\d)[0-9A-Za-z_-]+")
_ENOUGH_ROWS, _ENOUGH_FOR_TWO = 45, 90  # one broken row in so many does not hold a load, nor do two


def sentinel(source: str, column: str, what: str) -> str:
    """A word that stands nowhere else, and that no reader takes for a date, a number or a code."""
    return f"zq{what}{source}{column}qz".replace("_", "")


def _free(column: Column) -> bool:
    return column.kind == "text" and not (column.codes or column.code_list or column.identifies or column.required)


def _newest(folder: Path) -> Path | None:
    files = sorted(path for path in folder.iterdir() if re.search(r"\d\.csv$", path.name.lower()))
    long = [path for path in files if len(path.read_bytes().splitlines()) > _ENOUGH_ROWS]
    return long[-1] if long else None


def _number(contract: Contract, column: str) -> str:
    """Of the form of a person's, and another one for every column."""
    place = sorted(load_contracts()).index(contract.source) * 100 + contract.names.index(column)
    return f"31126{place:05d}"


def _plant_in(path: Path, contract: Contract) -> list[str]:
    """One more row that is broken in every personal column, and words in free text of a row that is not broken.

    And one that has a person number wherever a number or a date should stand.
    """
    lines = path.read_bytes().decode("latin-1").splitlines()
    header = [name.strip('\ufeffï»¿"').lower() for name in lines[0].split(";")]
    known = {column.name: column for column in contract.columns}
    ruled = {name for rule in contract.rules for name in rule.columns}
    turns_away_the_file = {name for rule in contract.rules for name in rule.columns if rule.severity == "reject"}
    good, bad, numbers = lines[-1].split(";"), lines[-1].split(";"), lines[-1].split(";")
    planted = []
    for place, name in enumerate(header):
        column = known.get(name)
        if column is not None and column.kind != "text" and len(lines) > _ENOUGH_FOR_TWO:
            numbers[place] = _number(contract, name)
            planted.append(numbers[place])
        if column is None or column.personal == "none" or name in turns_away_the_file:
            continue
        bad[place] = sentinel(contract.source, name, "bad")
        planted.append(bad[place])
        if _free(column) and name not in ruled:
            good[place] = sentinel(contract.source, name, "good")
            planted.append(good[place])
    rows = (good, bad, numbers) if len(lines) > _ENOUGH_FOR_TWO else (good, bad)
    text = "\n".join([*lines[:-1], *(";".join(row) for row in rows), ""])
    path.write_bytes(text.encode("latin-1"))
    return planted


def plant(landing: Path) -> set[str]:
    """Plants sentinels in rows to be kept, in rows to be set aside, in a file without a header and in a file's name."""
    planted: list[str] = []
    for source, contract in load_contracts().items():
        path = _newest(landing / source)
        if path is not None:
            planted += _plant_in(path, contract)
    headless = sentinel("bufo", "pnr", "headless")
    (landing / "bufo" / "bufo2024_v9.csv").write_text(f"{headless};{headless}2;{headless}3\n1;2;3\n", encoding="utf-8")
    (landing / "bef" / "notat om 0101907777.csv").write_text(f"{headless}4\n", encoding="utf-8")
    return {*planted, headless, f"{headless}2", f"{headless}3", f"{headless}4", "0101907777"}


def identifiers(out: Path, *, also_records: bool = False) -> set[str]:
    """Every identifier in the loads, also as a number; with `also_records` numbers of addresses and cases too."""
    found: set[str] = set()
    for source, contract in load_contracts().items():
        folder = out / "restricted" / "registers" / source
        for column in contract.columns if list(folder.glob("*.parquet")) else ():
            record = also_records and column.kind == "text" and column.personal != "none" and not column.code_list
            if column.identifies or record:
                rows = duckdb.sql(f"select distinct {column.name} from read_parquet('{folder}/*.parquet')").fetchall()
                values = {str(value) for (value,) in rows if value is not None}
                found |= {value for value in values if column.identifies or _RECORD.fullmatch(value)}
    found |= {value.lstrip("0") for value in found if value.isdigit()}
    return {value for value in found if len(value) >= LONG}


def _of_duckdb(path: Path) -> Iterator[tuple[str, str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal"
        ).fetchall()
        for schema, table, column, kind in columns:
            if kind in ("INTEGER", "BIGINT", "HUGEINT", "DOUBLE") or "VARCHAR" in kind:
                text = (
                    f'cast("{column}" as varchar)'
                    if kind != "DOUBLE"
                    else f'cast(cast("{column}" as hugeint) as varchar)'
                )
                for (value,) in connection.execute(
                    f'select distinct {text} from "{schema}"."{table}" where length({text}) >= {LONG}'
                ).fetchall():
                    yield f"{schema}.{table}.{column}", value


def _of_sqlite(path: Path) -> Iterator[tuple[str, str]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            for row in connection.execute(f'select * from "{table}"'):
                for cell in row:
                    if cell is not None:
                        yield table, cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
    finally:
        connection.close()


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Everything that a file holds, as pairs of where and what."""
    start = path.open("rb").read(16)
    if start[8:12] == b"DUCK":
        yield from _of_duckdb(path)
    elif start.startswith(b"SQLite format 3"):
        yield from _of_sqlite(path)
    elif start.startswith(b"PAR1"):
        columns = duckdb.sql(f"describe select * from read_parquet('{path}')").fetchall()
        for name, *_ in columns:
            for (value,) in duckdb.sql(
                f"select distinct cast(\"{name}\" as varchar) from read_parquet('{path}')"
            ).fetchall():
                yield name, str(value)
    else:
        yield "", path.read_bytes().decode("latin-1")


class Leak(NamedTuple):
    """Where a value stands: file, place inside it (schema.table.column of a database), and which ones."""

    file: str
    place: str
    values: frozenset[str]


def leaks(paths: Iterable[Path], searched: Set[str]) -> list[Leak]:
    """Where any of the values stands, whole or as a word inside a longer text."""
    found = []
    for path in paths:
        for place, text in texts(path):
            if hits := {text, *_WORD.findall(text)} & searched:
                found.append(Leak(path.name, place, frozenset(hits)))
    return found


def left_behind(out: Path) -> list[Path]:
    """Every file of an output folder but those that hold persons by design."""
    return [
        path
        for path in sorted(out.rglob("*"))
        if path.is_file()
        and not (path.is_relative_to(out / "restricted") and path.relative_to(out).parts[1].startswith(HOLDS_PERSONS))
    ]
