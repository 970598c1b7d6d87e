"""A problem as arrays: every constraint an equation, equal cells one cell, what is known first-hand marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from dagster_project.disclosure.problem import Problem

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
TOLERANCE = 1e-6


@dataclass
class System:
    """Cells with their state, and one entry per cell and equation; `place` says which cell an input cell became."""

    value: Numbers
    first: Flags
    published: Flags
    cost: Numbers
    equation: Indices
    cell: Indices
    coefficient: Numbers
    equations: int
    threshold: int
    place: Indices
    hidden: Flags

    @property
    def size(self) -> int:
        return len(self.value)

    @property
    def guarded(self) -> Flags:
        """Cells that nobody may work out: hidden ones of the tables, and unseen ones that are small themselves.

        A zero that a rule hides (of three pupils none is segregated) is no person and may be worked out.
        """
        return self.hidden & (self.published | self.first) & (self.value > 0)

    @property
    def least(self) -> Numbers:
        """What everybody knows of a hidden cell before any sum: zeros are shown, so it is one person or more."""
        return np.where(self.published & (self.value > 0), np.minimum(1, self.value), 0.0)

    @property
    def can_hide(self) -> Flags:
        """Shown cells that may be hidden as well; a zero is shown as zero."""
        return ~self.hidden & (self.value > 0)

    @property
    def loose(self) -> Flags:
        """Cells that nobody sees, that need no protection and that are in one equation: they make it a bound."""
        alone = np.bincount(self.cell, minlength=self.size) == 1
        found: Flags = ~self.published & ~self.first & alone
        return found

    def known_bounds(self) -> tuple[Numbers, Numbers]:
        """What the attacker knows of each hidden cell who knows which counts were hidden first."""
        told = self.first & (self.value > 0) & (self.value < self.threshold)
        low = np.where(told, np.minimum(1, self.value), self.least)
        high = np.where(told, np.maximum(self.threshold - 1, self.value), np.inf)
        return low, high

    def matrix(self) -> csr_matrix:
        """Equations by cells."""
        entries = (self.coefficient, (self.equation, self.cell))
        return coo_matrix(entries, shape=(self.equations, self.size)).tocsr()

    def only(self, cells: Indices) -> System:
        """These cells (ascending) and the equations over them; all others stay as they are."""
        place = np.full(self.size, -1)
        place[cells] = np.arange(len(cells))
        kept = place[self.cell] >= 0
        names, equation = np.unique(self.equation[kept], return_inverse=True)
        return System(
            value=self.value[cells], first=self.first[cells], published=self.published[cells], cost=self.cost[cells],
            equation=equation.astype(np.int64), cell=place[self.cell[kept]], coefficient=self.coefficient[kept],
            equations=len(names), threshold=self.threshold, place=np.arange(len(cells)), hidden=self.hidden[cells],
        )  # fmt: skip

    def parts(self, cells: Flags) -> Indices:
        """A number for every cell: cells of one number are linked by equations over the marked cells."""
        used = cells[self.cell]
        links = coo_matrix(
            (np.ones(used.sum()), (self.cell[used], self.size + self.equation[used])),
            shape=(self.size + self.equations,) * 2,
        )
        found: Indices = connected_components(links, directed=False)[1][: self.size].astype(np.int64)
        return found


def _merged(size: int, equation: Indices, cell: Indices, coefficient: Numbers, constant: Numbers) -> Indices:
    """Cells that an equation says are equal get one number."""
    count = np.bincount(equation, minlength=len(constant))
    total = np.bincount(equation, weights=coefficient, minlength=len(constant))
    pairs = (count == 2) & (total == 0) & (constant == 0)
    order = np.argsort(equation[pairs[equation]], kind="stable")
    members = cell[pairs[equation]][order]
    first, second = members[0::2], members[1::2]
    links = coo_matrix((np.ones(len(first)), (first, second)), shape=(size, size))
    found: Indices = connected_components(links, directed=False)[1].astype(np.int64)
    return found


def build(
    value: Numbers, first: Flags, published: Flags, cost: Numbers,
    equation: Indices, cell: Indices, coefficient: Numbers,
    at_most: Flags, constant: Numbers, threshold: int,
) -> System:  # fmt: skip
    """The system of these cells; entry i says that `cell[i]` is in `equation[i]` with `coefficient[i]`.

    An inequality gets a cell of its own that nobody sees: what is left up to the constant.
    """
    place = _merged(len(value), equation, cell, coefficient, np.where(at_most, np.nan, constant))
    merged_size = int(place.max()) + 1 if len(place) else 0
    merged = np.zeros(merged_size)
    merged[place] = value
    if not np.allclose(merged[place], value, atol=TOLERANCE):
        raise ValueError("cells that are said to be equal differ")
    held = np.bincount(equation, weights=coefficient * value[cell], minlength=len(constant))
    rest = constant - held
    wrong = np.where(at_most, rest < -TOLERANCE, np.abs(rest) > TOLERANCE)
    if wrong.any():
        raise ValueError(f"{int(wrong.sum())} constraints do not hold for the values")
    slack = np.flatnonzero(at_most)
    numbers = merged_size + np.arange(len(slack))
    entries = coo_matrix(
        (
            np.concatenate([coefficient, np.ones(len(slack))]),
            (np.concatenate([equation, slack]), np.concatenate([place[cell], numbers])),
        ),
        shape=(len(constant), merged_size + len(slack)),
    ).tocsr()
    entries.eliminate_zeros()
    entries = entries.tocoo()
    unseen = np.zeros(len(slack), dtype=bool)
    is_first = np.concatenate([np.bincount(place[first], minlength=merged_size) > 0, unseen])
    is_published = np.concatenate([np.bincount(place[published], minlength=merged_size) > 0, unseen])
    costs = np.concatenate([np.bincount(place, weights=np.where(published, cost, 0), minlength=merged_size), unseen])
    return System(
        value=np.concatenate([merged, rest[slack]]),
        first=is_first, published=is_published, cost=costs.astype(float),
        equation=entries.row.astype(np.int64), cell=entries.col.astype(np.int64), coefficient=entries.data,
        equations=len(constant), threshold=threshold, place=place, hidden=is_first | ~is_published,
    )  # fmt: skip


def system_of(problem: Problem) -> System:
    """The arrays of a problem."""
    cells = problem.cells
    entries = [
        (number, cell, coefficient)
        for number, constraint in enumerate(problem.constraints)
        for cell, coefficient in constraint.terms.items()
    ]
    return build(
        np.array([cell.value for cell in cells], dtype=float),
        np.array([cell.first_hidden for cell in cells], dtype=bool),
        np.array([cell.published for cell in cells], dtype=bool),
        np.array([cell.value if cell.cost is None else cell.cost for cell in cells], dtype=float),
        np.array([entry[0] for entry in entries], dtype=np.int64),
        np.array([entry[1] for entry in entries], dtype=np.int64),
        np.array([entry[2] for entry in entries], dtype=float),
        np.array([constraint.relation == "<=" for constraint in problem.constraints], dtype=bool),
        np.array([constraint.constant for constraint in problem.constraints], dtype=float),
        problem.threshold,
    )
