"""What may be said when PostgreSQL refuses: the step, its code and the names it knows. Never the DSN, never a value.

The server's own sentences quote rows, and those of its client library quote the DSN, passwords included.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

# What the client library says before any server has answered, and our words for it.
_UNREACHED = {
    "password authentication failed": "the server does not accept this user and password",
    "no password supplied": "the server wants a password, and none is given",
    "Connection refused": "nobody listens there",
    "No such file or directory": "there is no socket of a server there",
    "could not translate host name": "the name of the host is not known",
    "failed to resolve host": "the name of the host is not known",
    "timeout expired": "the server does not answer in time",
    "does not exist": "the server knows no such user or database",
    "no pg_hba.conf entry": "the server lets nobody in from here under this name",
    "SSL": "the two do not agree on SSL",
}


class PostgresError(RuntimeError):
    """Something that PostgreSQL or its operator has to change; its words are ours."""


def unreached(error: psycopg.Error) -> str:
    """Why there is no connection."""
    said = str(error)
    why = next((words for heard, words in _UNREACHED.items() if heard in said), "the server gave another reason")
    return f"no connection to PostgreSQL: {why} · ingen forbindelse til PostgreSQL"


def _told(error: psycopg.Error) -> str:
    """Kind and code of the error and the objects it is about."""
    found = error.diag
    place = ".".join(name for name in (found.schema_name, found.table_name, found.column_name) if name)
    parts = [type(error).__name__, f"SQLSTATE {error.sqlstate}" if error.sqlstate else "connection lost", place]
    parts.append(f"constraint {found.constraint_name}" if found.constraint_name else "")
    return ", ".join(part for part in parts if part)


@contextmanager
def while_doing(what: str) -> Iterator[None]:
    """Around one step: an error of the server becomes one of ours, without what it came from."""
    try:
        yield
    except psycopg.Error as error:
        said = PostgresError(f"PostgreSQL: {what}: {_told(error)}")
    else:
        return
    raise said
