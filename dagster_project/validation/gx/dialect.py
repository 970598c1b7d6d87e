"""SQLAlchemy dialect `duckdb+gx` that lets Great Expectations 1.24 work inside DuckDB.

Two things stand in its way. It fetches results after it has closed the connection, when DuckDB's are gone: here every
result is fetched as soon as the statement has run. And it knows no regular expressions for DuckDB: `DremioDialect` is
the attribute by which it picks REGEXP_MATCHES and LIKE, both of which DuckDB has. Both rest on internals of Great
Expectations, so a test runs one expectation of every kind that we use.
"""

from __future__ import annotations

from typing import Any

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper, Dialect, DuckDBExecutionContext
from sqlalchemy.dialects import registry
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy


class BufferedContext(DuckDBExecutionContext):
    """Fetches every result at once."""

    def post_exec(self) -> None:
        super().post_exec()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
        if self.cursor is not None and self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, self.cursor.description, self.cursor.fetchall()
            )


class DuckDBForGX(Dialect):
    """DuckDB as Great Expectations needs it; joins a memory database of this process, whatever its settings."""

    driver = "gx"
    execution_ctx_cls = BufferedContext
    supports_statement_cache = True
    DremioDialect = True

    def connect(self, *_: Any, **where: Any) -> Any:
        return ConnectionWrapper(duckdb.connect(where["database"]))


def register() -> None:
    """Makes the dialect known to SQLAlchemy by its name in a connection string."""
    registry.register("duckdb.gx", __name__, DuckDBForGX.__name__)
