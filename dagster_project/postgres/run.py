"""One publication to PostgreSQL: loaded and verified out of sight, then put in place in one step."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import psycopg

from dagster_project.outcomes import Progress
from dagster_project.postgres.load import load
from dagster_project.postgres.marker import ours, refuse_others, write_marker
from dagster_project.postgres.plan import Plan, plan
from dagster_project.postgres.roles import make_roles, open_schemas
from dagster_project.postgres.server import sole_writer_of
from dagster_project.postgres.swap import PATIENCE, swap
from dagster_project.postgres.tidy import remove_earlier, remove_unfinished
from dagster_project.postgres.words import PostgresError, while_doing
from dagster_project.settings import Settings


@dataclass(frozen=True)
class Delivered:
    """What the server has now; `new` is false when it already had it."""

    tables: int
    rows: int
    new: bool


def _tell_held(connection: psycopg.Connection, progress: Progress) -> None:
    for what in remove_earlier(connection):
        progress(f"postgres: WARNING: {what} still shows an earlier release · viser stadig en tidligere udgivelse")


def _already_there(connection: psycopg.Connection) -> Delivered:
    found = connection.execute("select count(*), sum(rows)::bigint from governance.postgres_publication").fetchone()
    assert found is not None
    return Delivered(found[0], found[1], new=False)


def _publish(
    source: duckdb.DuckDBPyConnection, target: psycopg.Connection, wanted: Plan, progress: Progress, patience: float
) -> Delivered:
    fingerprint, old = ours(target)
    remove_unfinished(target)
    if fingerprint == wanted.fingerprint:
        progress("postgres: readers already have this · læserne har den allerede")
        _tell_held(target, progress)
        return _already_there(target)
    refuse_others(target, wanted, old)
    make_roles(target, progress, is_first=not old)
    with while_doing("the schemas of readers"):
        open_schemas(target)
    rows = load(source, target, wanted, progress)
    write_marker(target, wanted, rows)
    swap(target, wanted, old, progress, patience)
    progress(f"postgres: release {wanted.release.split('-')[0]} in place")
    _tell_held(target, progress)
    return Delivered(len(rows), sum(rows.values()), new=True)


def publish_to_postgres(settings: Settings, *, progress: Progress, patience: float = PATIENCE) -> Delivered:
    """Gives the server named by `settings.postgres` what the database file holds.

    A crash at any line leaves readers the release that they had, whole. Raises PostgresError, whose words never
    hold the DSN or a value.
    """
    if not settings.postgres:
        raise PostgresError("no server is named: PLADS_POSTGRES or --postgres · der er ikke angivet nogen server")
    if not settings.database.exists():
        raise PostgresError("nothing is published yet; `plads run` does that first · intet er offentliggjort endnu")
    try:
        return _connected(settings, settings.postgres, progress, patience)
    except PostgresError as error:
        error.__cause__, error.__context__ = None, None  # the server's own words, which quote rows
        raise


def _connected(settings: Settings, dsn: str, progress: Progress, patience: float) -> Delivered:
    limits: dict[str, str | bool | int | float | list[str]] = {
        "threads": settings.threads,
        "memory_limit": settings.memory_limit,
    }
    with (
        duckdb.connect(str(settings.database), read_only=True, config=limits) as source,
        sole_writer_of(dsn) as target,
    ):
        return _publish(source, target, plan(source, only_open=settings.postgres_only_open), progress, patience)
