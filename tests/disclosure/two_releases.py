"""The attack of one who kept the release before: both are true, and what did not move is the same figure in both.

The attacker is taken to know which groups a redelivery reached: in all others, whatever is hidden twice is one unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.disclosure.attack import DECLARED, DIVIDED, THRESHOLD, TOO_NARROW, _persons, divide, system_of
from tests.disclosure.book import Book
from tests.disclosure.extremes import narrow_unknowns
from tests.disclosure.outside import Cell, Tables
from tests.disclosure.system import System

Rows = dict[str, list[dict[str, Any]]]
Group = Callable[[Cell], object]


@dataclass(frozen=True)
class Known:
    """A hidden count of one of the releases (0 the first), and how far it can still lie for one who has both."""

    release: int
    cell: Cell
    low: float
    high: float
    why: str

    def __str__(self) -> str:
        return f"{self.cell} of release {self.release}: {self.low:g} to {self.high:g} ({self.why})"


def by_row(cell: Cell) -> object:
    """The attacker who knows most: for every cell whether it moved."""
    return cell


def unmoved(exact: tuple[Rows, Rows], group: Group) -> set[Cell]:
    """Cells of the groups in which nothing moved."""
    values = [Tables(rows).known for rows in exact]
    moved = {group(cell) for cell in values[0].keys() | values[1].keys() if values[0].get(cell) != values[1].get(cell)}
    return {cell for cell in values[0].keys() & values[1].keys() if group(cell) not in moved}


def _told_by_the_other(tables: tuple[Tables, Tables], same: set[Cell]) -> list[tuple[int, Cell]]:
    """Cells that one release shows and the other hid, though they did not move."""
    return [
        (number, cell)
        for number, (own, other) in enumerate([tables, tables[::-1]])
        for cell in [cell for cell in own.hidden if cell in same and cell in other.known]
        if own.learn(cell, other.known[cell])
    ]


def _joined(systems: list[System], same: set[Cell]) -> tuple[System, list[dict[int, int]]]:
    """Both systems as one; a cell that did not move is one unknown."""
    both, places = System(), []
    for number, system in enumerate(systems):
        place = {}
        for own, name in enumerate(system.names):
            shared = name if name in same else (number, name)
            place[own] = both.unknown(shared, system.low[own], system.high[own], system.whole[own])
        for relation in system.relations:
            terms: dict[int, float] = {}
            for own, weight in zip(relation.unknowns, relation.coefficients, strict=True):
                terms[place[own]] = terms.get(place[own], 0) + weight
            both.relate(terms, relation.low, relation.high)
        places.append(place)
    return both, places


def attack_both(published: tuple[Rows, Rows], exact: tuple[Rows, Rows], group: Group = by_row) -> list[Known]:
    """Hidden counts, of either release, that lie within less than the threshold."""
    same = unmoved(exact, group)
    tables = (Tables(published[0]), Tables(published[1]))
    books = [Book(one) for one in tables]
    for book in books:
        for declare in DECLARED:
            declare(book)
    hidden = [dict.fromkeys(cell for cell in one.hidden if _persons(cell)) for one in tables]
    news = True
    found: list[tuple[int, Cell]] = []
    while news:
        for book in books:
            divide(book)
        news = bool(told := _told_by_the_other(tables, same))
        found += told
    told_cells = {(number, cell) for number, cell in found if _persons(cell)}
    result = [Known(number, cell, *[tables[number].known[cell]] * 2, DIVIDED) for number, cell in sorted(told_cells)]
    systems = [system_of(book) for book in books]
    both, places = _joined(systems, same)
    needs = {
        place[system.place[cell]]: float(THRESHOLD)
        for place, system, cells in zip(places, systems, hidden, strict=True)
        for cell in cells
        if cell in system.place and cell.table not in ("personnel",)
    }
    narrow = narrow_unknowns(both, needs)
    for number, (place, system, cells) in enumerate(zip(places, systems, hidden, strict=True)):
        result += [
            Known(number, cell, *narrow[place[system.place[cell]]], TOO_NARROW)
            for cell in cells
            if cell in system.place and place[system.place[cell]] in narrow
        ]
    return result
