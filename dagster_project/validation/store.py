"""The DuckDB in memory that one validation owns: views over the candidates' Parquet files, gone when it closes."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from dagster_project.contracts import Contract
from dagster_project.contracts.sql import literal, name
from dagster_project.validation.check import Check

ROWS, LOADS = "rows", "loads"


@dataclass(frozen=True)
class Looked:
    """What a Parquet file says about itself; None where it can't be read."""

    rows: int | None
    columns: frozenset[str] | None


class Store:
    """Opens the memory database; whatever DuckDB spills lies beside the candidates, under the same protection."""

    def __init__(self, beside: Path, memory_limit: str, threads: int) -> None:
        self.database = f":memory:plads_{uuid.uuid4().hex}"
        self._spill = tempfile.TemporaryDirectory(prefix=".spill_", dir=beside)
        self._connection = duckdb.connect(self.database)
        for setting, value in (
            ("memory_limit", memory_limit),
            ("threads", threads),
            ("temp_directory", self._spill.name),
            ("preserve_insertion_order", "false"),
        ):
            self._connection.execute(f"set {setting} = {literal(value)}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._spill.cleanup()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def look(self, parquet: Path) -> Looked:
        """Row count and columns from the file's footer."""
        file = literal(str(parquet))
        try:
            ((rows,),) = self.query(f"select num_rows from parquet_file_metadata({file})")
            columns = self.query(f"describe select * from read_parquet({file})")
        except duckdb.Error:
            return Looked(None, None)
        return Looked(rows, frozenset(f"{column[0]} {column[1]}" for column in columns))

    def show_rows(self, contract: Contract, files: Iterable[Path], checks: Sequence[Check]) -> None:
        """Makes the view `rows`: columns of the contract, plus one truth value for each condition."""
        columns = [name(column) for column in contract.names] + ["_load_id", "_period"]
        flags = [f"({check.sql}) as {name(check.column)}" for check in checks if check.kind == "true"]
        source = f"read_parquet([{', '.join(literal(str(file)) for file in files)}])"
        self.query(f"create view {ROWS} as select {', '.join(columns + flags)} from {source}")
