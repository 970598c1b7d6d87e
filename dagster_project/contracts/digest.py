"""One short text for the rows of a table, which depends on them and the column names alone, not on order or file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from dagster_project.contracts.sql import literal, name


def _row_text(columns: Iterable[str]) -> str:
    """Every value with its length before it, so that no two rows have one text. Floats as they are stored."""
    texts = (f"cast({name(column)} as varchar)" for column in sorted(columns))
    return " || ".join(f"coalesce(length({text}) || ':' || {text}, '-')" for text in texts) or literal("")


def row_hash(columns: Iterable[str]) -> str:
    """SQL for the hash of a row."""
    return f"md5_number({_row_text(columns)})"


def sums_of_hashes(hash_column: str) -> str:
    """SQL for what `digest` is made of, over the hashes of all rows."""
    low, high = f"cast({hash_column} & 18446744073709551615 as ubigint)", f"cast({hash_column} >> 64 as ubigint)"
    return f"count(*), sum({low}), sum({high})"


def digest(columns: Iterable[str], sums: Sequence[Any]) -> str:
    """The sums of the rows' hashes, hashed with the column names."""
    rows, low, high = sums
    return hashlib.sha256(f"{sorted(columns)}|{rows}|{low}|{high}".encode()).hexdigest()[:24]
