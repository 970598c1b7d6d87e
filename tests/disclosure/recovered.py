"""What an attacker finds out, in whole numbers, from everything that is shown: written against the definition alone."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from dagster_project.disclosure import Problem

MUCH = 10_000


def _unknown(problem: Problem, hidden: Collection[int]) -> list[int]:
    return [i for i, cell in enumerate(problem.cells) if i in hidden or not cell.published]


def _constraints(problem: Problem, unknown: list[int]) -> list[LinearConstraint]:
    place = {cell: number for number, cell in enumerate(unknown)}
    found = []
    for constraint in problem.constraints:
        row, rest = np.zeros(len(unknown)), float(constraint.constant)
        for cell, sign in constraint.terms.items():
            if cell in place:
                row[place[cell]] += sign
            else:
                rest -= sign * problem.cells[cell].value
        found.append(LinearConstraint(row[None, :], rest if constraint.relation == "=" else -np.inf, rest))
    return found


def _range(aim: int, low: np.ndarray, high: np.ndarray, known: list[LinearConstraint]) -> float:
    ends = []
    for sign in (1.0, -1.0):
        goal = np.zeros(len(low))
        goal[aim] = sign
        found = milp(goal, constraints=known, integrality=np.ones(len(low)), bounds=Bounds(low, high))
        assert found.x is not None, found.message
        ends.append(sign * found.fun)
    return ends[1] - ends[0]


def recovered(problem: Problem, hidden: Collection[int]) -> list[int]:
    """Hidden counts of persons that are known too closely, or exactly by those who know which were hidden first."""
    unknown = _unknown(problem, hidden)
    known = _constraints(problem, unknown)
    low, high = np.zeros(len(unknown)), np.full(len(unknown), float(MUCH))
    told_low, told_high = low.copy(), high.copy()
    for number, index in enumerate(unknown):
        cell = problem.cells[index]
        if cell.first_hidden and 0 < cell.value < problem.threshold:
            told_low[number], told_high[number] = 1, problem.threshold - 1
    found = []
    for number, index in enumerate(unknown):
        cell = problem.cells[index]
        if (cell.published or cell.first_hidden) and cell.value > 0:
            wide = _range(number, low, high, known) >= problem.threshold
            if not wide or _range(number, told_low, told_high, known) < 1:
                found.append(index)
    return found
