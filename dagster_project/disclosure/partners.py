"""The cheapest step: a sum in which too little is hidden gets its cheapest other part hidden, in all sums at once."""

from __future__ import annotations

import numpy as np

from dagster_project.disclosure.system import Flags, System


def _told(system: System) -> Flags:
    """Equations whose hidden parts follow or nearly follow from what is shown: one alone, or several of a small sum."""
    hidden = system.hidden[system.cell]
    number, size = system.equation[hidden], system.equations
    signs = system.coefficient[hidden]
    room = (system.value - system.least)[system.cell[hidden]]
    count = np.bincount(number, minlength=size)
    plus = np.bincount(number, weights=signs > 0, minlength=size)
    total = np.bincount(number, weights=room, minlength=size)
    one_sided = (plus == count) | (plus == 0)
    bounds = np.bincount(number, weights=system.loose[system.cell[hidden]], minlength=size) > 0
    told: Flags = (count > 0) & ~bounds & one_sided & ((count == 1) | (total < system.threshold))
    return told


def _hide_cheapest(system: System, wanted: Flags) -> bool:
    """One more cell in each wanted equation: the cheapest, and rather one that would not be alone in its other sums."""
    entries = wanted[system.equation] & system.can_hide[system.cell]
    if not entries.any():
        return False
    equation, cell = system.equation[entries], system.cell[entries]
    company = np.bincount(system.equation, weights=system.hidden[system.cell], minlength=system.equations)
    alone = np.bincount(system.cell, weights=(company == 0)[system.equation], minlength=system.size) > 0
    # A cell that helps several such sums is worth more.
    helps = np.bincount(cell, minlength=system.size)[cell]
    order = np.lexsort((cell, system.cost[cell] * (1 + alone[cell]) / helps, equation))
    best = order[np.concatenate([[True], np.diff(equation[order]) > 0])]
    system.hidden[cell[best]] = True
    return True


def hide_partners(system: System) -> None:
    """Hide the cheapest cell of every such equation until there is none, or none that can be helped so."""
    while _hide_cheapest(system, _told(system)):
        pass


def hide_more(system: System, lacking: Flags, longest: int) -> None:
    """One more cell in every short sum of these cells."""
    length = np.bincount(system.equation, minlength=system.equations)
    wanted = np.bincount(system.equation, weights=lacking[system.cell], minlength=system.equations) > 0
    _hide_cheapest(system, wanted & (length <= longest))
    hide_partners(system)
