"""From the cells that are hidden first to all that must be hidden; nothing leaves here that was not proven safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from dagster_project.disclosure.certify import QUICK, Mode, reach
from dagster_project.disclosure.linked import Part, Surroundings, part_of, unsettle, widen
from dagster_project.disclosure.partners import hide_more, hide_partners
from dagster_project.disclosure.problem import Problem
from dagster_project.disclosure.system import Flags, System, system_of
from dagster_project.disclosure.witnesses import Goal, witness

# How many cells a search of its own looks at, and how many cells are worth one: each takes milliseconds.
NEIGHBOURS = (60, 300, 1500)
MOST_SEARCHES = 200
# With more cells to prove than this, a further cell in each of their rows is cheaper than other tables.
MOST_TO_PROVE, ROUNDS, GOOD_PART = 10_000, 2, 0.6
TABLE_ROUNDS, TABLES_THAT_HIDE = 4, 4
# A row of a table, rather than one of its columns.
SHORT_SUM = 12


class Cannot(ValueError):
    """A cell is told by zeros, or by sums of first-hidden cells alone: nothing more can be hidden."""


@dataclass
class Proofs:
    """Hidden cells wide enough for one who knows sums only, and open for one who knows the first-hidden too."""

    wide: Flags
    unsettled: Flags
    most_searches: int = MOST_SEARCHES
    searches: dict[str, int] = field(init=False)
    tried: dict[str, Flags] = field(init=False)

    def __post_init__(self) -> None:
        self.searches = {"widen": self.most_searches, "unsettle": self.most_searches // 5}
        self.tried = {name: np.zeros(len(self.wide), dtype=bool) for name in self.searches}

    def of_moves(self, system: System, modes: tuple[Mode, ...] = QUICK) -> None:
        """Take in what simple moves prove."""
        anything = np.full(system.size, np.inf)
        for mode in modes:
            self.wide |= reach(system, system.least, anything, mode) >= system.threshold
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


def _in_bulk(system: System, proofs: Proofs) -> bool:
    """With very many cells to prove: a further cell in each of their rows, if that proves a good part of them.

    False when nothing came of it: the next round would find the same.
    """
    lacking, before = proofs.lacking(system), system.hidden.copy()
    if lacking.sum() <= MOST_TO_PROVE:
        return False
    hide_more(system, lacking, SHORT_SUM)
    tried = Proofs(proofs.wide.copy(), proofs.unsettled.copy(), proofs.most_searches)
    tried.of_moves(system)
    if tried.lacking(system).sum() > GOOD_PART * lacking.sum():
        system.hidden[:] = before
        return False
    proofs.wide, proofs.unsettled = tried.wide, tried.unsettled
    return True


def _by_tables(system: System, proofs: Proofs) -> None:
    """Prove what other tables prove, and hide what it takes to find such tables, until that leads no further."""
    anything = np.full(system.size, np.inf)
    goals = (
        (proofs.wide, Goal(system.threshold, system.least, anything)),
        (proofs.unsettled, Goal(1, *system.known_bounds())),
    )
    for _ in range(TABLE_ROUNDS):
        before = proofs.lacking(system).sum()
        for proven, goal in goals:
            witness(system, proven, goal)
        for proven, goal in goals:
            witness(system, proven, goal, hide=True, most=TABLES_THAT_HIDE)
        if proofs.lacking(system).sum() == before:
            break


def _one_by_one(system: System, proofs: Proofs) -> None:
    """What is left: searches of its own for each, and where those fail too, more is hidden near it, and at last all."""
    before = -1
    while system.hidden.sum() > before and proofs.lacking(system).any():
        before = system.hidden.sum()
        _settle(system, proofs)
        for longest in (SHORT_SUM, system.size):
            if (narrow := system.guarded & ~proofs.wide & proofs.tried["widen"]).any():
                _hide_around(system, narrow, longest)
                _by_tables(system, proofs)
        if (narrow := system.guarded & ~proofs.wide & proofs.tried["widen"]).any():
            _hide_linked(system, narrow)
        _by_tables(system, proofs)


def _where_it_lacks(system: System, proofs: Proofs, step: Callable[[System, Proofs], None]) -> None:
    """The step, on the parts that have a cell to prove."""
    number = system.parts(system.hidden | system.can_hide)
    cells = np.flatnonzero(np.isin(number, np.unique(number[proofs.lacking(system)])))
    part, own = system.only(cells), Proofs(proofs.wide[cells], proofs.unsettled[cells], proofs.most_searches)
    step(part, own)
    system.hidden[cells], proofs.wide[cells], proofs.unsettled[cells] = part.hidden, own.wide, own.unsettled


def protect_system(system: System, most_searches: int = MOST_SEARCHES) -> Flags:
    """Marks `system.hidden` until every guarded cell is proven safe; returns the cells that nothing can make safe.

    What is dear is done for few cells only. Those who know which cells were hidden first know some cells whatever is
    hidden.
    """
    hide_partners(system)
    nothing = np.zeros(system.size, dtype=bool)
    proofs = Proofs(nothing.copy(), nothing.copy(), most_searches)
    proofs.of_moves(system)
    for _ in range(ROUNDS):
        if not _in_bulk(system, proofs):
            break
    for step in (_by_tables, _one_by_one):
        if proofs.lacking(system).any():
            _where_it_lacks(system, proofs, step)
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
