"""The cheapest step: a sum in which too little is hidden gets its cheapest other part hidden, in all sums at once."""

from __future__ import annotations

import numpy as np

from dagster_project.disclosure.system import Flags, System


def _told(system: System) -> Flags:
    """Equations whose hidden parts follow or nearly follow from what is shown: one alone, or several of a small sum."""
    hidden = system.hidden[system.cell]
    number, size = system.equation[hidden], system.equations
    signs = system.coefficient[hidden]
    values = system.value[system.cell[hidden]]
    count = np.bincount(number, minlength=size)
    plus = np.bincount(number, weights=signs > 0, minlength=size)
    total = np.bincount(number, weights=values, minlength=size)
    one_sided = (plus == count) | (plus == 0)
    bounds = np.bincount(number, weights=system.loose[system.cell[hidden]], minlength=size) > 0
    told: Flags = (count > 0) & ~bounds & one_sided & ((count == 1) | (total < system.threshold))
    return told


def hide_partners(system: System) -> None:
    """Hide the cheapest cell of every such equation until there is none, or none that can be helped so."""
    while True:
        told = _told(system)
        open_entries = told[system.equation] & system.can_hide[system.cell]
        if not open_entries.any():
            return
        equation, cell = system.equation[open_entries], system.cell[open_entries]
        # A cell that helps several such sums is worth more.
        helps = np.bincount(cell, minlength=system.size)[cell]
        order = np.lexsort((cell, system.cost[cell] / helps, equation))
        best = order[np.concatenate([[True], np.diff(equation[order]) > 0])]
        system.hidden[cell[best]] = True
