"""From the cells that are hidden first to all that must be hidden; nothing leaves here that was not proven safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dagster_project.disclosure.certify import reach
from dagster_project.disclosure.linked import Part, part_of, unsettle, widen
from dagster_project.disclosure.partners import hide_partners
from dagster_project.disclosure.problem import Problem
from dagster_project.disclosure.system import Flags, Indices, System, system_of


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
        self.wide |= reach(system, nothing, anything) >= system.threshold
        self.unsettled |= reach(system, *system.known_bounds()) >= 1

    def lacking(self, system: System) -> Flags:
        """Guarded cells without both proofs."""
        found: Flags = system.guarded & ~(self.wide & self.unsettled)
        return found


def _settle(part: Part, proofs: Proofs, hopeless: Flags) -> None:
    """Prove each lacking cell of a part, hiding what it takes; as the last resort hide the whole part."""
    goals: list[tuple[Callable[[Part, int, Flags], bool], Flags]] = [
        (widen, proofs.wide), (unsettle, proofs.unsettled),
    ]  # fmt: skip
    system = part.system
    for reaches, proven in goals:
        for cell in part.cells[proofs.lacking(system)[part.cells]]:
            if proven[cell] or reaches(part, int(cell), proven):
                continue
            system.hidden[part.cells[system.can_hide[part.cells]]] = True
            if not reaches(part, int(cell), proven):
                hopeless[cell] = proven[cell] = True


def _parts(system: System, cells: Flags) -> list[Indices]:
    """The cells of every part that has a marked cell."""
    usable = system.hidden | system.can_hide
    number = system.parts(usable)
    wanted = np.unique(number[cells])
    members = np.flatnonzero(usable & np.isin(number, wanted))
    members = members[np.argsort(number[members], kind="stable")]
    return np.split(members, np.flatnonzero(np.diff(number[members])) + 1) if len(members) else []


def protect_system(system: System) -> Flags:
    """Marks `system.hidden` until every guarded cell is proven safe; returns the cells that nothing can make safe."""
    hide_partners(system)
    proofs = Proofs(np.zeros(system.size, dtype=bool), np.zeros(system.size, dtype=bool))
    hopeless = np.zeros(system.size, dtype=bool)
    matrix = system.matrix().tocsc()
    proofs.of_moves(system)
    while (lacking := proofs.lacking(system)).any():
        for cells in _parts(system, lacking):
            _settle(part_of(system, matrix, cells), proofs, hopeless)
        proofs.of_moves(system)
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
