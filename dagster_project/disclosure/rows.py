"""Rows of a mart as disclosure control reads them: keys, counts, and the expressions that its declaration asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from duckdb import DuckDBPyRelation

from dagster_project.disclosure.declared import Declared
from dagster_project.disclosure.system import Flags, Indices, Numbers

SEPARATOR = "|"
NOWHERE = -1


def row_key(keys: Iterable[str]) -> str:
    """The text that names a row in SQL; the macro `row_key` says the same."""
    return f" || '{SEPARATOR}' || ".join(f"cast({key} as varchar)" for key in keys)


def _sisters(declared: Declared) -> list[dict[str, str]]:
    """The ways in which rows of this table find rows of its sisters."""
    ways = [rule["on"] for rule in declared.known if "sister" in rule]
    return [one for way in ways for one in (way if isinstance(way, list) else [way])]


@dataclass
class Rows:
    """The rows of one table; `frame` has text keys, row_key and numbers."""

    declared: Declared
    frame: pd.DataFrame

    @property
    def size(self) -> int:
        return len(self.frame)

    def values(self, measure: str) -> Numbers:
        return self.frame[measure].to_numpy(dtype=float, na_value=np.nan)

    def has(self, measure: str) -> bool:
        return measure in self.frame

    def within(self, condition: dict[str, Any]) -> Flags:
        """Rows in which each column has the value, or one of the values."""
        found = np.ones(self.size, dtype=bool)
        for name, wanted in condition.items():
            values = wanted if isinstance(wanted, list) else [wanted]
            found &= self.frame[name].isin([str(value) for value in values]).to_numpy()
        return found

    def groups(self, without: Iterable[str]) -> Indices:
        """A number per row: rows of one number differ in the keys `without` alone."""
        keys = [key for key in self.declared.keys if key not in set(without)]
        if not keys:
            return np.zeros(self.size, dtype=np.int64)
        numbers = self.frame.groupby(keys, sort=False, observed=True).ngroup()
        return np.asarray(numbers, dtype=np.int64)

    def find(self, way: dict[str, str], other: Rows) -> Indices:
        """For each row of `other`: the row here that it points to, or NOWHERE."""
        index = pd.Index(_joined(self.frame, list(way)))
        if not index.is_unique:
            raise ValueError(f"{self.declared.table} is not one row per {list(way)}")
        wanted = pd.Index(_joined(other.frame, [f"on:{part}" for part in way.values()]))
        return np.asarray(index.get_indexer(wanted), dtype=np.int64)


def _joined(frame: pd.DataFrame, columns: list[str]) -> pd.Series[str]:
    first, *others = (frame[column].astype(str) for column in columns)
    for other in others:
        first = first + SEPARATOR + other
    return first


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def read_rows(relation: DuckDBPyRelation, declared: Declared) -> Rows:
    """Only what is needed leaves the engine, and in one order: what is hidden must not depend on how rows lie."""
    there = set(relation.columns)
    counted = [name for name in declared.counts if name in there]
    made = {name: rule["as"] for name, rule in declared.measures.items() if "as" in rule}
    beside = [rule["or_small"] for rule in declared.measures.values() if "or_small" in rule]
    asked = {name for rule in declared.known for part in ("within",) for name in rule.get(part, {})}
    texts = sorted({*declared.keys, *(asked & there)})
    ways = sorted({part for way in _sisters(declared) for part in way.values()})
    columns = [
        f"{row_key(declared.keys)} as row_key",
        *(f"cast({name} as varchar) as {_quoted(name)}" for name in texts),
        *(f"cast({name} as double) as {_quoted(name)}" for name in dict.fromkeys([*counted, *beside])),
        *(f"cast({expression} as double) as {_quoted(name)}" for name, expression in made.items()),
        *(f"cast({part} as varchar) as {_quoted('on:' + part)}" for part in ways),
    ]
    return Rows(declared, relation.project(", ".join(columns)).order("row_key").df())
