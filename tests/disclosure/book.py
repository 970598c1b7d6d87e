"""The attacker's notebook: what adds up, what bounds what, and what is a product of what."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from tests.disclosure.outside import Cell, Tables

INFINITE = math.inf
Sum = tuple[tuple[tuple[float, Cell], ...], float, float]
Factor = Cell | float
REST, OVERLAP = "(rest)", "(overlap)"


class Book:
    """Sums and products; cells that no row shows (a rest, an overlap) are unknown numbers of their own."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.sums: list[Sum] = []
        self.products: list[tuple[Factor, Factor, Factor, float]] = []
        self.differences: list[tuple[tuple[tuple[float, Cell], ...], float]] = []
        self.indices: list[tuple[Cell, tuple[Cell, Cell], tuple[Cell, Cell]]] = []
        self.shares: list[tuple[Cell, Cell, Cell]] = []
        self.unseen: dict[Cell, tuple[float, float, bool]] = {}

    def unseen_cell(self, cell: Cell, low: float = 0, high: float = INFINITE, whole: bool = True) -> Cell:
        self.unseen.setdefault(cell, (low, high, whole))
        return cell

    def is_open(self, cell: Cell) -> bool:
        return cell in self.unseen or cell in self.tables.hidden

    def add(self, terms: Iterable[tuple[float, Cell]], low: float, high: float) -> None:
        """low <= sum <= high; a row that is not there counts nobody, a figure that does not exist spoils the sum."""
        kept = []
        for coefficient, cell in terms:
            if cell in self.unseen or self.tables.has_row(cell):
                if cell not in self.unseen and self.tables.is_missing(cell):
                    return
                kept.append((coefficient, cell))
            elif cell.table not in self.tables:
                return
        if any(self.is_open(cell) for _, cell in kept):
            self.sums.append((tuple(kept), low, high))

    def same(self, one: Cell, other: Cell) -> None:
        """Two places where one figure stands."""
        self.add([(1, one), (-1, other)], 0, 0)
        self.times(one, other, 1.0)

    def at_most(self, small: Cell, large: Cell, times: float = 1) -> None:
        self.add([(1, small), (-times, large)], -INFINITE, 0)

    def times(self, product: Factor, one: Factor, other: Factor, scale: float = 1) -> None:
        """product = scale x one x other."""
        if any(isinstance(cell, Cell) and cell in self.tables.hidden for cell in (product, one, other)):
            self.products.append((product, one, other, scale))

    def adds_up(self, whole: Cell, *parts: Cell, besides: float = 0) -> None:
        """whole = parts + besides, in figures that are no counts."""
        if any(cell in self.tables.hidden for cell in (whole, *parts)):
            self.differences.append(((((-1.0), whole), *((1.0, part) for part in parts)), -besides))

    def share(self, share: Cell, numerator: Cell, denominator: Cell) -> None:
        self.times(numerator, share, denominator)
        self.at_most(numerator, denominator)
        if share in self.tables.known or share in self.tables.hidden:
            self.shares.append((share, numerator, denominator))

    def shares_of_rows(self, table: str, share: str, numerator: str, denominator: str) -> None:
        for key in self.tables[table].rows:
            self.share(Cell(table, key, share), Cell(table, key, numerator), Cell(table, key, denominator))

    def chain(self, table: str, *measures: str) -> None:
        """In every row each is at most the next."""
        for key in self.tables[table].rows:
            for small, large in pairwise(measures):
                self.at_most(Cell(table, key, small), Cell(table, key, large))

    def parts_in_row(self, table: str, whole: str, *parts: str, rest: bool = False) -> None:
        """In every row the parts are the whole, or at most the whole."""
        for key in self.tables[table].rows:
            terms = [(1.0, Cell(table, key, part)) for part in parts]
            self.add([*terms, (-1.0, Cell(table, key, whole))], -INFINITE if rest else 0, 0)

    def repeated(self, table: str, over: str, *measures: str) -> None:
        """A figure of the whole group that stands in each of its rows."""
        for common, rows in self.tables[table].groups(*over.split()):
            first, *others = self._keys(table, common, over, rows)
            for measure in measures:
                for key in others:
                    self.same(Cell(table, first, measure), Cell(table, key, measure))

    def _keys(self, table: str, common: dict[str, Any], over: str, own: Iterable[tuple[Any, ...]]) -> list[Any]:
        names = over.split()
        return [self.tables.cell(table, "", **common, **dict(zip(names, values, strict=True))).key for values in own]

    def total(
        self, table: str, over: str, measures: str, kind: str = "sum", whole: Any = "all",
        parts: Callable[[Any], bool] = lambda _: True, where: Callable[[dict[str, Any]], bool] = lambda _: True,
    ) -> None:  # fmt: skip
        """The row `whole` of a key against the others: their sum; with a rest; an overlap; or no less than each."""
        for common, rows in self.tables[table].groups(over):
            own = [values for values in rows if values[0] != whole and parts(values[0])]
            if (whole,) not in rows or not own or not where(common):
                continue
            (total, rest, overlap), keys = (
                self._keys(table, common, over, [(whole,), (REST,), (OVERLAP,)]),
                self._keys(table, common, over, own),
            )
            for measure in measures.split():
                terms = [(1.0, Cell(table, key, measure)) for key in keys]
                all_of_it = Cell(table, total, measure)
                if not any(self.is_open(cell) for _, cell in [*terms, (1, all_of_it)]) and kind == "sum":
                    continue
                if kind == "sum":
                    self.add([*terms, (-1, all_of_it)], 0, 0)
                elif kind == "rest":
                    left = self.unseen_cell(Cell(table, rest, measure))
                    self.add([*terms, (1, left), (-1, all_of_it)], 0, 0)
                elif kind in ("cover", "loose"):
                    twice = self.unseen_cell(
                        Cell(table, overlap, measure), 0 if kind == "cover" else -INFINITE, whole=True
                    )
                    self.add([*terms, (-1, twice), (-1, all_of_it)], 0, 0)
                if kind in ("cover", "largest"):
                    for _, cell in terms:
                        self.at_most(cell, all_of_it)
