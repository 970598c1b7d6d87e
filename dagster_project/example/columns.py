"""Short ways to make Arrow columns of the four kinds that a delivery has: text, int, num and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from dagster_project.example.streams import Bools, Floats, Ints
from dagster_project.example.timeline import OPEN

Batch = dict[str, pa.Array]


def words(table: Sequence[str | None] | pa.Array, index: Ints, null: Bools | None = None) -> pa.Array:
    """Text looked up by position; `null` where there is none."""
    lookup = table if isinstance(table, pa.Array) else pa.array(table, pa.string())
    return lookup.take(pa.array(index.astype(np.int64), mask=null))


def constant(value: str | None, rows: int) -> pa.Array:
    """The same text in every row."""
    return pa.nulls(rows, pa.string()) if value is None else pa.repeat(pa.scalar(value), rows)


def ints(values: Ints | Bools, null: Bools | None = None) -> pa.Array:
    """Whole numbers."""
    return pa.array(np.asarray(values).astype(np.int32), mask=null)


def repeat_int(value: int | None, rows: int) -> pa.Array:
    """The same whole number in every row."""
    return pa.nulls(rows, pa.int32()) if value is None else pa.repeat(pa.scalar(value, pa.int32()), rows)


def nums(values: Floats, null: Bools | None = None) -> pa.Array:
    """Decimal numbers, rounded as they are delivered."""
    return pa.array(np.round(values.astype(np.float64), 2), mask=null)


def dates(days: Ints, null: Bools | None = None) -> pa.Array:
    """Dates from days since 1970."""
    return pa.array(days.astype(np.int32), mask=null).cast(pa.date32())


def repeat_date(value: int, rows: int) -> pa.Array:
    """The same date in every row."""
    return dates(np.full(rows, value, np.int32))


def open_ends(days: Ints, is_open: Bools) -> pa.Array:
    """End dates; every other open end is empty, the rest are the last day of the year 9999, as real files mix them."""
    sentinel = is_open & (np.cumsum(is_open) % 2 == 0)
    return dates(np.where(sentinel, OPEN, np.where(is_open, 0, days)), is_open & ~sentinel)


def chunks(total: int, size: int) -> Iterator[Any]:
    """Slices that keep a batch, and so memory, below a size."""
    for start in range(0, total, size):
        yield slice(start, min(start + size, total))
