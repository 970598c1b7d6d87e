"""Any file as a table of plain text, or the reason why it can't be read."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from tests.oracle.contract import Source


class RejectedError(Exception):
    """The whole file can't be used; the message says why."""


@dataclass
class TextTable:
    """Cells as text; rows numbered from 1 below the header; faults that only the file's own form shows."""

    cells: pd.DataFrame
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def read_text(path: Path, source: Source) -> TextTable:
    """One file as text."""
    if path.is_dir():
        raise RejectedError("a directory")
    if path.stat().st_size == 0:
        raise RejectedError("empty")
    readers = {".csv": _from_csv, ".parquet": _from_parquet, ".xlsx": _from_xlsx}
    table = readers[path.suffix.lower()](path, source)
    missing = [c.name for c in source.columns if c.required and c.name not in table.cells]
    if missing:
        raise RejectedError(f"missing required column {missing}")
    if table.cells.empty:
        raise RejectedError("header only")
    for column in source.columns:
        if column.name not in table.cells:
            table.cells[column.name] = ""
    table.cells = table.cells[[c.name for c in source.columns]].reset_index(drop=True)
    return table


def _header(names: list[str]) -> list[str]:
    lowered = [name.strip().lower() for name in names]
    twice = [name for name, count in Counter(lowered).items() if count > 1]
    if twice:
        raise RejectedError(f"duplicate header {twice}")
    return lowered


def _decode(raw: bytes) -> str:
    if b"\0" in raw:
        raise RejectedError("NUL bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if re.search(rb"[\x80-\x9f]", raw):
            raise RejectedError("encoding that fits neither") from None
        return raw.decode("latin-1")


def _from_csv(path: Path, source: Source) -> TextTable:
    text = _decode(path.read_bytes())
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True) if row]
    except csv.Error as error:
        raise RejectedError(f"an unclosed quote or worse: {error}") from None
    if not rows:
        raise RejectedError("empty")
    header, body = _header(rows[0]), rows[1:]
    if body and len(body[-1]) != len(header):
        raise RejectedError("truncated")
    ragged = [number for number, row in enumerate(body, 1) if len(row) != len(header)]
    for number in ragged:
        body[number - 1] = [""] * len(header)
    return TextTable(pd.DataFrame(body, columns=header, dtype=object), [(number, "", "untypable") for number in ragged])


def _plain(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _from_parquet(path: Path, source: Source) -> TextTable:
    try:
        table = pq.read_table(path)
    except Exception as error:
        raise RejectedError(f"unreadable: {error}") from None
    header = _header(table.column_names)
    columns = {
        name: [_plain(value) for value in column.to_pylist()]
        for name, column in zip(header, table.columns, strict=True)
    }
    return TextTable(pd.DataFrame(columns, dtype=object))


def _from_xlsx(path: Path, source: Source) -> TextTable:
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:
        raise RejectedError(f"unreadable: {error}") from None
    rows = [row for row in rows if any(value not in (None, "") for value in row)]
    if not rows:
        raise RejectedError("empty")
    header = _header([_plain(value) for value in rows[0]])
    rows = [row[: len(header)] + [None] * (len(header) - len(row)) for row in rows]
    keys = [name for name in source.of_kind("text") if name in source.key and name in header]
    faults = [
        (number, name, "number_as_text_key")
        for number, row in enumerate(rows[1:], 1)
        for name in keys
        if isinstance(row[header.index(name)], int | float)
    ]
    body = [[_plain(value) for value in row] for row in rows[1:]]
    return TextTable(pd.DataFrame(body, columns=header, dtype=object), faults)
