"""The database that everyone may open: what is published, dimensions to join, of governance what discloses nothing.

A file of its own, because whoever can open a DuckDB file can read all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from dagster_project.publish.database import Counts, count, fsync, quoted, verify
from dagster_project.publish.governance_policy import open_tables
from dagster_project.warehouse.lineage import Relation

READERS_FILE = "plads_published.duckdb"


def _count_inside(connection: duckdb.DuckDBPyConnection, table: Relation) -> int:
    (rows,) = connection.execute(f"select count(*) from analysts.{quoted(table)}").fetchone() or (0,)
    return int(rows)


def write_readers_file(database: Path, path: Path, tables: Iterable[Relation]) -> Path:
    """Copies what everyone may see out of the verified `database` into a new file, which has to have as many rows.

    Nothing is copied and then removed: no page of the file ever held anything else.
    """
    counts: Counts = {}
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{str(database).replace(chr(39), chr(39) * 2)}' as analysts (read_only)")
        tables = list(tables)
        for schema in sorted({"published", "governance", *(table.schema for table in tables)}):
            connection.execute(f"create schema {schema}")
        for table in tables:
            connection.execute(f"create table {quoted(table)} as from analysts.{quoted(table)}")
            counts[table] = _count_inside(connection, table)
        there = "select table_name from duckdb_tables() where database_name = 'analysts' and schema_name = 'governance'"
        known = {name for (name,) in connection.execute(there).fetchall()}
        for name, (source, read) in open_tables().items():
            if source in known:
                table = Relation("governance", name)
                connection.execute(
                    f"create table {quoted(table)} as {read.format(table=f'analysts.governance.{source}')}"
                )
                counts[table] = count(connection, table)
        connection.execute("detach analysts")
        connection.execute("checkpoint")
    verify(path, counts)
    fsync(path)
    return path
