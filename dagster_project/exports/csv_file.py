"""A published table as CSV: for a Danish Excel, or as others write it. No row passes through Python."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.exports.definitions import HEADER, rows_of
from dagster_project.exports.injection import safe_sql
from dagster_project.exports.publication import Publication, Table

_BOM = "\ufeff"  # without it Excel takes the file for Windows-1252 and æøå are lost
_LIST = "array_to_string({column}, ', ')"


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    decimal: str
    true: str
    false: str


DIALECTS = {
    "danish": Dialect(";", ",", "SAND", "FALSK"),
    "international": Dialect(",", ".", "true", "false"),
}


def _expression(column: str, kind: str, dialect: Dialect) -> str:
    """The column as text of this dialect; a number is never taken for a text, so it is never prefixed."""
    quoted = f'"{column}"'
    if kind in ("string", "array"):
        return safe_sql(quoted if kind == "string" else _LIST.format(column=quoted))
    if kind == "boolean":
        return f"case when {quoted} then '{dialect.true}' when not {quoted} then '{dialect.false}' end"
    return f"replace({quoted}::varchar, '.', '{dialect.decimal}')" if kind == "number" else f"{quoted}::varchar"


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, dialect: Dialect) -> None:
    target = str(path).replace("'", "''")
    connection.execute(
        f"copy ({query}) to '{target}' (format csv, header, delimiter '{dialect.delimiter}', quote '\"')"
    )


def _query(columns: list[tuple[str, str]], source: str, dialect: Dialect) -> str:
    """The byte order mark is a part of the first column's name: COPY has no option for it."""
    names = [f"{_BOM if place == 0 else ''}{name}" for place, (name, _) in enumerate(columns)]
    listed = [
        f'{_expression(name, kind, dialect)} as "{shown}"' for (name, kind), shown in zip(columns, names, strict=True)
    ]
    return f"select {', '.join(listed)} from ({source})"


def write_table(publication: Publication, table: Table, path: Path, dialect: Dialect) -> None:
    """Hidden and missing figures are both empty; suppressed_measures names the hidden ones."""
    columns = [(column.name, column.type) for column in table.columns]
    _copy(publication.connection, _query(columns, table.query, dialect), path, dialect)


def write_definitions(publication: Publication, tables: list[Table], path: Path, dialect: Dialect) -> None:
    """What the workbook has on a sheet of its own, for all tables in one file."""
    rows = [row for table in tables for row in rows_of(publication, table)]
    names = ", ".join(f'"{name}"' for name in HEADER)
    values = ", ".join(f"({', '.join('?' for _ in HEADER)})" for _ in rows)
    given = [value for row in rows for value in row]
    relation = publication.connection.execute(f"select * from (values {values}) as t({names})", given).to_arrow_table()
    publication.connection.register("definitions", relation)
    _copy(
        publication.connection,
        _query([(name, "string") for name in HEADER], "from definitions", dialect),
        path,
        dialect,
    )
    publication.connection.unregister("definitions")
