"""Which release the server has, and which of its tables are ours: one row a table, replaced with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import psycopg
from psycopg import sql

from dagster_project.postgres import shape
from dagster_project.postgres.labels import Catalogue, table_comment
from dagster_project.postgres.plan import Column, Plan, Table
from dagster_project.postgres.roles import grants
from dagster_project.postgres.words import PostgresError, while_doing
from dagster_project.publish.words import governance_key
from dagster_project.warehouse.lineage import Relation

MARKER = Relation("governance", "postgres_publication")
_KINDS = {
    "release": "text", "plan": "text", "published_at": "timestamp", "table_schema": "text", "table_name": "text",
    "rows": "bigint",
}  # fmt: skip


def marker_table() -> Table:
    """Not for everyone: how many rows a table of persons has can tell a count that is hidden elsewhere."""
    words = Catalogue({})
    columns = tuple(Column(name, kind, True, words.comment(MARKER, name)) for name, kind in _KINDS.items())
    key = governance_key(MARKER.name)
    return Table(MARKER, "", columns, key, (), table_comment(MARKER, None), is_open=False)


def write_marker(connection: psycopg.Connection, plan: Plan, rows: Mapping[Table, int]) -> None:
    """Beside the new tables, with itself on the list."""
    table, now = marker_table(), datetime.now(UTC).replace(tzinfo=None)
    where = shape.place(MARKER, shape.NEXT)
    listed = {one.relation: count for one, count in rows.items()} | {MARKER: len(rows) + 1}
    copy = sql.SQL("copy {} from stdin with (freeze)").format(where)
    with while_doing("the list of tables"), connection.transaction():
        connection.execute(shape.creation(table))
        with connection.cursor().copy(copy) as copying:
            for relation, count in listed.items():
                copying.write_row((plan.release, plan.fingerprint, now, relation.schema, relation.name, count))
        for statement in (*shape.keys(table, ()), *shape.comments(table), *grants(table, where)):
            connection.execute(statement)


def ours(connection: psycopg.Connection) -> tuple[str | None, list[Relation]]:
    """Fingerprint of what the server has, and the tables that an earlier publication put there and that still are."""
    place = f"{MARKER.schema}.{MARKER.name}"
    with while_doing("what the server has"):
        if not connection.execute("select to_regclass(%s)", [place]).fetchone()[0]:  # type: ignore[index]
            return None, []
        found = connection.execute(
            f"select plan, table_schema, table_name, to_regclass(format('%I.%I', table_schema, table_name)) is not null"
            f" from {place} order by 2, 3"
        ).fetchall()
    is_whole = all(is_there for *_, is_there in found)
    there = [Relation(schema, name) for _, schema, name, is_there in found if is_there]
    return (found[0][0] if found and is_whole else None), there


def refuse_others(connection: psycopg.Connection, plan: Plan, mine: list[Relation]) -> None:
    """Raises PostgresError where a name that a table needs is taken by something that Plads did not put there."""
    wanted = {table.relation for table in plan.tables} | {MARKER}
    with while_doing("what else the server has"):
        found = connection.execute(
            "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        ).fetchall()
    if taken := sorted(str(one) for one in wanted & {Relation(*row) for row in found} - set(mine)):
        raise PostgresError(f"not made by Plads, and in the way: {', '.join(taken)}")
