"""A reader at work on small files: `read` writes a file, reads it and hands back what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.contracts import load_code_lists, load_contracts
from dagster_project.reader import ReadResult, read_file
from dagster_project.reader.request import Request

CONTRACTS = load_contracts()


@dataclass
class Outcome:
    result: ReadResult
    rows: list[tuple[Any, ...]]
    quarantine: list[tuple[int, str, str]]  # row in the file, column, rule


Reader = Callable[..., Outcome]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def run(
        source: str, period: str, name: str, content: bytes | str | None = None, as_of: date = date(2024, 12, 31)
    ) -> Outcome:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        contract = CONTRACTS[source]
        lists = load_code_lists([column.code_list for column in contract.columns if column.code_list])
        rows, quarantine = tmp_path / "rows.parquet", tmp_path / "quarantine.parquet"
        quarantine.unlink(missing_ok=True)
        request = Request(path, path.suffix[1:], contract, period, "load", as_of, lists, rows, quarantine, tmp_path)
        with duckdb.connect() as con:
            result = read_file(con, request)
            columns = ", ".join(contract.names)
            loaded = con.execute(f"select {columns} from read_parquet('{rows}')").fetchall()
            aside = []
            if quarantine.exists():
                aside = con.execute(
                    f"select file_row, column_name, rule from read_parquet('{quarantine}') order by all"
                ).fetchall()
        assert result.rows_read == result.rows_loaded + result.rows_quarantined
        assert len(loaded) == result.rows_loaded
        return Outcome(result, loaded, aside)

    return run


def read_one_broken_row(read: Reader, source: str, good: tuple[str, str, str], column: str, value: str) -> Outcome:
    """Reads a good row (period, header, row) and after it the same with one value changed, under another key."""
    period, header, row = good
    names, values = header.split(";"), row.split(";")
    broken = list(values)
    broken[names.index(column)] = value
    key = 0 if column != names[0] else 1 if source == "fravaer" else None
    if key is not None:
        others = {"pnr": "6101151235", "instnr": "151002", "resp_id": "r2", "recnum": "r2"}
        broken[key] = (others | {"distrikt": "Syd", "forslag": "6"})[names[key]]
    return read(source, period, f"{source}.csv", "\n".join([header, row, ";".join(broken)]) + "\n")
