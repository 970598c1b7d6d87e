"""Makes Dagster's SQLite history quick enough for hundreds of events in a run of seconds, without losing its safety.

Dagster opens and closes a connection per event. Closing the last one writes the journal back, and every commit waits
for the disk. Holding a connection open and `synchronous = normal` spare both: after a power cut the newest events may
be gone, but the file is whole (https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, event


def _relax(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = normal")


def _hold(path: Path) -> sqlite3.Connection:
    """A connection that reads once and then only keeps the journal from being written back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30)
    connection.execute("pragma journal_mode = wal")
    connection.execute("select count(*) from sqlite_master").fetchone()
    return connection


@contextmanager
def quick_history(home: Path, run_id: str) -> Iterator[None]:
    """For the time of one run that is executed in this process."""
    history = home / "history" / "runs"
    event.listen(Engine, "connect", _relax)
    try:
        with ExitStack() as stack:
            for name in ("index", run_id):
                stack.enter_context(closing(_hold(history / f"{name}.db")))
            yield
    finally:
        event.remove(Engine, "connect", _relax)
