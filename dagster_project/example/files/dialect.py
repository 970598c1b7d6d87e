"""The habits of the systems that write extracts: encoding, decimal mark, date form, header case, line ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.timeline import EPOCH, OPEN, day

_ENCODINGS = ("utf-8", "latin-1", "utf-8-sig")
_HEADERS = ("lower", "upper", "title")
_FIRST, _LAST = day(1900, 1, 1), day(2060, 12, 31)


@dataclass(frozen=True)
class Dialect:
    """How one file writes its values; the same throughout the file."""

    encoding: str = "utf-8"
    decimal: str = ","
    day_first: bool = False
    header: str = "lower"
    crlf: bool = False
    quoted: bool = False
    shouting_name: bool = False

    @staticmethod
    def of(name: str) -> Dialect:
        """The dialect of a file, from its name alone: neighbours differ, and a redelivery may differ too."""
        n = crc32(f"dialect of {name}".encode())
        return Dialect(
            encoding=_ENCODINGS[n % 3],
            decimal=",." [n // 3 % 2],
            day_first=n // 6 % 2 == 0,
            header=_HEADERS[n // 12 % 3],
            crlf=n // 36 % 3 == 0,
            quoted=n // 108 % 4 == 0,
            shouting_name=n // 432 % 7 == 0,
        )  # fmt: skip

    def title(self, column: str) -> str:
        """A column name as this file's header has it."""
        return {"lower": column, "upper": column.upper(), "title": column.capitalize()}[self.header]

    def date(self, value: date) -> str:
        """One date as text."""
        return value.strftime("%d-%m-%Y") if self.day_first else value.isoformat()

    def number(self, value: float) -> str:
        """One decimal number as text."""
        return f"{value:.2f}".replace(".", self.decimal)


@cache
def _date_table(day_first: bool) -> pa.Array:
    days = [date.fromordinal(n + EPOCH) for n in range(_FIRST, _LAST + 1)] + [date(9999, 12, 31)]
    return pa.array([value.strftime("%d-%m-%Y") if day_first else value.isoformat() for value in days])


@cache
def _cents_table(decimal: str) -> pa.Array:
    return pa.array([f"{decimal}{cents:02d}" for cents in range(100)])


def _dates(column: pa.Array, dialect: Dialect) -> pa.Array:
    days = column.cast(pa.int32())
    position = pc.if_else(pc.equal(days, OPEN), _LAST + 1 - _FIRST, pc.subtract(days, _FIRST))
    return _date_table(dialect.day_first).take(position)


def _numbers(column: pa.Array, dialect: Dialect) -> pa.Array:
    """Two decimals always; built from whole cents, because a float's own text is not that of an account."""
    null = np.asarray(column.is_null())
    cents = np.round(np.nan_to_num(column.to_numpy(zero_copy_only=False)) * 100).astype(np.int64)
    sign = pa.array(["", "-"]).take(pa.array((cents < 0).astype(np.int8)))
    whole = pa.array(np.abs(cents) // 100, mask=null).cast(pa.string())
    rest = _cents_table(dialect.decimal).take(pa.array(np.abs(cents) % 100))
    return pc.binary_join_element_wise(sign, whole, rest, "")


def as_text(column: pa.Array, dialect: Dialect) -> pa.Array:
    """A column as the file writes it."""
    if pa.types.is_date(column.type):
        return _dates(column, dialect)
    if pa.types.is_floating(column.type):
        return _numbers(column, dialect)
    return column.cast(pa.string())
