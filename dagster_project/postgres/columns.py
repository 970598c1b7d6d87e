"""Which PostgreSQL type a DuckDB type becomes, and how its values are written for COPY; what is not listed stops."""

from __future__ import annotations

import re

from dagster_project.postgres.words import PostgresError

_TYPES = {
    "BOOLEAN": "boolean",
    "TINYINT": "smallint",
    "SMALLINT": "smallint",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "HUGEINT": "numeric(38,0)",
    "FLOAT": "real",
    "DOUBLE": "double precision",
    "VARCHAR": "text",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
    "VARCHAR[]": "text[]",
}
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_LIST = (
    "case when {c} is not null then '{{' || array_to_string(list_transform({c}, lambda x: coalesce('\"' || "
    "replace(replace(x, '\\', '\\\\'), '\"', '\\\"') || '\"', 'NULL')), ',') || '}}' end"
)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def postgres_type(duckdb_type: str, where: str) -> str:
    """Raises PostgresError, naming `where`, for a type that nobody has thought about."""
    decimal = _DECIMAL.fullmatch(duckdb_type)
    if decimal:
        return f"numeric({decimal[1]},{decimal[2]})"
    if duckdb_type not in _TYPES:
        raise PostgresError(f"{where}: no PostgreSQL type is decided for {duckdb_type}")
    return _TYPES[duckdb_type]


def written(name: str, duckdb_type: str) -> str:
    """DuckDB's expression for the column as COPY reads it: a list as an array literal, all else as it is."""
    return _LIST.format(c=quoted(name)) if duckdb_type == "VARCHAR[]" else quoted(name)
