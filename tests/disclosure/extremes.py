"""The exact interval of an unknown in whole numbers: by interval arithmetic where that is enough, else by HiGHS.

Relations that hang together are a block. Blocks know nothing of each other, so one linear programme asks a question in
each of many; only a block that answers in fractions is asked again alone, in whole numbers. Most unknowns are seen to
be free at points that the answers visit, and few need a question of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.disclosure.system import System

OPEN_END = 1e7
ROUNDS = 6
LARGEST_PROGRAMME = 15_000
SECONDS = 20.0
FRACTION = 1e-6


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
class Block:
    """Relations that hang together, their unknowns, and of those the ones not yet seen to be free enough."""

    relations: list[int]
    unknowns: list[int]
    pending: dict[int, float] = field(default_factory=dict)


class Programme:
    """The relations as a matrix, and the least and most of every unknown at the points seen so far."""

    def __init__(self, system: System) -> None:
        self.system = system
        rows, columns, values = [], [], []
        for number, relation in enumerate(system.relations):
            rows += [number] * len(relation.unknowns)
            columns += relation.unknowns
            values += relation.coefficients
        size = len(system.names)
        self.matrix = csr_array((values, (rows, columns)), shape=(len(system.relations), size))
        low, high = np.array(system.low, dtype=float), np.array(system.high, dtype=float)
        self.fixed = ~(high > low)
        held = self.matrix @ np.where(self.fixed, low, 0)
        self.relation_low = np.array([relation.low for relation in system.relations]) - held
        self.relation_high = np.array([relation.high for relation in system.relations]) - held
        self.low, self.high = np.maximum(low, -OPEN_END), np.minimum(high, OPEN_END)
        self.whole = np.array(system.whole, dtype=bool)
        self.least, self.most = np.full(size, math.inf), np.full(size, -math.inf)

    def solve(self, blocks: list[Block], weights: dict[int, float], whole: bool) -> tuple[np.ndarray, np.ndarray]:
        """Unknowns and a point where the weighted sum is least; whole numbers only if asked for."""
        relations = np.concatenate([block.relations for block in blocks])
        unknowns = np.concatenate([block.unknowns for block in blocks])
        objective = np.zeros(len(self.low))
        objective[list(weights)] = list(weights.values())
        constraint = LinearConstraint(
            self.matrix[relations][:, unknowns], self.relation_low[relations], self.relation_high[relations]
        )
        for presolve in (True, False):
            found = milp(
                objective[unknowns], constraints=constraint, bounds=Bounds(self.low[unknowns], self.high[unknowns]),
                integrality=self.whole[unknowns].astype(int) if whole else None,
                options={"time_limit": SECONDS, "mip_rel_gap": 0, "presolve": presolve},
            )  # fmt: skip
            if found.status == 2:
                raise Contradiction([str(self.system.names[place]) for place in unknowns[:9]])
            if found.x is not None:
                break
        else:
            raise TimeoutError(f"{found.message}: {[str(self.system.names[place]) for place in unknowns[:9]]}")
        return unknowns, found.x

    def see(self, block: Block, point: dict[int, float]) -> bool:
        """A point that the figures allow, if its counts are whole."""
        places = np.array(block.unknowns)
        values = np.array([point[place] for place in block.unknowns])
        rounded = np.round(values)
        whole = self.whole[places]
        if (np.abs(values - rounded)[whole] > FRACTION).any():
            return False
        values = np.where(whole, rounded, values)
        self.least[places] = np.minimum(self.least[places], values)
        self.most[places] = np.maximum(self.most[places], values)
        return True

    def drop_proven(self, blocks: list[Block]) -> list[Block]:
        """Unknowns wide enough at the points seen need no further question."""
        for block in blocks:
            block.pending = {
                place: need
                for place, need in block.pending.items()
                if not self.most[place] - self.least[place] >= need - 1e-9
            }
        return [block for block in blocks if block.pending]

    def ask(self, blocks: list[Block], weights: dict[int, float]) -> dict[int, bool]:
        """One question to all blocks; block → whether its answer was whole. Those points are seen."""
        answers: dict[int, bool] = {}
        self.answer: dict[int, float] = {}
        for batch in _batches(blocks):
            unknowns, values = self.solve(batch, weights, whole=False)
            self.answer |= dict(zip(unknowns.tolist(), values.tolist(), strict=True))
            for block in batch:
                answers[id(block)] = self.see(block, self.answer)
        return answers

    def extreme(self, block: Block, place: int, sign: float, was_whole: bool) -> float:
        """The least (sign 1) or most (sign -1) of an unknown; asked in whole numbers if the last answer was not."""
        if was_whole:
            return self.answer[place]
        unknowns, values = self.solve([block], {place: sign}, whole=True)
        point = dict(zip(unknowns.tolist(), values.tolist(), strict=True))
        self.see(block, point)
        return point[place]

    def narrower(self, blocks: list[Block]) -> Iterator[tuple[int, tuple[float, float]]]:
        """Of the pending unknowns: those whose exact interval is narrower than its need, with the interval."""
        random = np.random.default_rng(1)
        for turn in range(ROUNDS):
            weights = {}
            for block in blocks:
                for place in block.pending:
                    weights[place] = (1.0, -1.0)[turn] if turn < 2 else random.choice((-1, 1)) * random.uniform(0.5, 1)
            if blocks:
                self.ask(blocks, weights)
            blocks = self.drop_proven(blocks)
        while blocks:
            chosen = {id(block): next(iter(block.pending.items())) for block in blocks}
            ends: dict[int, list[float]] = {id(block): [] for block in blocks}
            for sign in (1.0, -1.0):
                whole = self.ask(blocks, {place: sign for place, _ in chosen.values()})
                for block in blocks:
                    place, need = chosen[id(block)]
                    if sign < 0 or self.most[place] - self.least[place] < need - 1e-9:
                        ends[id(block)].append(self.extreme(block, place, sign, whole[id(block)]))
            for block in blocks:
                place, need = chosen[id(block)]
                block.pending.pop(place)
                if len(ends[id(block)]) == 2 and ends[id(block)][1] - ends[id(block)][0] < need - 1e-6:
                    yield place, (ends[id(block)][0], ends[id(block)][1])
            blocks = self.drop_proven(blocks)


def _batches(blocks: list[Block]) -> Iterator[list[Block]]:
    batch: list[Block] = []
    size = 0
    for block in blocks:
        if batch and size + len(block.unknowns) > LARGEST_PROGRAMME:
            yield batch
            batch, size = [], 0
        batch.append(block)
        size += len(block.unknowns)
    if batch:
        yield batch


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
    blocks = []
    for relations in system.components():
        unknowns = dict.fromkeys(
            place
            for number in relations
            for place in system.relations[number].unknowns
            if system.high[place] > system.low[place]
        )
        asked = {place: rest[place] for place in unknowns if place in rest}
        if asked and not is_a_forest(system, relations):
            blocks.append(Block(relations, list(unknowns), asked))
    if blocks:
        found |= dict(Programme(system).narrower(blocks))
    return found
