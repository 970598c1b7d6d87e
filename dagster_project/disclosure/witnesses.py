"""Proofs for many cells at once: other tables of whole persons that fit all that is known, found by linear programming.

One program moves as many cells as it can, each up or down by the width it lacks. What a cell shows over all tables
that were found is a width that it has for certain. Where hidden cells alone give no such table, shown ones may move as
well, at the price of hiding them: so what is hidden serves many cells, and is the cheapest that does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import hstack

from dagster_project.disclosure.system import TOLERANCE, Flags, Indices, Numbers, System

# Programs take longer than their size says: parts that nothing links are solved in portions of about so many cells.
PORTION = 2500
MOST_TABLES = 12
# Another table that proves fewer of the cells left than this is the last one.
GOOD_GAIN = 0.03
# What a cell's move by one person is worth, in persons hidden for it: as much as it takes.
WORTH = 1e5
# HiGHS' number for the primal simplex: a new wish leaves the last table possible, so it goes on from there.
PRIMAL = 4


@dataclass(frozen=True)
class Goal:
    """Cells are to differ by `least` between tables whose cells lie in `low` ... `high`."""

    least: int
    low: Numbers
    high: Numbers

    def of(self, cells: Indices) -> Goal:
        return Goal(self.least, self.low[cells], self.high[cells])


class _Program:
    """Changes of cells that keep all sums; a shown cell is two columns, up and down, since either way has its price."""

    def __init__(self, system: System, down: Numbers, up: Numbers) -> None:
        self.shown = np.flatnonzero(~system.hidden)
        matrix = system.matrix()
        both = hstack([matrix, -matrix[:, self.shown]]).tocsc()
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = both.shape
        program.col_cost_ = np.zeros(both.shape[1])
        program.col_lower_ = np.concatenate([np.where(system.hidden, down, 0), np.zeros(len(self.shown))])
        program.col_upper_ = np.concatenate([up, -down[self.shown]])
        program.row_lower_ = program.row_upper_ = np.zeros(both.shape[0])
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_, program.a_matrix_.index_ = both.indptr, both.indices
        program.a_matrix_.value_ = both.data
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.passModel(program)
        self.size = system.size

    def best(self, wish: Numbers, price: Numbers) -> Numbers | None:
        """The change with the most wish x change, less price x |change| of the cells shown at the start."""
        cost = np.concatenate([-wish, price[self.shown] + wish[self.shown]])
        cost[self.shown] += price[self.shown]
        self.solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        self.solver.run()
        self.solver.setOptionValue("simplex_strategy", PRIMAL)
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.array(self.solver.getSolution().col_value)
        change: Numbers = found[: self.size]
        change[self.shown] -= found[self.size :]
        return change


def _whole_parts(part: System, change: Numbers) -> Numbers:
    """The change where it is of whole persons; parts of persons prove nothing, nor what moves along with them."""
    number = part.parts(np.abs(change) > TOLERANCE)
    broken = np.abs(change - np.round(change)) > TOLERANCE
    kept: Numbers = np.where(np.isin(number, np.unique(number[broken])), 0.0, np.round(change))
    return kept


def _search(part: System, lacking: Flags, goal: Goal, most: int, chance: np.random.Generator) -> Flags:
    """Looks for tables until no more cells get proven; hides shown cells that move in one. Returns the cells proven."""
    # Further than it has to differ no cell need go; those that make up for others may.
    farthest = np.where(lacking, goal.least, np.inf)
    low = np.minimum(np.maximum(goal.low - part.value, -farthest), 0)
    high = np.maximum(np.minimum(goal.high - part.value, farthest), 0)
    program, matrix = _Program(part, low, high), part.matrix()
    down, up, left = np.zeros(part.size), np.zeros(part.size), lacking.copy()
    for number in range(most):
        before = int(left.sum())
        wish = np.where(left, chance.choice([-WORTH, WORTH], part.size) * chance.uniform(0.5, 1.5, part.size), 0.0)
        change = program.best(wish, np.where(part.hidden, 0.0, part.cost / goal.least + TOLERANCE))
        if change is None:
            break
        change = _whole_parts(part, change)
        # The solver is not taken at its word: sums, bounds and whole numbers are looked at here.
        fits = (change >= low - TOLERANCE) & (change <= high + TOLERANCE)
        if not fits.all() or np.abs(matrix @ change).max(initial=0) > TOLERANCE:
            break
        part.hidden |= change != 0
        down, up = np.minimum(down, change), np.maximum(up, change)
        left &= up - down < goal.least - TOLERANCE
        if not left.any() or (number > 1 and before - left.sum() <= GOOD_GAIN * before):
            break
    proven: Flags = up - down >= goal.least - TOLERANCE
    return proven


def _portions(system: System, usable: Flags, lacking: Flags) -> Iterator[Indices]:
    """Usable cells that sums link to lacking ones, whole parts at a time."""
    number = system.parts(usable)
    cells = np.flatnonzero(usable & np.isin(number, np.unique(number[lacking])))
    cells = cells[np.argsort(number[cells], kind="stable")]
    ends = np.flatnonzero(np.diff(number[cells], append=-1)) + 1
    begin = 0
    for end in ends.tolist():
        if end - begin >= PORTION or end == len(cells):
            yield np.sort(cells[begin:end])
            begin = end


def witness(system: System, proven: Flags, goal: Goal, *, hide: bool = False, most: int = MOST_TABLES) -> None:
    """Marks guarded cells that tables let differ as the goal asks; `hide`: also hides what it takes for that."""
    lacking = system.guarded & ~proven
    chance = np.random.default_rng(goal.least)
    usable = system.hidden | system.can_hide if hide else system.hidden
    for cells in _portions(system, usable, lacking):
        part = system.only(cells)
        proven[cells] |= _search(part, lacking[cells], goal.of(cells), most, chance)
        system.hidden[cells] = part.hidden
