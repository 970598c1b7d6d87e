"""From the cells that are hidden first to all that must be hidden; nothing leaves here that was not proven safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dagster_project.disclosure.certify import MODES, reach
from dagster_project.disclosure.linked import Part, Surroundings, part_of, unsettle, widen
from dagster_project.disclosure.partners import hide_partners
from dagster_project.disclosure.paths import free, network
from dagster_project.disclosure.problem import Problem
from dagster_project.disclosure.system import Flags, Indices, System, system_of

NEIGHBOURS = (60, 300, 100_000)
# Programs take milliseconds each: with more to prove than this, what is linked to the rest is hidden as a whole.
MOST_SEARCHES = 400


class Cannot(ValueError):
    """A cell is told by zeros, or by sums of first-hidden cells alone: nothing more can be hidden."""


@dataclass
class Proofs:
    """Hidden cells wide enough for one who knows sums only, and open for one who knows the first-hidden too."""

    wide: Flags
    unsettled: Flags

    def of_moves(self, system: System) -> None:
        """Take in what simple moves prove."""
        nothing, anything = np.zeros(system.size), np.full(system.size, np.inf)
        for mode in MODES:
            self.wide |= reach(system, nothing, anything, mode) >= system.threshold
            self.unsettled |= reach(system, *system.known_bounds(), mode) >= 1

    def lacking(self, system: System) -> Flags:
        """Guarded cells without both proofs."""
        found: Flags = system.guarded & ~(self.wide & self.unsettled)
        return found


def _settle(system: System, proofs: Proofs, hopeless: Flags) -> None:
    """Prove each lacking cell by linear programming, hiding what it takes: among its neighbours, then further away."""
    goals: list[tuple[Callable[[Part, int, Flags], bool], Flags]] = [
        (widen, proofs.wide), (unsettle, proofs.unsettled),
    ]  # fmt: skip
    matrix = system.matrix()
    surroundings = Surroundings(matrix.tocsc(), matrix)
    for reaches, proven in goals:
        lacking = np.flatnonzero(system.guarded & ~proven)
        if len(lacking) > MOST_SEARCHES:
            _hide_linked(system, lacking[MOST_SEARCHES:])
            lacking = lacking[:MOST_SEARCHES]
        for cell in lacking.tolist():
            usable = system.hidden | system.can_hide
            for size in NEIGHBOURS:
                if proven[cell]:
                    break
                part = part_of(system, surroundings.columns, surroundings.of(cell, usable, size))
                reaches(part, cell, proven)
            if not proven[cell]:  # whatever was hidden of all that is linked to it
                hopeless[cell] = proven[cell] = True


def _hide_linked(system: System, cells: Indices) -> None:
    """All that is linked to these cells, where proofs one by one would take too long."""
    usable = system.hidden | system.can_hide
    number = system.parts(usable)
    system.hidden |= usable & np.isin(number, np.unique(number[cells]))


def _along_paths(system: System, proofs: Proofs) -> None:
    """Prove lacking cells one after another along paths of hidden cells, and hide cells where there is none."""
    nothing, anything = np.zeros(system.size), np.full(system.size, np.inf)
    goals = (
        (proofs.wide, system.threshold, nothing, anything),
        (proofs.unsettled, 1, *system.known_bounds()),
    )
    for proven, least, low, high in goals:
        net = network(system, low, high)
        lacking = np.flatnonzero(system.guarded & ~proven)
        for cell in lacking[np.argsort(-system.value[lacking], kind="stable")].tolist():
            if not proven[cell]:
                free(net, cell, least, proven)


def protect_system(system: System) -> Flags:
    """Marks `system.hidden` until every guarded cell is proven safe; returns the cells that nothing can make safe."""
    hide_partners(system)
    # What no table shows is no count that anyone knows to be small.
    proofs = Proofs(np.zeros(system.size, dtype=bool), ~system.published)
    hopeless = np.zeros(system.size, dtype=bool)
    proofs.of_moves(system)
    while proofs.lacking(system).any():
        _along_paths(system, proofs)
        _settle(system, proofs, hopeless)
    return hopeless


def protect(problem: Problem) -> frozenset[int]:
    """Positions of the published cells to hide, the first-hidden among them.

    Raises `Cannot` when a hidden cell stays told although everything but zeros is hidden.
    """
    system = system_of(problem)
    hopeless = protect_system(system)
    if hopeless.any():
        raise Cannot(f"{int(hopeless[system.place].sum())} cells follow from zeros and first-hidden cells alone")
    hidden = system.hidden[system.place]
    return frozenset(number for number, cell in enumerate(problem.cells) if cell.published and hidden[number])
