"""Reads several files side by side, each with an engine of its own."""

from __future__ import annotations

import queue
from concurrent.futures import Future, ThreadPoolExecutor

import duckdb

from dagster_project.contracts.code_lists import CodeList
from dagster_project.contracts.model import Contract
from dagster_project.ledger import LoadRow
from dagster_project.personal_data.erasure_list import load_erasure_list
from dagster_project.registers.attempts import Fresh
from dagster_project.registers.typing_step import Read, read_fresh
from dagster_project.settings import Settings


class Readers:
    """One thread per file, as many as the engine may have: files are seldom large enough to share one among threads."""

    def __init__(self, settings: Settings, files: int) -> None:
        self._settings = settings
        self._erased = load_erasure_list(settings)
        self._count = max(1, min(settings.threads, files))
        self._idle: queue.SimpleQueue[duckdb.DuckDBPyConnection] = queue.SimpleQueue()
        for _ in range(self._count):
            self._idle.put(self._connection())
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="reader")

    def _connection(self) -> duckdb.DuckDBPyConnection:
        megabytes = int(self._settings.reader_memory.removesuffix("MB")) // self._count
        con = duckdb.connect()
        con.execute(f"set threads = {self._settings.threads // self._count}")
        con.execute(f"set memory_limit = '{megabytes}MB'")
        con.execute(f"set temp_directory = '{self._settings.restricted / 'spill'}'")
        return con

    def read(self, item: Fresh, row: LoadRow, contract: Contract, code_lists: dict[str, CodeList]) -> Future[Read]:
        """Begins to read the file as soon as a connection is free."""
        return self._threads.submit(self._read, item, row, contract, code_lists)

    def _read(self, item: Fresh, row: LoadRow, contract: Contract, code_lists: dict[str, CodeList]) -> Read:
        con = self._idle.get()
        try:
            return read_fresh(item.arrival, row, contract, self._settings, code_lists, con, self._erased)
        finally:
            self._idle.put(con)

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().close()
