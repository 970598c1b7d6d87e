"""A mark of every table of core that does not change when pseudonyms do: the same rows about the same persons."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted

Joins = dict[str, str]  # table → rows and the sum of their hashes


def _said(column: str, kind: str) -> str:
    """A value as it is compared: two builds may add the same numbers in another order."""
    return f"round(t.{quoted(column)}, 9)" if kind == "DOUBLE" else f"t.{quoted(column)}"


def _mark(con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], translated: bool) -> str | None:
    """None for a table without pseudonyms. A number that is no pseudonym stays what it is."""
    keys = [column for column, kind in columns.items() if kind == "BIGINT" and column.endswith("_key")]
    if not keys:
        return None
    values = [_said(column, kind) for column, kind in columns.items() if column not in keys]
    values += [
        f"coalesce(k{n}.old_key, t.{quoted(key)})" if translated else f"t.{quoted(key)}" for n, key in enumerate(keys)
    ]
    joined = [f"left join old as k{n} on k{n}.new_key = t.{quoted(key)}" for n, key in enumerate(keys)] * translated
    found = con.execute(
        f"select count(*), sum(hash({', '.join(values)})::hugeint)"
        f" from readers.core.{quoted(table)} as t {' '.join(joined)}"
    ).fetchone()
    assert found is not None
    return f"{found[0]}:{found[1]}"


def joins_of(database: Path, translation: Path | None = None) -> Joins:
    """`translation`: Parquet with columns new_key and old_key, for a publication under the new key."""
    found: Joins = {}
    with duckdb.connect() as con:
        con.execute(f"attach {literal(str(database))} as readers (read_only)")
        if translation:
            con.execute(f"create table old as select * from read_parquet({literal(str(translation))})")
        tables = con.execute(
            "select table_name from duckdb_tables() where database_name = 'readers' and schema_name = 'core' order by 1"
        ).fetchall()
        for (table,) in tables:
            columns = con.execute(f"describe select * from readers.core.{quoted(table)}").fetchall()
            mark = _mark(con, table, {name: kind for name, kind, *_ in columns}, translation is not None)
            if mark is not None:
                found[table] = mark
    return found
