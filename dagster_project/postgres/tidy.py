"""Clears up: what a publication that broke off left half made, and tables that have been replaced."""

from __future__ import annotations

import psycopg
from psycopg import sql

from dagster_project.postgres import shape
from dagster_project.postgres.plan import SCHEMAS
from dagster_project.postgres.views import IS_EARLIER
from dagster_project.postgres.words import while_doing

_REFERENCES = """
    select conrelid::regclass::text, conname from pg_constraint c
    join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    where c.contype = 'f' and n.nspname = %s
"""
_TABLES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = %s and c.relkind = 'r'
"""
_HELD_BY = """
    select distinct pg_describe_object(
        case when d.classid = 'pg_rewrite'::regclass then 'pg_class'::regclass else d.classid end,
        case when d.classid = 'pg_rewrite'::regclass then w.ev_class else d.objid end, 0)
    from pg_depend d left join pg_rewrite w on w.oid = d.objid
    where d.refclassid = 'pg_class'::regclass and d.refobjid = %s::regclass and d.deptype = 'n'
"""


def remove_unfinished(connection: psycopg.Connection) -> None:
    """Schemas that no reader has seen."""
    with while_doing("removing what an earlier publication left unfinished"):
        for schema in SCHEMAS:
            connection.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema + shape.NEXT)))


def _drop(connection: psycopg.Connection, statement: sql.Composed) -> bool:
    try:
        with connection.transaction():
            connection.execute("set local lock_timeout = '500ms'")
            connection.execute(statement)
    except (psycopg.errors.DependentObjectsStillExist, psycopg.errors.LockNotAvailable):
        return False
    return True


def _remove_schema(connection: psycopg.Connection, schema: str) -> list[str]:
    """What keeps a table of it alive; nothing when all of it is gone."""
    for table, name in connection.execute(_REFERENCES, [schema]).fetchall():
        _drop(connection, sql.SQL("alter table {} drop constraint {}").format(sql.SQL(table), sql.Identifier(name)))
    held: set[str] = set()
    for (name,) in connection.execute(_TABLES, [schema]).fetchall():
        place = sql.Identifier(schema, name)
        if not _drop(connection, sql.SQL("drop table {}").format(place)):
            found = connection.execute(_HELD_BY, [place.as_string(connection)]).fetchall()
            held |= {f"{what} ({name})" for (what,) in found}
    if not held:
        _drop(connection, sql.SQL("drop schema {}").format(sql.Identifier(schema)))
    return sorted(held)


def remove_earlier(connection: psycopg.Connection) -> list[str]:
    """Drops replaced tables; returns what of readers' own making still needs one, and so shows an earlier release."""
    with while_doing("removing earlier releases"):
        found = connection.execute("select nspname from pg_namespace where nspname ~ %s", [IS_EARLIER]).fetchall()
        schemas = sorted((schema for (schema,) in found), key=lambda name: name.startswith("core"))
        return [held for schema in schemas for held in _remove_schema(connection, schema)]
