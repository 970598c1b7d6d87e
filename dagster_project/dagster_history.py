"""Dagster's SQLite history, quick enough for hundreds of events in a run of seconds; `dagster.yaml` names it.

Dagster's own class makes an engine and a connection per event: each compiles its statements anew, waits for the disk,
and writes the journal back when it closes. Here an engine and its connection stay for as long as they are the latest
used, and `synchronous = normal` spares the wait: after a power cut the newest events may be gone, but the file is whole
(https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

_KEPT = 3  # the index and the runs of the moment


def _relax(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("pragma synchronous = normal")


class QuickEventLogStorage(SqliteEventLogStorage):
    """Overrides how a file is connected to, which is private to Dagster: a test guards that."""

    _engines: OrderedDict[str, Engine] | None = None

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> QuickEventLogStorage:
        return cls(inst_data=inst_data, **config_value)

    def _engine(self, shard: str) -> Engine:
        engines = self._engines = self._engines if self._engines is not None else OrderedDict()
        if shard not in engines:
            arguments = {"timeout": 30, "check_same_thread": False}  # the caller holds the lock
            engine = create_engine(self.conn_string_for_shard(shard), poolclass=StaticPool, connect_args=arguments)
            event.listen(engine, "connect", _relax)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            engines[shard] = engine
        engines.move_to_end(shard)
        while len(engines) > _KEPT:
            engines.popitem(last=False)[1].dispose()
        return engines[shard]

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock, self._engine(shard).connect() as connection, connection.begin():
            yield connection

    def dispose(self) -> None:
        """Closes what was kept."""
        while self._engines:
            self._engines.popitem()[1].dispose()
        super().dispose()
