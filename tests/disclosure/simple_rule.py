"""The simplest rule that a person could follow and that is safe too: hide the whole breakdown.

Where a part of a sum is hidden, every part that is not zero is hidden with it; where that leaves one part, or parts of
too few persons together, the sum goes as well. It spreads through the tables that share a figure, until nothing moves.
"""

from __future__ import annotations

from typing import Any

from tests.disclosure.attack import DECLARED, PERSONS, THRESHOLD, Report, attack
from tests.disclosure.book import Book, Sum
from tests.disclosure.masks import FREE, Rows, by_key, everything_but_zeros
from tests.disclosure.outside import Cell, Tables

Equation = tuple[list[Cell], list[Cell]]


def _sums(published: Rows, exact: Rows) -> list[Sum]:
    """Every relation between counts, read from the notebook of one who sees nothing but zeros."""
    book = Book(Tables(everything_but_zeros(published, exact)))
    for declare in DECLARED:
        declare(book)
    return [one for one in book.sums if all(cell.measure in PERSONS.get(cell.table, ()) for _, cell in one[0])]


def _equations(sums: list[Sum]) -> list[Equation]:
    """Both sides of every equation."""
    return [
        ([cell for weight, cell in terms if weight > 0], [cell for weight, cell in terms if weight < 0])
        for terms, low, high in sums
        if low == high == 0
    ]


def _whole_breakdowns(equations: list[Equation], hidden: set[Cell], value: dict[Cell, float]) -> set[Cell]:
    where: dict[Cell, list[int]] = {}
    for number, sides in enumerate(equations):
        for cell in (*sides[0], *sides[1]):
            where.setdefault(cell, []).append(number)
    waiting = list(hidden)
    while waiting:
        cell = waiting.pop()
        for number in where.get(cell, ()):
            parts, wholes = equations[number] if cell in equations[number][0] else equations[number][::-1]
            alone = [part for part in parts if value.get(part)]
            goes = set(alone)
            if len(alone) < 2 or sum(value[part] for part in alone) < THRESHOLD or len(parts) == len(wholes):
                goes |= {whole for whole in wholes if value.get(whole)}
            waiting += goes - hidden
            hidden |= goes
    return hidden


def hide_breakdowns(published: Rows, exact: Rows, turns: int = 3) -> tuple[Rows, Report]:
    """The tables under the rule, and the attack on them.

    What is recovered all the same (an order between counts told it) takes along what stands beside it in any sum.
    """
    value, sums = Tables(exact).known, _sums(published, exact)
    hidden = {
        cell
        for cell, count in value.items()
        if cell.table in published and cell.measure in PERSONS.get(cell.table, ()) and 0 < count < THRESHOLD
    }
    while True:
        hidden = _whole_breakdowns(_equations(sums), hidden, value)
        rows = _masked(published, exact, hidden)
        report = attack(rows, exact)
        told = {one.cell for one in report.recovered}
        beside = {cell for terms, _, _ in sums if told & {c for _, c in terms} for _, cell in terms if value.get(cell)}
        turns -= 1
        if beside <= hidden or not turns:
            return rows, report
        hidden |= beside


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
    silent = [m for m in row if isinstance(row[m], float) and m not in FREE] if names else []
    silent += [m for m in shown["suppressed_measures"] or () if m not in PERSONS.get(table, ())]
    values = {m: None if m in (*names, *silent) else value for m, value in row.items() if m in shown}
    return {**shown, **values, "is_suppressed": bool(names), "suppressed_measures": names or None}
