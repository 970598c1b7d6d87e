"""A system of linear relations between whole and other numbers, and the intervals that they leave each of them."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

INFINITE = math.inf
SLACK = 1e-6


@dataclass(frozen=True)
class Relation:
    """low <= sum of coefficient x unknown <= high."""

    unknowns: tuple[int, ...]
    coefficients: tuple[float, ...]
    low: float
    high: float


class System:
    """Unknowns by name, the interval each lies in, and the relations between them."""

    def __init__(self) -> None:
        self.names: list[Hashable] = []
        self.place: dict[Hashable, int] = {}
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole: list[bool] = []
        self.relations: list[Relation] = []

    def unknown(self, name: Hashable, low: float = 0, high: float = INFINITE, whole: bool = True) -> int:
        """Its number; it is made when it is new, and its interval is narrowed otherwise."""
        if name not in self.place:
            self.place[name] = len(self.names)
            self.names.append(name)
            self.low.append(low)
            self.high.append(high)
            self.whole.append(whole)
            return self.place[name]
        place = self.place[name]
        self.low[place], self.high[place] = max(self.low[place], low), min(self.high[place], high)
        return place

    def relate(self, terms: dict[int, float], low: float, high: float) -> None:
        """A relation; one with a single unknown only narrows its interval."""
        terms = {place: coefficient for place, coefficient in terms.items() if coefficient}
        if len(terms) == 1:
            ((place, coefficient),) = terms.items()
            ends = sorted((low / coefficient, high / coefficient))
            self.unknown(self.names[place], *ends)
        elif terms:
            self.relations.append(Relation(tuple(terms), tuple(terms.values()), low, high))

    def by_unknown(self) -> list[list[int]]:
        """Unknown → the relations that it stands in."""
        found: list[list[int]] = [[] for _ in self.names]
        for number, relation in enumerate(self.relations):
            for place in relation.unknowns:
                found[place].append(number)
        return found

    def _round(self, place: int, low: float, high: float) -> tuple[float, float]:
        if self.whole[place]:
            return (
                math.ceil(low - SLACK) if math.isfinite(low) else low,
                math.floor(high + SLACK) if math.isfinite(high) else high,
            )
        return low, high

    def narrow(self, only: Iterable[int] | None = None) -> None:
        """Interval arithmetic until nothing moves: what somebody works out row by row, with a calculator."""
        where = self.by_unknown()
        for place in range(len(self.names)):
            self.low[place], self.high[place] = self._round(place, self.low[place], self.high[place])
        waiting = deque(range(len(self.relations)) if only is None else only)
        queued = set(waiting)
        turns = 60 * (len(waiting) + 1)
        while waiting and turns:
            turns -= 1
            number = waiting.popleft()
            queued.discard(number)
            for place in self._narrow_by(self.relations[number]):
                for other in where[place]:
                    if other != number and other not in queued:
                        queued.add(other)
                        waiting.append(other)

    def _narrow_by(self, relation: Relation) -> list[int]:
        """The unknowns whose interval became smaller."""
        least, most, open_least, open_most = 0.0, 0.0, 0, 0
        ends = []
        for place, coefficient in zip(relation.unknowns, relation.coefficients, strict=True):
            down, up = self.low[place], self.high[place]
            if coefficient < 0:
                down, up = up, down
            ends.append((coefficient * down, coefficient * up))
            open_least += math.isinf(down)
            open_most += math.isinf(up)
            least += 0 if math.isinf(down) else coefficient * down
            most += 0 if math.isinf(up) else coefficient * up
        moved = []
        for (down, up), place, coefficient in zip(ends, relation.unknowns, relation.coefficients, strict=True):
            other_least = -INFINITE if open_least - math.isinf(down) else least - (0 if math.isinf(down) else down)
            other_most = INFINITE if open_most - math.isinf(up) else most - (0 if math.isinf(up) else up)
            one, other = (relation.low - other_most) / coefficient, (relation.high - other_least) / coefficient
            low, high = self._round(place, min(one, other), max(one, other))
            tolerance = SLACK * max(1.0, abs(low) if math.isfinite(low) else 1.0)
            if low > self.low[place] + tolerance or high < self.high[place] - tolerance:
                self.low[place] = max(self.low[place], low)
                self.high[place] = min(self.high[place], high)
                moved.append(place)
        return moved

    def components(self) -> list[list[int]]:
        """Numbers of relations that hang together through unknowns that are not yet determined."""
        root = list(range(len(self.relations)))

        def find(one: int) -> int:
            while root[one] != one:
                root[one] = root[root[one]]
                one = root[one]
            return one

        first: dict[int, int] = {}
        for number, relation in enumerate(self.relations):
            for place in relation.unknowns:
                if self.high[place] > self.low[place]:
                    root[find(number)] = find(first.setdefault(place, number))
        found: dict[int, list[int]] = {}
        for number in range(len(self.relations)):
            found.setdefault(find(number), []).append(number)
        return list(found.values())
