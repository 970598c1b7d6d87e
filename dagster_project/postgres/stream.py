"""One table from DuckDB into COPY: DuckDB writes CSV into a pipe, whose bytes go on as they are; none is kept."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql

_CHUNK = 1 << 18


def _write(connection: duckdb.DuckDBPyConnection, select: str, end: int, result: list[int | duckdb.Error]) -> None:
    path = Path("/dev/fd") / str(end)
    try:
        (rows,) = connection.execute(f"copy ({select}) to '{path}' (format csv, header false)").fetchone() or (0,)
        result.append(int(rows))
    except duckdb.Error as error:
        result.append(error)
    finally:
        os.close(end)


def stream(source: duckdb.DuckDBPyConnection, select: str, target: psycopg.Connection, into: sql.Composable) -> int:
    """Rows that DuckDB wrote. The table must have been made in the same transaction: its rows are frozen.

    Frozen rows are seen by every reader that sees the table, also by one whose snapshot is older.
    """
    end, beginning = os.pipe()
    result: list[int | duckdb.Error] = []
    writer = threading.Thread(target=_write, args=(source.cursor(), select, beginning, result))
    copy = sql.SQL("copy {} from stdin with (format csv, freeze)").format(into)
    writer.start()
    try:
        with os.fdopen(end, "rb", buffering=0) as pipe, target.cursor().copy(copy) as copying:
            while chunk := pipe.read(_CHUNK):
                copying.write(chunk)
            writer.join()
            (rows,) = result
            if isinstance(rows, duckdb.Error):  # what came so far is no table
                raise rows
    finally:
        writer.join()
    return rows
