"""From the cells that are hidden first to all that must be hidden; nothing leaves here that was not proven safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from dagster_project.disclosure.certify import MODES, reach
from dagster_project.disclosure.linked import Part, Surroundings, part_of, unsettle, widen
from dagster_project.disclosure.partners import hide_partners
from dagster_project.disclosure.paths import free, network
from dagster_project.disclosure.problem import Problem
from dagster_project.disclosure.system import Flags, System, system_of

# How many cells a program looks at, and how many cells are worth a program: each takes milliseconds.
NEIGHBOURS = (60, 300, 1500)
MOST_SEARCHES = {"widen": 100, "unsettle": 40}
# A row of a table, rather than one of its columns.
SHORT_SUM = 12


class Cannot(ValueError):
    """A cell is told by zeros, or by sums of first-hidden cells alone: nothing more can be hidden."""


@dataclass
class Proofs:
    """Hidden cells wide enough for one who knows sums only, and open for one who knows the first-hidden too."""

    wide: Flags
    unsettled: Flags
    searches: dict[str, int] = field(default_factory=lambda: dict(MOST_SEARCHES))
    tried: dict[str, Flags] = field(init=False)

    def __post_init__(self) -> None:
        self.tried = {name: np.zeros(len(self.wide), dtype=bool) for name in self.searches}

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


def _settle(system: System, proofs: Proofs) -> None:
    """Prove lacking cells by linear programming over their neighbours, hiding what it takes; the largest first."""
    goals: list[tuple[Callable[[Part, int, Flags], bool], Flags, tuple[int, ...]]] = [
        (widen, proofs.wide, NEIGHBOURS), (unsettle, proofs.unsettled, NEIGHBOURS[:-1]),
    ]  # fmt: skip
    matrix = system.matrix()
    surroundings = Surroundings(matrix.tocsc(), matrix)
    for reaches, proven, sizes in goals:
        lacking = np.flatnonzero(system.guarded & ~proven & ~proofs.tried[reaches.__name__])
        for cell in lacking[np.argsort(-system.value[lacking], kind="stable")].tolist():
            proofs.tried[reaches.__name__][cell] = True
            usable = system.hidden | system.can_hide
            for size in sizes:
                if proven[cell] or proofs.searches[reaches.__name__] <= 0:
                    break
                proofs.searches[reaches.__name__] -= 1
                reaches(part_of(system, surroundings.columns, surroundings.of(cell, usable, size)), cell, proven)


def _hide_around(system: System, lacking: Flags, longest: int) -> None:
    """All parts of the sums that these cells are in, of sums with at most so many parts."""
    length = np.bincount(system.equation, minlength=system.equations)
    sums = np.zeros(system.equations, dtype=bool)
    sums[system.equation[lacking[system.cell]]] = True
    near = np.zeros(system.size, dtype=bool)
    near[system.cell[(sums & (length <= longest))[system.equation]]] = True
    system.hidden |= near & system.can_hide


def _hide_linked(system: System, lacking: Flags) -> None:
    """Everything that any sums link to these cells."""
    usable = system.hidden | system.can_hide
    number = system.parts(usable)
    system.hidden |= usable & np.isin(number, np.unique(number[lacking]))


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
    """Marks `system.hidden` until every guarded cell is proven safe; returns the cells that nothing can make safe.

    What is dear is done for few cells only; for the others more is hidden, first near them and in the end all that is
    linked to them. Those who know which cells were hidden first know some cells whatever is hidden.
    """
    hide_partners(system)
    # What no table shows is no count that anyone knows to be small.
    proofs = Proofs(np.zeros(system.size, dtype=bool), ~system.published)
    proofs.of_moves(system)
    before = -1
    while system.hidden.sum() > before and proofs.lacking(system).any():
        before = system.hidden.sum()
        _along_paths(system, proofs)
        _settle(system, proofs)
        for longest in (SHORT_SUM, system.size):
            if (narrow := system.guarded & ~proofs.wide & proofs.tried["widen"]).any():
                _hide_around(system, narrow, longest)
                _along_paths(system, proofs)
        if (narrow := system.guarded & ~proofs.wide & proofs.tried["widen"]).any():
            _hide_linked(system, narrow)
    return proofs.lacking(system)


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
