"""The attack on a bare problem of the engine: constraints as the attacker knows them, cells as the engine left them."""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet

from dagster_project.disclosure import Problem
from tests.disclosure.extremes import narrow_unknowns
from tests.disclosure.system import System


def _system(problem: Problem, hidden: AbstractSet[int], knows_what_was_first: bool) -> System:
    system = System()
    for number, cell in enumerate(problem.cells):
        if number not in hidden and cell.published:
            system.unknown(number, cell.value, cell.value)
        elif knows_what_was_first and cell.first_hidden and 0 < cell.value < problem.threshold:
            system.unknown(number, 1, problem.threshold - 1)
        else:
            system.unknown(number, min(1.0, cell.value) if cell.published else 0.0)  # zeros are shown
    for constraint in problem.constraints:
        low = constraint.constant if constraint.relation == "=" else -math.inf
        system.relate(dict(constraint.terms), low, constraint.constant)  # type: ignore[arg-type]
    return system


def recovered(problem: Problem, hidden: AbstractSet[int]) -> dict[int, str]:
    """Cells that should be safe and are not, and which promise each breaks."""
    guarded = {
        number
        for number, cell in enumerate(problem.cells)
        if number in hidden or (cell.first_hidden and not cell.published)
    }
    found = {}
    for knows, need, promise in ((True, 1.0, "determined"), (False, float(problem.threshold), "too narrow")):
        system = _system(problem, hidden, knows)
        for number, (low, high) in narrow_unknowns(system, dict.fromkeys(guarded, need)).items():
            found[number] = f"{promise}: {low:g} to {high:g}, is {problem.cells[number].value:g}"
    return found


def everything_but_zeros(problem: Problem) -> frozenset[int]:
    return frozenset(n for n, cell in enumerate(problem.cells) if cell.published and (cell.value or cell.first_hidden))
