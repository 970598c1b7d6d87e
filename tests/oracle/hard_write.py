"""Writes rows in whatever dialect a supplier might use: csv in many forms, parquet of odd types, Excel."""

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.oracle.contract import sources

OPEN = date(9999, 12, 31)
Row = dict[str, Any]


class Raw(str):
    """Text that goes into the file just as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class Dialect:
    """How a csv file spells things."""

    encoding: str = "utf-8"
    mark: str = ","
    danish_dates: bool = False
    header: str = "lower"
    newline: str = "\n"
    quote_all: bool = False
    both_open_ends: bool = False


PLAIN = Dialect()
BOM = Dialect("utf-8-sig", ".", True, "upper", "\r\n")
LATIN = Dialect("latin-1", ",", True, "title", "\n", True)
LATIN_POINT = Dialect("latin-1", ".", False, "mixed", "\r\n")
DIALECTS = (PLAIN, BOM, LATIN, LATIN_POINT)


def _cased(name: str, header: str) -> str:
    mixed = "".join(letter.upper() if at % 2 else letter for at, letter in enumerate(name))
    return {"lower": name, "upper": name.upper(), "title": name.title(), "mixed": mixed}[header]


def _spelled(value: Any, dialect: Dialect, number: int) -> str:
    if value is None:
        return ""
    if value == OPEN:
        own, other = ("31-12-9999", "9999-12-31") if dialect.danish_dates else ("9999-12-31", "31-12-9999")
        return ("", own, other if dialect.both_open_ends else own)[number % 3]
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y" if dialect.danish_dates else "%Y-%m-%d")
    if isinstance(value, float):
        whole = value.is_integer() and number % 5 == 0
        return str(int(value)) if whole else f"{value:.2f}".replace(".", dialect.mark)
    return str(value)


def columns_of(source: str, without: tuple[str, ...] = (), order: int = 0) -> list[str]:
    """The source's columns in an order of the supplier's own."""
    names = [column.name for column in sources()[source].columns if column.name not in without]
    random.Random(order).shuffle(names)  # noqa: S311 (an invented world, no secret)
    return names


def to_csv(path: Path, rows: list[Row], columns: list[str], dialect: Dialect = PLAIN) -> None:
    """One csv file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    quoting = csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=quoting, lineterminator=dialect.newline)
        writer.writerow(_cased(name, dialect.header) for name in columns)
        for number, row in enumerate(rows):
            writer.writerow(_spelled(row.get(name), dialect, number) for name in columns)


def _arrow(values: list[Any], kind: str, odd: bool) -> pa.Array:
    if kind == "date":
        days = [None if value is None or (value == OPEN and at % 2) else value for at, value in enumerate(values)]
        return pa.array(days, pa.date32()) if odd else pa.array(days, pa.date32()).cast(pa.timestamp("us"))
    if kind in ("int", "flag"):
        return pa.array(values, pa.int64()).cast(pa.float64() if odd else pa.int32())
    if kind == "num":
        exact = [None if value is None else Decimal(f"{value:.2f}") for value in values]
        return pa.array(exact, pa.decimal128(14, 2)) if odd else pa.array(values, pa.float64())
    texts = pa.array(
        [None if value is None else str(value) for value in values], pa.string() if odd else pa.large_string()
    )
    return texts.dictionary_encode() if len(set(values)) < 40 else texts


def to_parquet(path: Path, rows: list[Row], source: str, columns: list[str], *, odd: bool = False) -> None:
    """One parquet file; odd: date32, doubles for whole numbers, decimals, plain strings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kinds = {column.name: column.kind for column in sources()[source].columns}
    arrays = [_arrow([row.get(name) for row in rows], kinds[name], odd) for name in columns]
    pq.write_table(pa.table(arrays, names=[name.upper() if odd else name for name in columns]), path)


def to_xlsx(path: Path, rows: list[Row], columns: list[str]) -> None:
    """One workbook; every other date column is ISO text, the others are date cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Udtræk")
    sheet.append([name.capitalize() for name in columns])
    for row in rows:
        cells = []
        for at, name in enumerate(columns):
            value = row.get(name)
            is_date = isinstance(value, date)
            cells.append(
                value.isoformat() if is_date and at % 2 else datetime(*value.timetuple()[:3]) if is_date else value
            )
        sheet.append(cells)
    book.create_sheet("Noter").append(["Andet ark", "tæller ikke"])
    book.save(path)
