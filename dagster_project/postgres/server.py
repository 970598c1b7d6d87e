"""A connection to the server that is meant, and the one writer that a database has at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dagster_project.postgres.words import PostgresError, unreached

OLDEST = 150000  # `nulls not distinct` and `security_invoker` came with it
WRITER_LOCK = 0x506C616473  # "Plads": an advisory lock of the database, let go when the session ends
_SECRET = re.compile(r"password|://.*:.*@", re.IGNORECASE | re.DOTALL)
_SESSION = (
    "set client_min_messages = error",
    "set statement_timeout = 0",
    "set idle_in_transaction_session_timeout = 0",
    "set maintenance_work_mem = '512MB'",
)


def has_password(dsn: str) -> bool:
    """Also when the password holds a sign that ends it too early for the client library."""
    return bool(_SECRET.search(dsn))


def _connect(dsn: str) -> psycopg.Connection:
    try:
        conninfo_to_dict(dsn)
    except psycopg.Error:
        said = PostgresError("the DSN cannot be read: postgresql://user@host:port/database, or host=… dbname=…")
    else:
        try:
            return psycopg.connect(dsn, autocommit=True, application_name="plads", connect_timeout=15)
        except psycopg.Error as error:
            said = PostgresError(unreached(error))
    raise said


def _check(connection: psycopg.Connection) -> None:
    if connection.info.server_version < OLDEST:
        raise PostgresError("PostgreSQL 15 or newer is needed · der skal bruges PostgreSQL 15 eller nyere")
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise PostgresError("the database is not in UTF8: create database … encoding 'UTF8' template template0")


@contextmanager
def sole_writer_of(dsn: str) -> Iterator[psycopg.Connection]:
    """A connection in autocommit mode that nobody else publishes beside. Raises PostgresError, also when one does."""
    with _connect(dsn) as connection:
        _check(connection)
        (free,) = connection.execute("select pg_try_advisory_lock(%s)", [WRITER_LOCK]).fetchone() or (False,)
        if not free:
            raise PostgresError(
                "another publication is writing to this database · en anden udgivelse skriver til denne database"
            )
        for setting in _SESSION:
            connection.execute(setting)
        yield connection
