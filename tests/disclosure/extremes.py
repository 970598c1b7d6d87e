"""The exact interval of an unknown in whole numbers: by interval arithmetic where that is enough, else by HiGHS.

Most unknowns are seen to be free at points that another optimum already visited, so few need an optimum of their own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.disclosure.system import System

OPEN_END = 1e7
ROUNDS = 6
SECONDS = 20.0


class Contradiction(Exception):
    """The published figures cannot all be true, or the attack believes something that is not."""


def is_a_forest(system: System, relations: list[int]) -> bool:
    """Unit coefficients, whole numbers, no circle: there the intervals of interval arithmetic are the exact ones."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(one: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(one, one) != one:
            one = root[one]
        return one

    for number in relations:
        relation = system.relations[number]
        for place, coefficient in zip(relation.unknowns, relation.coefficients, strict=True):
            if system.high[place] <= system.low[place]:
                continue
            if abs(coefficient) != 1 or not system.whole[place]:
                return False
            one, other = find(("relation", number)), find(("unknown", place))
            if one == other:
                return False
            root[one] = other
    return True


@dataclass
class Component:
    """Relations that hang together, as a matrix over the unknowns that are not determined."""

    system: System
    relations: list[int]

    def __post_init__(self) -> None:
        system = self.system
        self.unknowns = sorted(
            {
                place
                for number in self.relations
                for place in system.relations[number].unknowns
                if system.high[place] > system.low[place]
            }
        )
        self.column = {place: number for number, place in enumerate(self.unknowns)}
        rows, columns, values, low, high = [], [], [], [], []
        for row, number in enumerate(self.relations):
            relation, fixed = system.relations[number], 0.0
            for place, coefficient in zip(relation.unknowns, relation.coefficients, strict=True):
                if place in self.column:
                    rows.append(row)
                    columns.append(self.column[place])
                    values.append(coefficient)
                else:
                    fixed += coefficient * system.low[place]
            low.append(relation.low - fixed)
            high.append(relation.high - fixed)
        matrix = csr_array((values, (rows, columns)), shape=(len(self.relations), len(self.unknowns)))
        self.constraint = LinearConstraint(matrix, low, high)
        self.bounds = Bounds(
            [max(system.low[place], -OPEN_END) for place in self.unknowns],
            [min(system.high[place], OPEN_END) for place in self.unknowns],
        )
        self.whole = np.array([system.whole[place] for place in self.unknowns], dtype=int)
        self.least = np.full(len(self.unknowns), math.inf)
        self.most = np.full(len(self.unknowns), -math.inf)

    def see(self, point: np.ndarray) -> None:
        """A point that the figures allow."""
        self.least, self.most = np.minimum(self.least, point), np.maximum(self.most, point)

    def optimum(self, weights: np.ndarray) -> float:
        """The least weighted sum that the figures allow."""
        found = milp(
            weights, constraints=self.constraint, bounds=self.bounds, integrality=self.whole,
            options={"time_limit": SECONDS, "mip_rel_gap": 0},
        )  # fmt: skip
        if found.x is not None:
            self.see(np.where(self.whole, np.round(found.x), found.x))
        if found.status == 2:
            raise Contradiction([str(self.system.names[place]) for place in self.unknowns[:9]])
        return float(found.fun if found.status == 0 else getattr(found, "mip_dual_bound", None) or -math.inf)

    def narrower_than(self, needs: dict[int, float], seed: int = 1) -> dict[int, tuple[float, float]]:
        """Of the unknowns asked for: those whose exact interval is narrower than its need, with the interval."""
        pending = {place: need for place, need in needs.items() if place in self.column}
        random = np.random.default_rng(seed)
        for turn in range(ROUNDS):
            pending = self._unproven(pending)
            if not pending:
                return {}
            weights = np.zeros(len(self.unknowns))
            signs = random.choice([-1.0, 1.0], len(pending)) * random.uniform(0.5, 1, len(pending))
            for place, sign in zip(pending, signs, strict=True):
                weights[self.column[place]] = sign if turn > 1 else (1.0, -1.0)[turn]
            self.optimum(weights)
        found = {}
        for place, need in pending.items():
            column = self.column[place]
            if self.most[column] - self.least[column] >= need:
                continue
            weights = np.zeros(len(self.unknowns))
            weights[column] = 1
            low = self.optimum(weights)
            if self.most[column] - self.least[column] >= need:
                continue
            high = -self.optimum(-weights)
            if high - low < need - 1e-6:
                found[place] = (low, high)
        return found

    def _unproven(self, pending: dict[int, float]) -> dict[int, float]:
        width = self.most - self.least
        return {place: need for place, need in pending.items() if not width[self.column[place]] >= need - 1e-9}


def narrow_unknowns(system: System, needs: dict[int, float]) -> dict[int, tuple[float, float]]:
    """Unknowns whose exact interval is narrower than needed, with that interval."""
    system.narrow()
    found = {}
    rest = {}
    for place, need in needs.items():
        if system.high[place] < system.low[place] - 1e-3:
            raise Contradiction(str(system.names[place]))
        if system.high[place] - system.low[place] < need - 1e-9:
            found[place] = (system.low[place], system.high[place])
        else:
            rest[place] = need
    for relations in system.components():
        asked = {
            place: rest[place]
            for number in relations
            for place in system.relations[number].unknowns
            if place in rest and system.high[place] > system.low[place]
        }
        if asked and not is_a_forest(system, relations):
            found |= Component(system, relations).narrower_than(asked)
    return found
