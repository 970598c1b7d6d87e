"""The words of column lineage: a cell is a column of a table, an origin is what a column is made of."""

from __future__ import annotations

from dataclasses import dataclass

EVERY_ROW = "*"  # stands for the rows of a table, where its columns stand for their values
Cell = tuple[str, str]  # schema.table, column (or EVERY_ROW)


@dataclass(frozen=True)
class Origin:
    """What one column is made of: cells whose values are in it, and cells that decided its rows."""

    values: frozenset[Cell] = frozenset()
    rows: frozenset[Cell] = frozenset()

    def __or__(self, other: Origin) -> Origin:
        return Origin(self.values | other.values, self.rows | other.rows)


NOTHING = Origin()
