"""Single rows, written by hand: values of the four kinds, and faults that no typed column could hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from dagster_project.example.columns import Batch
from dagster_project.example.files.dialect import Dialect


@dataclass(frozen=True)
class Raw:
    """Text that goes into the file as it stands, whatever the column; Parquet cannot hold it."""

    text: str


@dataclass(frozen=True)
class NumberCell:
    """A number in a text column, which only a spreadsheet can hold."""

    value: int


Value = str | int | float | date | Raw | NumberCell | None
Row = Mapping[str, Value]


_LARGEST_FAULTY_SHARE = 0.03


@dataclass(frozen=True)
class Rows:
    """What is written by hand at the end of one file; `faults` are rows that will be set aside when it is loaded."""

    good: Sequence[Row] = ()
    faults: Sequence[Row] = ()

    def fit(self, written: int) -> list[Row]:
        """All good rows, and as many faults as the file can bear without being held as a whole."""
        bearable = int((written + len(self.good)) * _LARGEST_FAULTY_SHARE)
        return [*self.good, *self.faults[:bearable]]


def _text(value: Value, dialect: Dialect) -> str | None:
    if value is None:
        return None
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, NumberCell):
        return str(value.value)
    if isinstance(value, date):
        return dialect.date(value)
    return dialect.number(value) if isinstance(value, float) else str(value)


def text_columns(rows: Sequence[Row], columns: Sequence[str], dialect: Dialect) -> Batch:
    """Rows as text columns for a CSV file."""
    return {name: pa.array([_text(row.get(name), dialect) for row in rows], pa.string()) for name in columns}


def typed_columns(rows: Sequence[Row], schema: pa.Schema) -> Batch:
    """Rows as typed columns; rows with a fault that the format cannot hold are left out."""
    fit = [row for row in rows if not any(isinstance(value, Raw | NumberCell) for value in row.values())]
    return {field.name: pa.array([row.get(field.name) for row in fit], field.type) for field in schema}
