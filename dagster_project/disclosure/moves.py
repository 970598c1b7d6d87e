"""Least-cost moves of whole persons through linked sums, by linear programming (HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_matrix

from dagster_project.disclosure.system import TOLERANCE, Numbers

# No clock: what is hidden must not depend on how busy the machine is.
MOST_BRANCHES = 500


@dataclass(frozen=True)
class Search:
    """Changes of cells that keep `matrix @ value` as it is and every value between `low` and `high`.

    One change, or two that each keep the equations: `goal @ change`, or goal @ (first - second), is to be `least` or
    more, at the least sum of price x persons moved.
    """

    matrix: csr_matrix
    value: Numbers
    low: Numbers
    high: Numbers
    price: Numbers
    goal: Numbers
    least: float
    changes: int

    def _held(self) -> csc_array:
        """Equations of every change, raising cells before lowering ones, and the goal as the last row."""
        rows, cells = self.matrix.shape
        single = self.matrix.tocoo()
        number, place, sign = [], [], []
        for change in range(self.changes):
            for side, way in ((2 * change, 1), (2 * change + 1, -1)):
                number.append(single.row + change * rows)
                place.append(single.col + side * cells)
                sign.append(way * single.data)
        aim = np.flatnonzero(self.goal)
        for side, way in enumerate((1, -1, -1, 1)[: 2 * self.changes]):
            number.append(np.full(len(aim), self.changes * rows))
            place.append(aim + side * cells)
            sign.append(way * self.goal[aim])
        entries = (np.concatenate(sign), (np.concatenate(number), np.concatenate(place)))
        return csc_array(entries, shape=(self.changes * rows + 1, 2 * self.changes * cells))

    def _solution(self, *, whole: bool) -> list[Numbers]:
        """The changes; none when there are none."""
        held = self._held()
        most = np.zeros(held.shape[0])
        least = most.copy()
        least[-1], most[-1] = self.least, np.inf
        upper = np.maximum(np.tile(np.concatenate([self.high - self.value, self.value - self.low]), self.changes), 0)
        found = milp(
            np.tile(self.price, 2 * self.changes), constraints=LinearConstraint(held, least, most),
            integrality=np.full(len(upper), int(whole)), bounds=Bounds(0, upper),
            options={"node_limit": MOST_BRANCHES} if whole else {},
        )  # fmt: skip
        if found.x is None:
            return []
        moves = np.asarray(found.x).reshape(self.changes, 2, len(self.value))
        return [np.round(one[0] - one[1]) if _is_whole(one) else one[0] - one[1] for one in moves]

    def _holds(self, changes: list[Numbers]) -> bool:
        """Whole persons, every equation and bound kept, the goal reached: a proof, whoever found it."""
        for change in changes:
            there = self.value + change
            inside = (change == 0) | ((there >= self.low - TOLERANCE) & (there <= self.high + TOLERANCE))
            if not (inside.all() and _is_whole(change) and np.abs(self.matrix @ change).max(initial=0) <= TOLERANCE):
                return False
        total = changes[0] - changes[1] if len(changes) > 1 else changes[0]
        return bool(self.goal @ total >= self.least - TOLERANCE)

    def find(self) -> list[Numbers]:
        """Whole changes, or none. A fraction of a person proves nothing, so those are sought again in whole numbers."""
        for whole in (False, True):
            changes = self._solution(whole=whole)
            if not changes:
                return []
            if self._holds(changes):
                return changes
        return []


def _is_whole(numbers: Numbers) -> bool:
    return bool(np.all(np.abs(numbers - np.round(numbers)) <= TOLERANCE))
