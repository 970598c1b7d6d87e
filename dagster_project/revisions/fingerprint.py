"""One short text per table that depends on its rows and column names alone: not on row order, not on the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from dagster_project.contracts.digest import digest, row_hash, sums_of_hashes
from dagster_project.contracts.sql import name as quoted

FINGERPRINTED = ("marts", "published")


@dataclass(frozen=True, order=True)
class Fingerprint:
    """A table, how many rows it has, and what they add up to."""

    table_schema: str
    table_name: str
    rows: int
    fingerprint: str


def columns_of(con: duckdb.DuckDBPyConnection, database: str, schema: str, table: str) -> dict[str, str]:
    """Column → type, in the order of the table; empty when there is no such table or view."""
    found = con.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [database, schema, table],
    )
    return dict(found.fetchall())


def _fingerprint(
    con: duckdb.DuckDBPyConnection, database: str, schema: str, table: str, columns: Iterable[str]
) -> Fingerprint:
    columns = sorted(columns)
    sums = con.execute(
        f"select {sums_of_hashes('hash')} from "
        f"(select {row_hash(columns)} as hash from {quoted(database)}.{quoted(schema)}.{quoted(table)})"
    ).fetchone() or (0, 0, 0)
    return Fingerprint(schema, table, int(sums[0]), digest(columns, sums))


def fingerprints(
    con: duckdb.DuckDBPyConnection, database: str, schemas: Sequence[str] = FINGERPRINTED
) -> list[Fingerprint]:
    """Of every mart and published table of a database that is open on the connection."""
    found = con.execute(
        "select schema_name, table_name, list(column_name) from duckdb_columns() "
        "where database_name = ? and list_contains(?, schema_name) group by all order by all",
        [database, list(schemas)],
    )
    return [_fingerprint(con, database, *table) for table in found.fetchall()]
