"""The simplest rule that is safe too: nothing is shown that hangs together with a small count.

Figures hang together when somebody can say that they add up, that one bounds another, or that they are the same. What
is hidden then has nothing beside it to be worked out from.
"""

from __future__ import annotations

from typing import Any

from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tests.disclosure.attack import DECLARED, PERSONS, THRESHOLD
from tests.disclosure.book import Book
from tests.disclosure.masks import FREE, Rows, by_key, everything_but_zeros
from tests.disclosure.outside import Cell, Tables


def _relations(published: Rows, exact: Rows) -> list[set[Cell]]:
    """The cells of every relation, read from the notebook of one who sees nothing but zeros."""
    book = Book(Tables(everything_but_zeros(published, exact)))
    for declare in DECLARED:
        declare(book)
    sums = [{cell for _, cell in terms} for terms, *_ in (*book.sums, *book.differences)]
    factors = [{one for one in (*product[:3],) if isinstance(one, Cell)} for product in book.products]
    indices = [{cell, *above, *below} for cell, above, below in book.indices]
    return [*sums, *factors, *indices, *map(set, book.shares)]


def _linked(relations: list[set[Cell]], value: dict[Cell, float]) -> list[set[Cell]]:
    """Groups of cells that hang together; a zero is shown, so nothing hangs on it."""
    number: dict[Cell, int] = {}
    cells, places = [], []
    for place, related in enumerate(relations):
        for cell in related:
            if value.get(cell, 1):
                cells.append(number.setdefault(cell, len(number)))
                places.append(place)
    size = len(number) + len(relations)
    links = coo_matrix(([1] * len(cells), (cells, [len(number) + place for place in places])), shape=(size, size))
    groups: dict[int, set[Cell]] = {}
    for cell, group in zip(number, connected_components(links, directed=False)[1], strict=False):
        groups.setdefault(int(group), set()).add(cell)
    return list(groups.values())


def hide_what_is_linked(published: Rows, exact: Rows) -> Rows:
    """The tables under the rule."""
    value = Tables(exact).known
    hidden = {
        cell
        for cell, count in value.items()
        if cell.table in published and cell.measure in PERSONS.get(cell.table, ()) and 0 < count < THRESHOLD
    }
    for group in _linked(_relations(published, exact), value):
        if hidden & group:
            hidden |= group
    return _masked(published, exact, hidden)


def _masked(published: Rows, exact: Rows, hidden: set[Cell]) -> Rows:
    found: Rows = {}
    for table, rows in exact.items():
        if table in published:
            shown = by_key(table, published[table])
            found[table] = [_row(table, key, row, shown[key], hidden) for key, row in by_key(table, rows).items()]
    return found


def _row(
    table: str, key: tuple[Any, ...], row: dict[str, Any], shown: dict[str, Any], hidden: set[Cell]
) -> dict[str, Any]:
    """A row with a hidden count shows nothing but counts, and what is everybody's."""
    names = [m for m in row if Cell(table, key, m) in hidden]
    others = shown["suppressed_measures"] or ()
    silent = [m for m in row if m not in PERSONS.get(table, ()) and (isinstance(row[m], float) or m in others)]
    silent = [m for m in silent if m not in FREE and m not in names] if names else []
    values = {m: None if m in (*names, *silent) else value for m, value in row.items() if m in shown}
    return {**shown, **values, "is_suppressed": bool(names), "suppressed_measures": [*names, *silent] or None}
