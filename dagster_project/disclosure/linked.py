"""Cells in several linked sums: what else to hide at little cost, and the proof that it was enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from dagster_project.disclosure.moves import Search
from dagster_project.disclosure.system import TOLERANCE, Flags, Indices, Numbers, System

# So small that no solution moves a hidden cell without need, and none hides a further cell for it.
EPSILON = 1e-5


@dataclass(frozen=True)
class Part:
    """Linked cells of a system, hidden or to be hidden, and the equations over them."""

    system: System
    cells: Indices
    matrix: csr_matrix

    def price(self, persons: float) -> Numbers:
        """The cost of hiding a cell when `persons` move through it; next to nothing where it is hidden already."""
        shown = ~self.system.hidden[self.cells]
        prices: Numbers = EPSILON + shown * self.system.cost[self.cells] / persons
        return prices

    def goal(self, cell: int) -> Numbers:
        found: Numbers = (self.cells == cell).astype(float)
        return found

    def hide(self, changes: list[Numbers]) -> None:
        for change in changes:
            self.system.hidden[self.cells[change != 0]] = True


@dataclass(frozen=True)
class Surroundings:
    """The matrix both ways, to find what shares sums with a cell."""

    columns: csc_matrix
    rows: csr_matrix

    def of(self, cell: int, usable: Flags, size: int) -> Indices:
        """The cell and those nearest to it, about `size` of them; what is further away stays as it is."""
        found = np.array([cell])
        while len(found) < size:
            wider = np.unique(self.rows[np.unique(self.columns[:, found].indices)].indices)
            wider = wider[usable[wider]]
            if len(wider) == len(found):
                break
            found = wider
        return found.astype(np.int64)


def part_of(system: System, matrix: csc_matrix, cells: Indices) -> Part:
    """The equations over these cells."""
    columns = matrix[:, cells].tocsr()
    return Part(system, cells, columns[np.flatnonzero(np.diff(columns.indptr))])


def widen(part: Part, cell: int, wide: Flags) -> bool:
    """Hide what lets this cell lie anywhere in a range of the threshold; marks all cells that get that wide."""
    threshold = part.system.threshold
    low, high = part.system.least[part.cells], np.full(len(part.cells), np.inf)
    value, price = part.system.value[part.cells], part.price(threshold)
    found = Search(part.matrix, value, low, high, price, part.goal(cell), threshold, changes=2).find()
    if not found:
        return False
    part.hide(found)
    wide[part.cells[np.abs(found[0] - found[1]) >= threshold - TOLERANCE]] = True
    return True


def unsettle(part: Part, cell: int, unsettled: Flags) -> bool:
    """Hide what leaves this cell a second value for those who know which were hidden first; marks all such cells."""
    low, high = (bound[part.cells] for bound in part.system.known_bounds())
    value, price = part.system.value[part.cells], part.price(1)
    ways = [
        change
        for sign in (1, -1)
        for change in Search(part.matrix, value, low, high, price, sign * part.goal(cell), 1, changes=1).find()
    ]
    if not ways:
        return False
    best = min(ways, key=lambda change: float(price @ np.abs(change)))
    part.hide([best])
    unsettled[part.cells[best != 0]] = True
    return True
