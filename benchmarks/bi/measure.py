"""Every question at every door, again and again in turns, so that all doors meet the same machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from decimal import Decimal
from math import isclose, isnan
from statistics import median, quantiles
from typing import Any

from benchmarks.bi.doors import Ask, has
from benchmarks.bi.queries import QUERIES, Query

Rows = list[tuple[Any, ...]]
_NUMBERS = (int, float, Decimal)


@dataclass(frozen=True)
class Measured:
    """Seconds of one question at one door."""

    query: str
    door: str
    seconds: list[float]
    rows: int
    agrees: bool

    @property
    def p50(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20, method="inclusive")[-1]


def _alike(a: Any, b: Any) -> bool:
    """Equal but for the last digits of a sum, which doors add in another order; not a number is no value."""
    first, second = (None if isinstance(one, float) and isnan(one) else one for one in (a, b))
    if isinstance(first, _NUMBERS) and isinstance(second, _NUMBERS):
        return isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)
    return bool(first == second)


def same(one: Rows, other: Rows) -> bool:
    """Whether two doors answer alike."""
    if len(one) != len(other):
        return False
    return all(len(a) == len(b) and all(map(_alike, a, b)) for a, b in zip(one, other, strict=True))


def _timed(ask: Ask, query: Query) -> float:
    start = time.perf_counter()
    ask(query)
    return time.perf_counter() - start


def measure(found: dict[str, Ask], rounds: int) -> list[Measured]:
    """A first round warms every door and shows whether all answer alike; the others are timed."""
    results = []
    for query in QUERIES:
        asked = {door: ask for door, ask in found.items() if has(door, query)}
        answers = {door: ask(query) for door, ask in asked.items()}
        seconds: dict[str, list[float]] = {door: [] for door in asked}
        for _ in range(rounds):
            for door, ask in asked.items():
                seconds[door].append(_timed(ask, query))
        flat = answers["flat"]
        results += [
            Measured(query.name, door, seconds[door], len(answers[door]), same(flat, answers[door])) for door in asked
        ]
    return results
