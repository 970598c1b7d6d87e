"""From model to model down to what was delivered: registers, seeds and the data cut. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dagster_project.column_lineage.cells import EVERY_ROW, Cell, Origin

RUN = "run"  # what a run is given, the data cut, stands among the sources under this name


@dataclass(frozen=True)
class Sources:
    """What is behind a column, as `register.column`, `seed.name.column` or `run.as_of`.

    `values` are in it; `rows` decided which rows it is made from. A `*` is all rows of a table, whatever is in them.
    Not resolved: the library could not follow the column through some model, and whole registers are named instead.
    """

    values: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    is_resolved: bool = True

    def __or__(self, other: Sources) -> Sources:
        return Sources(self.values | other.values, self.rows | other.rows, self.is_resolved and other.is_resolved)


def named(cells: Iterable[str]) -> list[str]:
    """In order, and a table as a whole only where none of its columns is named."""
    found = set(cells)
    tables = {cell.rpartition(".")[0] for cell in found if not cell.endswith(EVERY_ROW)}
    return sorted(cell for cell in found if not (cell.endswith(EVERY_ROW) and cell.rpartition(".")[0] in tables))


@dataclass(frozen=True)
class Graph:
    """All models: what each column comes from in the models it reads, and what is known only as a whole."""

    origins: Mapping[str, Mapping[str, Origin]]  # schema.table → column (or EVERY_ROW) → origin
    wholes: Mapping[str, frozenset[str]]  # schema.table that nobody can look into → the registers behind it
    leaves: Mapping[str, str]  # schema.table of what was delivered → its name here
    identifiers: Mapping[str, frozenset[str]]  # schema.table of a pseudonym map → the columns it is made from
    _found: dict[Cell, Sources] = field(default_factory=dict)

    def sources(self, table: str, column: str) -> Sources:
        """What is behind one column of one table."""
        cell = (table, column)
        if cell not in self._found:
            self._found[cell] = Sources()
            self._found[cell] = self._find(table, column)
        return self._found[cell]

    def _find(self, table: str, column: str) -> Sources:
        if table in self.identifiers:
            return Sources(self.identifiers[table] if column != EVERY_ROW else frozenset())
        if table in self.leaves:
            is_rows_of_run = self.leaves[table] == RUN and column == EVERY_ROW  # there is one, always
            named = frozenset[str]() if is_rows_of_run else frozenset([f"{self.leaves[table]}.{column}"])
            return Sources(named, named if column == EVERY_ROW else frozenset())
        if column not in self.origins.get(table, {}):
            whole = frozenset(f"{register}.{EVERY_ROW}" for register in self.wholes.get(table, ()))
            return Sources(whole, whole, is_resolved=False)
        origin = self.origins[table][column]
        made_of, decided = self._all(origin.values), self._all(origin.rows)
        rows = made_of.rows | decided.values | decided.rows
        return Sources(made_of.values, rows, made_of.is_resolved)

    def _all(self, cells: Iterable[Cell]) -> Sources:
        found = Sources()
        for table, column in cells:
            found |= self.sources(table, column)
        return found
