"""The two groups of readers, and what each may read. Nobody logs in as them; their members do."""

from __future__ import annotations

import psycopg
from psycopg import sql

from dagster_project.outcomes import Progress
from dagster_project.postgres.plan import SCHEMAS, Table
from dagster_project.postgres.words import PostgresError

EVERYONE = "bi_reader"
ANALYSTS = "analyst"
_SAYS = {
    EVERYONE: "Plads: læser det offentliggjorte og dets dimensioner · reads what is published, and its dimensions",
    ANALYSTS: "Plads: læser også stjernen i core · reads the star in core as well",
}
_MEMBERS = """
    select count(m.member), r.rolcanlogin from pg_roles r left join pg_auth_members m on r.oid = m.roleid
    where r.rolname = %s group by r.rolcanlogin
"""


def _make(connection: psycopg.Connection, role: str) -> None:
    try:
        connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(role)))
        connection.execute(sql.SQL("comment on role {} is {}").format(sql.Identifier(role), _SAYS[role]))
    except psycopg.errors.DuplicateObject:
        return  # somebody else was faster: roles belong to the whole server
    except psycopg.errors.InsufficientPrivilege:
        refused = PostgresError(f"this user may not create roles; let an administrator say: create role {role} nologin")
    else:
        return
    raise refused


def make_roles(connection: psycopg.Connection, progress: Progress, *, is_first: bool) -> None:
    """Makes what is missing. A role that was there before the first publication is named: its members read now."""
    for role in (EVERYONE, ANALYSTS):
        if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
            _make(connection, role)
        elif is_first:
            members, can_login = connection.execute(_MEMBERS, [role]).fetchone() or (0, False)
            if members:
                progress(f"postgres: role {role} was there already; its {members} members read what Plads gives it")
            if can_login:
                progress(
                    f"postgres: WARNING: role {role} was there already and can log in: it reads what Plads gives it"
                )


def open_schemas(connection: psycopg.Connection) -> None:
    """The schemas that readers see, and who may look into them; what an administrator granted besides stays."""
    for schema in SCHEMAS:
        name = sql.Identifier(schema)
        connection.execute(sql.SQL("create schema if not exists {}").format(name))
        connection.execute(sql.SQL("revoke all on schema {} from public").format(name))
        for role in (EVERYONE, ANALYSTS):
            connection.execute(sql.SQL("grant usage on schema {} to {}").format(name, sql.Identifier(role)))


def grants(table: Table, place: sql.Composable) -> list[sql.Composed]:
    """What its readers may, and nobody by a default of the database: a default may have opened a table of persons."""
    closed = sql.SQL("revoke all on {} from public, {}, {}")
    readers = (EVERYONE, ANALYSTS) if table.is_open else (ANALYSTS,)
    opened = [sql.SQL("grant select on {} to {}").format(place, sql.Identifier(role)) for role in readers]
    return [closed.format(place, sql.Identifier(EVERYONE), sql.Identifier(ANALYSTS)), *opened]
