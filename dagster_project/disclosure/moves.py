"""Least-cost moves of whole persons through linked sums, by linear programming (HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, hstack, vstack

from dagster_project.disclosure.system import TOLERANCE, Numbers

SECONDS_PER_SEARCH = 20


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

    def _equations(self) -> csr_matrix:
        move = hstack([self.matrix, -self.matrix])
        nothing = csr_matrix(move.shape)
        size = range(self.changes)
        return vstack([hstack([move if row == column else nothing for column in size]) for row in size]).tocsr()

    def _solution(self, *, whole: bool) -> list[Numbers]:
        """The changes; none when there are none."""
        equations = self._equations()
        signs = np.concatenate([self.goal, -self.goal, -self.goal, self.goal][: 2 * self.changes])
        upper = np.maximum(np.tile(np.concatenate([self.high - self.value, self.value - self.low]), self.changes), 0)
        prices = np.tile(self.price, 2 * self.changes)
        if whole:
            held = [LinearConstraint(equations, 0, 0), LinearConstraint(signs[None, :], self.least, np.inf)]
            found = milp(
                prices, constraints=held, integrality=np.ones(len(prices)), bounds=Bounds(0, upper),
                options={"time_limit": SECONDS_PER_SEARCH},
            )  # fmt: skip
        else:
            found = linprog(
                prices, A_ub=csr_matrix(-signs[None, :]), b_ub=[-self.least], A_eq=equations,
                b_eq=np.zeros(equations.shape[0]), bounds=np.column_stack([np.zeros(len(upper)), upper]),
                method="highs",
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
