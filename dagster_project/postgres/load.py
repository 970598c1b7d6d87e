"""Fills the schemas that no reader sees yet: rows, keys, references, comments and grants, all of them verified."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import psycopg
from psycopg import sql

from dagster_project.outcomes import Progress
from dagster_project.postgres import shape
from dagster_project.postgres.plan import SCHEMAS, Plan, Table
from dagster_project.postgres.roles import grants
from dagster_project.postgres.stream import stream
from dagster_project.postgres.words import PostgresError, while_doing


def _run(target: psycopg.Connection, what: str, statements: Iterable[sql.Composed]) -> None:
    with while_doing(what), target.transaction():
        if together := sql.SQL("; ").join(statements):
            target.execute(together)


def _fill(source: duckdb.DuckDBPyConnection, target: psycopg.Connection, table: Table) -> int:
    """Raises PostgresError when the server has not as many rows as the file."""
    where = shape.place(table.relation, shape.NEXT)
    with while_doing(f"rows of {table.relation}"), target.transaction():
        target.execute(shape.creation(table))
        expected = stream(source, table.select, target, where)
    with while_doing(f"counting {table.relation}"):
        (found,) = target.execute(sql.SQL("select count(*) from {}").format(where)).fetchone() or (0,)
    if found != expected:
        raise PostgresError(f"{table.relation} has {found} rows in PostgreSQL and {expected} in the file")
    return int(found)


def _refer(target: psycopg.Connection, table: Table, progress: Progress) -> None:
    """Foreign keys. One beside totals, or that a row breaks, shows the way of the join and promises nothing.

    A row that breaks one is no reason to keep a release from readers: `governance.reference_check` counts them.
    """
    for join in table.joins:
        with while_doing(f"references of {table.relation}"):
            target.execute(shape.reference(table, join))
            try:
                if join.holds:
                    target.execute(shape.check(table, join))
            except psycopg.errors.ForeignKeyViolation:
                names = ", ".join(join.columns)
                progress(f"postgres: WARNING: {table.relation} ({names}) has rows without a member in {join.table}")


def load(
    source: duckdb.DuckDBPyConnection, target: psycopg.Connection, plan: Plan, progress: Progress
) -> dict[Table, int]:
    """Rows of every table; what is there afterwards is whole, and still out of sight."""
    with while_doing("a place for the new tables"):
        for schema in SCHEMAS:
            target.execute(sql.SQL("create schema {}").format(sql.Identifier(schema + shape.NEXT)))
    rows = {table: _fill(source, target, table) for table in plan.tables}
    progress(f"postgres: {len(rows)} tables, {sum(rows.values())} rows copied and counted")
    for table in plan.tables:
        _run(target, f"key of {table.relation}", shape.keys(table, plan.tables))
        _run(target, f"indexes of {table.relation}", shape.indexes(table, plan.tables))
    for table in plan.tables:
        where = shape.place(table.relation, shape.NEXT)
        _refer(target, table, progress)
        _run(target, f"comments on {table.relation}", shape.comments(table))
        _run(target, f"grants on {table.relation}", grants(table, where))
        _run(target, f"statistics of {table.relation}", [sql.SQL("analyze {}").format(where)])
    progress("postgres: keys, references, comments and grants in place")
    return rows
