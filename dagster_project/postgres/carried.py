"""What an administrator arranged on a table besides our roles, for the table that takes its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import psycopg
from psycopg import sql

from dagster_project.postgres import shape
from dagster_project.postgres.roles import ANALYSTS, EVERYONE
from dagster_project.warehouse.lineage import Relation

_OURS = [EVERYONE, ANALYSTS]
_TABLE_GRANTS = """
    select pg_get_userbyid(a.grantee) from pg_class c, aclexplode(c.relacl) a
    where c.oid = to_regclass(%s) and a.privilege_type = 'SELECT' and a.grantee <> 0 and a.grantee <> c.relowner
        and pg_get_userbyid(a.grantee) <> all(%s)
"""
_COLUMN_GRANTS = """
    select t.attname, pg_get_userbyid(a.grantee) from pg_attribute t, aclexplode(t.attacl) a
    where t.attrelid = to_regclass(%s) and not t.attisdropped and a.privilege_type = 'SELECT' and a.grantee <> 0
"""
_POLICIES = """
    select p.policyname, p.permissive, p.cmd, p.roles, p.qual, p.with_check, c.relforcerowsecurity
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname
    where c.oid = to_regclass(%s) and c.relrowsecurity
"""


def _grants(connection: psycopg.Connection, named: str, place: sql.Identifier) -> Iterator[sql.Composed]:
    for (role,) in connection.execute(_TABLE_GRANTS, [named, _OURS]).fetchall():
        yield sql.SQL("grant select on {} to {}").format(place, sql.Identifier(role))
    for column, role in connection.execute(_COLUMN_GRANTS, [named]).fetchall():
        yield sql.SQL("grant select ({}) on {} to {}").format(sql.Identifier(column), place, sql.Identifier(role))


def _policies(connection: psycopg.Connection, named: str, place: sql.Identifier) -> Iterator[sql.Composed]:
    found = connection.execute(_POLICIES, [named]).fetchall()
    if found:
        yield sql.SQL("alter table {} enable row level security").format(place)
    if any(is_forced for *_, is_forced in found):
        yield sql.SQL("alter table {} force row level security").format(place)
    for name, kind, command, roles, using, checked, _ in found:
        if name is None:  # enabled without a policy: nobody but the owner sees a row
            continue
        readers = [sql.SQL("public") if role == "public" else sql.Identifier(role) for role in roles]
        yield sql.SQL("create policy {} on {} as {} for {} to {}{}{}").format(
            sql.Identifier(name), place, sql.SQL(kind), sql.SQL(command), sql.SQL(", ").join(readers),
            sql.SQL(f" using ({using})" if using else ""), sql.SQL(f" with check ({checked})" if checked else ""),
        )  # fmt: skip


def carried_over(
    connection: psycopg.Connection, old: Iterable[Relation], new: Iterable[Relation]
) -> Iterator[sql.Composed]:
    """Grants to other roles, grants on columns, and policies that keep rows from some; read before names change.

    A policy that the new table has no column for stops the exchange: readers may not get rows that one kept from them.
    """
    for table in set(old) & set(new):
        place = shape.place(table)
        named = place.as_string(connection)
        yield from _grants(connection, named, place)
        yield from _policies(connection, named, place)
