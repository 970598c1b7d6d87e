"""Cells and equations of several tables, put together until they are one system."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dagster_project.disclosure.rows import NOWHERE, Rows
from dagster_project.disclosure.system import Flags, Indices, Numbers, System, build


@dataclass
class Builder:
    """Grows by whole tables and whole kinds of sums; `cells[table][measure]` has a cell per row."""

    threshold: int
    cells: dict[str, dict[str, Indices]] = field(default_factory=dict)
    own_first: dict[str, dict[str, Flags]] = field(default_factory=dict)
    _value: list[Numbers] = field(default_factory=list)
    _first: list[Flags] = field(default_factory=list)
    _published: list[Flags] = field(default_factory=list)
    _entries: list[tuple[Indices, Indices, Numbers]] = field(default_factory=list)
    _at_most: list[Flags] = field(default_factory=list)
    _constant: list[Numbers] = field(default_factory=list)
    _also_first: list[Indices] = field(default_factory=list)
    _kept: list[Indices] = field(default_factory=list)
    _size: int = 0
    _equations: int = 0

    def add_cells(self, value: Numbers, first: Flags, *, published: bool) -> Indices:
        """Cells for those rows that have a value; NOWHERE for the others."""
        there = ~np.isnan(value)
        numbers = np.full(len(value), NOWHERE)
        numbers[there] = self._size + np.arange(int(there.sum()))
        self._size += int(there.sum())
        self._value.append(value[there])
        self._first.append(first[there])
        self._published.append(np.full(int(there.sum()), published))
        return numbers

    def also_first(self, cells: Indices) -> None:
        """Cells that another table hides first."""
        self._also_first.append(cells)

    def keep_hidden(self, cells: Indices) -> None:
        """Cells that stay hidden, needed or not: whoever has the release before must not find them shown."""
        self._kept.append(cells[cells != NOWHERE])

    def value_of(self, cells: Indices) -> Numbers:
        values = np.concatenate([*self._value, [np.nan]])
        return values[cells]

    def add(
        self, number: Indices, cell: Indices, sign: Numbers, *, at_most: bool = False, known: bool = False, says: str
    ) -> None:
        """Equations 0, 1, ... by `number`: sum(sign x cell) is 0, or at most 0; `known`: or what it is, as all know.

        An equation with a cell that has no value is left out; one that does not hold is an error.
        """
        if not len(number):
            return
        names, place = np.unique(number, return_inverse=True)
        broken = np.bincount(place, weights=cell == NOWHERE, minlength=len(names)) > 0
        keep = ~broken[place]
        names, place = np.unique(place[keep], return_inverse=True)
        cell, sign = cell[keep], sign[keep]
        total = np.bincount(place, weights=sign * self.value_of(cell), minlength=len(names))
        wrong = total > 1e-6 if at_most else np.abs(total) > 1e-6
        if wrong.any() and not known:
            raise ValueError(f"{says}: does not hold for {int(wrong.sum())} of {len(names)}")
        self._entries.append((self._equations + place, cell, sign))
        self._at_most.append(np.full(len(names), at_most))
        self._constant.append(np.where(known, total, 0.0))
        self._equations += len(names)

    def add_at_most(self, lower: Indices, upper: Indices, says: str) -> None:
        """lower <= upper, pair by pair. Where they are equal they count as one cell: that protects both from more."""
        there = (lower != NOWHERE) & (upper != NOWHERE)
        lower, upper = lower[there], upper[there]
        equal = self.value_of(lower) == self.value_of(upper)
        for chosen, at_most in ((equal, False), (~equal, True)):
            number = np.tile(np.arange(int(chosen.sum())), 2)
            sign = np.repeat([1.0, -1.0], int(chosen.sum()))
            self.add(number, np.concatenate([lower[chosen], upper[chosen]]), sign, at_most=at_most, says=says)

    def rest(self, part: Indices, whole: Indices, says: str) -> Indices:
        """part + rest = whole for every pair once; the rest is protected when it is small itself. The rest per row."""
        there = (part != NOWHERE) & (whole != NOWHERE)
        pairs, place = np.unique(np.column_stack([part, whole])[there], axis=0, return_inverse=True)
        value = self.value_of(pairs[:, 1]) - self.value_of(pairs[:, 0])
        if (value < -1e-6).any():
            raise ValueError(f"{says}: a share above 1")
        rest = self.add_cells(value, (value > 0) & (value < self.threshold), published=False)
        number = np.tile(np.arange(len(pairs)), 3)
        sign = np.repeat([1.0, 1.0, -1.0], len(pairs))
        self.add(number, np.concatenate([pairs[:, 0], rest, pairs[:, 1]]), sign, says=says)
        found = np.full(len(part), NOWHERE)
        found[there] = rest[place]
        return found

    def system(self) -> System:
        """Everything that was added, as arrays."""
        value = np.concatenate(self._value) if self._value else np.empty(0)
        entries = self._entries or [(np.empty(0, int), np.empty(0, int), np.empty(0))]
        number, cell, sign = (np.concatenate(part) for part in zip(*entries, strict=True))
        nothing = np.empty(0)
        first = np.concatenate(self._first or [nothing.astype(bool)])
        for cells in self._also_first:
            first[cells] = True
        system = build(
            value,
            first,
            np.concatenate(self._published or [nothing.astype(bool)]),
            value,
            number,
            cell,
            sign,
            np.concatenate(self._at_most or [nothing.astype(bool)]),
            np.concatenate(self._constant or [nothing]),
            self.threshold,
        )
        for cells in self._kept:
            system.hidden[system.place[cells]] = True
        return system


def small(value: Numbers, threshold: int) -> Flags:
    """Above zero and under the threshold; nothing else is."""
    found: Flags = (value > 0) & (value < threshold)
    return found


def first_hidden(rows: Rows, threshold: int) -> dict[str, Flags]:
    """Which counts the rules of the table hide by themselves, as the macro `hiding_conditions` says it."""
    found = {name: small(rows.values(name), threshold) for name in rows.declared.counts if rows.has(name)}
    for name in found:
        beside = rows.declared.measures[name].get("or_small")
        if beside:
            found[name] |= small(rows.values(beside), threshold)
    for numerator, denominator in rows.declared.judged:
        if rows.has(numerator) and rows.has(denominator):
            found[numerator] |= small(rows.values(denominator) - rows.values(numerator), threshold)
    # A zero is shown as zero.
    return {name: flags & (rows.values(name) != 0) for name, flags in found.items()}
