"""The one short transaction in which readers get the new release: old tables step aside, new ones take their names.

Every old table is locked first, all in one statement that gives up before PostgreSQL would look for a deadlock. So a
reader who has begun to read is never overtaken, never the one who is cancelled, and never queues for long; whoever
comes while the names change waits for the end of it and finds the new tables.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count

import psycopg
from psycopg import sql

from dagster_project.outcomes import Progress
from dagster_project.postgres import shape
from dagster_project.postgres.carried import carried_over
from dagster_project.postgres.marker import MARKER
from dagster_project.postgres.plan import SCHEMAS, Plan
from dagster_project.postgres.views import EARLIER, View, make_again, views
from dagster_project.postgres.words import PostgresError, while_doing
from dagster_project.warehouse.lineage import Relation

PATIENCE = 600.0  # seconds in which readers may keep what they read
_PAUSE = 0.5


def _budget(connection: psycopg.Connection) -> int:
    """Milliseconds for the whole transaction: less than a waiting reader waits before looking for a deadlock."""
    (milliseconds,) = connection.execute(
        "select setting::int from pg_settings where name = 'deadlock_timeout'"
    ).fetchone() or (1000,)
    return max(int(0.7 * milliseconds), 50)


def _moves(connection: psycopg.Connection, old: list[Relation], new: list[Relation]) -> Iterator[sql.Composed]:
    (number,) = connection.execute("select pg_current_xact_id()::text").fetchone() or ("0",)
    set_schema = sql.SQL("alter table {} set schema {}")
    for schema in SCHEMAS:
        yield sql.SQL("create schema {}").format(sql.Identifier(f"{schema}{EARLIER}{number}"))
    for table in old:
        yield set_schema.format(shape.place(table), sql.Identifier(f"{table.schema}{EARLIER}{number}"))
    for table in new:
        yield set_schema.format(shape.place(table, shape.NEXT), sql.Identifier(table.schema))
    for schema in SCHEMAS:
        yield sql.SQL("drop schema {}").format(sql.Identifier(schema + shape.NEXT))


def _hold(connection: psycopg.Connection, old: list[Relation], budget: int) -> list[View]:
    """Locks all that changes, views before the tables that they read; raises QueryCanceled when `budget` is spent."""
    ends = time.monotonic() + budget / 1000
    found = views(connection)
    places = sql.SQL(", ").join(map(shape.place, old))
    locks = [view.lock() for view in found]
    for lock in [*locks, sql.SQL("lock table {} in access exclusive mode").format(places)] if old else locks:
        left = max(int(1000 * (ends - time.monotonic())), 1)
        connection.execute(sql.SQL("set local statement_timeout = {}").format(left))
        connection.execute(lock)
    connection.execute("set local statement_timeout = 0")
    if views(connection) != found:  # somebody made one meanwhile
        raise psycopg.errors.QueryCanceled
    return found


def _try(connection: psycopg.Connection, old: list[Relation], new: list[Relation], budget: int) -> None:
    with connection.transaction():
        bound = _hold(connection, old, budget)
        arranged = list(carried_over(connection, old, new))  # of the old, as long as they have the names
        connection.execute(sql.SQL("; ").join([*_moves(connection, old, new), *arranged]))
        make_again(connection, bound)


def swap(
    connection: psycopg.Connection, plan: Plan, old: list[Relation], progress: Progress, patience: float = PATIENCE
) -> None:
    """Puts the loaded tables in place. Raises PostgresError when readers hold the old ones longer than `patience`."""
    new = [*(table.relation for table in plan.tables), MARKER]
    with while_doing("exchanging the tables"):
        budget, ends = _budget(connection), time.monotonic() + patience
        for attempt in count():
            order = old[:: -1 if attempt % 2 else 1]  # readers who take two tables have one of the two orders
            try:
                return _try(connection, order, new, budget)
            except (psycopg.errors.QueryCanceled, psycopg.errors.DeadlockDetected):
                if time.monotonic() > ends:
                    break
                if attempt == 1:
                    progress("postgres: readers hold the tables; waiting for them · læsere holder tabellerne; venter")
                time.sleep(_PAUSE)
    raise PostgresError(f"readers held tables for {patience:.0f} seconds; they keep the release that they have")
