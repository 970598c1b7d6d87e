"""Proofs of safety without a solver, for all tables at once: moves of whole persons that no shown figure would notice.

A move raises some hidden cells and lowers others so that every equation still holds. A cell that one move raises by u
and another lowers by l has upper - lower >= u + l. Two kinds of moves settle most cells: between the parts of one sum,
and round the four corners of two rows and two columns, with every other row as the second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.disclosure.system import Flags, Indices, Numbers, System

# Rows with more hidden cells are columns of another view; their pairs would be too many.
LONGEST_ROW = 16
PLENTY = 1e9
ROUNDING = 1e-9


@dataclass(frozen=True)
class _Entries:
    """Hidden cells in equations that bind them; `ground` cells are in one such equation only."""

    equation: Indices
    cell: Indices
    sign: Numbers
    degree: Indices
    up: Numbers
    down: Numbers


def _entries(system: System, low: Numbers, high: Numbers) -> _Entries:
    hidden = system.hidden[system.cell]
    equation, cell, sign = system.equation[hidden], system.cell[hidden], system.coefficient[hidden]
    up, down = np.minimum(high - system.value, PLENTY), np.maximum(system.value - low, 0)
    # An equation with one unseen cell of its own only bounds the others: each gets an equal part of that room.
    loose = system.loose[cell]
    loose_sign = np.bincount(equation[loose], weights=sign[loose], minlength=system.equations)
    bounds = np.bincount(equation[loose], minlength=system.equations) == 1
    room = np.bincount(equation[loose], weights=system.value[cell[loose]], minlength=system.equations)
    others = np.maximum(np.bincount(equation, minlength=system.equations) - 1, 1)
    share = np.floor(room / others + ROUNDING)[equation]
    bounded = bounds[equation] & ~loose
    same = sign == loose_sign[equation]
    np.minimum.at(up, cell[bounded & same], share[bounded & same])
    np.minimum.at(down, cell[bounded & ~same], share[bounded & ~same])
    keep = ~bounds[equation]
    degree = np.bincount(cell[keep], minlength=system.size)
    return _Entries(equation[keep], cell[keep], sign[keep], degree, np.floor(up + ROUNDING), np.floor(down + ROUNDING))


def _alone(system: System, entries: _Entries, found: Numbers) -> None:
    """Cells that no equation binds any more move as far as their own room goes."""
    free = system.hidden & (entries.degree == 0)
    found[free] = np.maximum(found[free], entries.up[free] + entries.down[free])


def _within_sums(system: System, entries: _Entries, found: Numbers) -> None:
    """One part of a sum rises by what the others can fall, and the other way round.

    A part counts that is in no other sum, or whose other sum has such parts to make up for it.
    """
    equation, cell, sign = entries.equation, entries.cell, entries.sign
    ground = entries.degree[cell] == 1
    # Lifting: room to raise sign x cell; sinking: room to lower it.
    lift = np.where(sign > 0, entries.up[cell], entries.down[cell])
    sink = np.where(sign > 0, entries.down[cell], entries.up[cell])
    other, other_sign = _others(system, entries)
    two = entries.degree[cell] == 2
    # Two cells that link the same two sums would share what makes up for them.
    low, high = np.minimum(equation, other), np.maximum(equation, other)
    link = low * (system.equations + 1) + high
    _, place, count = np.unique(np.where(two, link, -1), return_inverse=True, return_counts=True)
    linked = two & (count[place] == 2)

    def summed(room: Numbers, chosen: Flags) -> Numbers:
        total = np.bincount(equation[chosen], weights=room[chosen], minlength=system.equations + 1).astype(float)
        return np.asarray(total, dtype=np.float64)

    lifts, sinks = summed(lift, ground), summed(sink, ground)
    turned = (other_sign > 0) == (sign > 0)
    # Lifting here moves the other sum by the same sign, or the opposite one.
    via_lift = np.where(linked, np.minimum(lift, np.where(turned, sinks[other], lifts[other])), 0)
    via_sink = np.where(linked, np.minimum(sink, np.where(turned, lifts[other], sinks[other])), 0)
    my_lift, my_sink = np.where(ground, lift, via_lift), np.where(ground, sink, via_sink)
    all_lifts, all_sinks = summed(my_lift, ground | linked), summed(my_sink, ground | linked)
    rest_lift, rest_sink = all_lifts[equation] - my_lift, all_sinks[equation] - my_sink
    useful = ground | linked
    np.maximum.at(found, cell[useful], (np.minimum(my_lift, rest_sink) + np.minimum(my_sink, rest_lift))[useful])
    # Parts whose sum has one link to such a sum, seen from their side: the best link counts, not all of them.
    mirror_lift, mirror_sink = np.zeros(system.equations + 1), np.zeros(system.equations + 1)
    through_lift = np.minimum(lift, rest_sink)
    through_sink = np.minimum(sink, rest_lift)
    np.maximum.at(mirror_lift, other[linked], np.where(turned, through_lift, through_sink)[linked])
    np.maximum.at(mirror_sink, other[linked], np.where(turned, through_sink, through_lift)[linked])
    wide_lift, wide_sink = mirror_lift + lifts, mirror_sink + sinks
    reach = np.minimum(lift, wide_sink[equation] - sink) + np.minimum(sink, wide_lift[equation] - lift)
    np.maximum.at(found, cell[ground], reach[ground])


def _pairs(system: System, entries: _Entries) -> tuple[Indices, Indices]:
    """Ordered pairs of entries of one equation, whose cells are in at most one other equation each."""
    usable = np.flatnonzero(entries.degree[entries.cell] <= 2)
    usable = usable[np.argsort(entries.equation[usable], kind="stable")]
    length = np.bincount(entries.equation[usable], minlength=system.equations)
    usable = usable[length[entries.equation[usable]] <= LONGEST_ROW]
    equation = entries.equation[usable]
    left, right = [], []
    for step in range(1, LONGEST_ROW):
        if step >= len(usable):
            break
        same = np.flatnonzero(equation[:-step] == equation[step:])
        left += [usable[same], usable[same + step]]
        right += [usable[same + step], usable[same]]
    if not left:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate(left), np.concatenate(right)


def _others(system: System, entries: _Entries) -> tuple[Indices, Numbers]:
    """Per entry: the one other equation of its cell and the sign there; no equation is `system.equations`."""
    total = np.bincount(entries.cell, weights=entries.equation, minlength=system.size)
    signs = np.bincount(entries.cell, weights=entries.sign, minlength=system.size)
    two = entries.degree[entries.cell] == 2
    other = np.where(two, total[entries.cell] - entries.equation, system.equations).astype(np.int64)
    return other, np.where(two, signs[entries.cell] - entries.sign, 0)


def _round_corners(system: System, entries: _Entries, found: Numbers) -> None:
    """Two cells of a row move against each other; all other rows with cells in the same two columns make up for it."""
    left, right = _pairs(system, entries)
    if not len(left):
        return
    other, other_sign = _others(system, entries)
    bound = (other[left] < system.equations) & (other[right] < system.equations)
    left, right = left[bound], right[bound]
    if not len(left):
        return
    cell, mate = entries.cell[left], entries.cell[right]
    # Raising the cell by one moves its mate by `turn` and the two columns by `first` and `second`.
    turn = -entries.sign[left] / entries.sign[right]
    first, second = other_sign[left], other_sign[right] * turn
    # In the direction in which the first column grows: how far can this row go, and how far back?
    forth = np.minimum(entries.up[cell], np.where(turn > 0, entries.up[mate], entries.down[mate]))
    back = np.minimum(entries.down[cell], np.where(turn > 0, entries.down[mate], entries.up[mate]))
    grows, shrinks = np.where(first > 0, forth, back), np.where(first > 0, back, forth)
    slope = second / first
    key = (other[left] * (system.equations + 1) + other[right]) * 3 + (slope + 1).astype(np.int64)
    names, group = np.unique(key, return_inverse=True)
    # One row moves once in a group: a row with two ways into it counts with the first.
    row = entries.equation[left]
    order = np.lexsort((row, group))
    once = np.ones(len(order), dtype=bool)
    once[1:] = (group[order][1:] != group[order][:-1]) | (row[order][1:] != row[order][:-1])
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[once]] = True
    all_grow = np.bincount(group[chosen], weights=grows[chosen], minlength=len(names))
    all_shrink = np.bincount(group[chosen], weights=shrinks[chosen], minlength=len(names))
    # What this row itself put into the sums comes out again.
    own = np.zeros(len(order), dtype=np.int64)
    own[order] = np.maximum.accumulate(np.where(once, np.arange(len(order)), 0))
    mine = order[own]
    others_shrink, others_grow = all_shrink[group] - shrinks[mine], all_grow[group] - grows[mine]
    reach = np.minimum(grows, others_shrink) + np.minimum(shrinks, others_grow)
    np.maximum.at(found, cell, reach)
    np.maximum.at(found, mate, reach)


def reach(system: System, low: Numbers, high: Numbers) -> Numbers:
    """A width that each hidden cell has for certain, when hidden cells are known to lie in low ... high."""
    found = np.zeros(system.size)
    entries = _entries(system, low, high)
    _alone(system, entries, found)
    _within_sums(system, entries, found)
    _round_corners(system, entries, found)
    return found
