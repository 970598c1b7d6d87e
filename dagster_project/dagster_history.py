"""Dagster's SQLite history, quick enough for hundreds of events in a run of seconds; `dagster.yaml` names it.

Dagster's own class makes an engine and a connection per event: each compiles its statements anew, waits for the disk,
and writes the journal back when it closes. Here an engine and its connection stay for as long as they are the latest
used, and `synchronous = normal` spares the wait: after a power cut the newest events may be gone, but the file is whole
(https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator
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
    _there: set[str] | None = None

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

    def _once_seen(self, what: str, look: Callable[[], bool]) -> bool:
        """Dagster looks for tables and columns at every event; what is there stays there."""
        there = self._there = self._there if self._there is not None else set()
        if what not in there and look():
            there.add(what)
        return what in there

    def has_table(self, table_name: str) -> bool:
        return self._once_seen(table_name, lambda: super(QuickEventLogStorage, self).has_table(table_name))

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        look = super()._has_asset_key_col_on_connection
        return self._once_seen(f"asset_keys.{column_name}", lambda: look(conn, column_name))

    def has_secondary_index(self, name: str) -> bool:
        return self._once_seen(f"index {name}", lambda: super(QuickEventLogStorage, self).has_secondary_index(name))

    def dispose(self) -> None:
        """Closes what was kept."""
        while self._engines:
            self._engines.popitem()[1].dispose()
        super().dispose()
