"""Other ways to hide: what the attack is tried on to see that it works, and what the engine is compared with."""

from __future__ import annotations

from typing import Any

from tests.disclosure.attack import DETERMINED, PERSONS, THRESHOLD, attack
from tests.disclosure.outside import GRAINS, Cell

Rows = dict[str, list[dict[str, Any]]]


def by_key(table: str, rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows of a table by its grain."""
    names = GRAINS[table].split()
    return {tuple(row[name] for name in names): row for row in rows}


def shown_again(published: Rows, exact: Rows, keep: Any) -> Rows:
    """The published tables with every hidden cell shown for which `keep(table, measure, exact row)` is false."""
    found: Rows = {}
    for table, rows in published.items():
        originals = by_key(table, exact[table])
        names = GRAINS[table].split()
        found[table] = []
        for row in rows:
            original = originals[tuple(row[name] for name in names)]
            hidden = [m for m in row["suppressed_measures"] or () if keep(table, m, original)]
            values = {m: None if m in hidden else original[m] for m in row if m in original}
            found[table].append({**row, **values, "is_suppressed": bool(hidden), "suppressed_measures": hidden or None})
    return found


def only_first_hidden(published: Rows, exact: Rows) -> Rows:
    """As if nothing but small counts had been hidden, and what is no count with them."""

    def keep(table: str, measure: str, original: dict[str, Any]) -> bool:
        return measure not in PERSONS.get(table, ()) or 0 < float(original[measure] or 0) < THRESHOLD

    return shown_again(published, exact, keep)


def everything_but_zeros(published: Rows, exact: Rows) -> Rows:
    """Every count that is not zero is hidden: what is known then, nobody can hide."""
    found: Rows = {}
    for table, rows in exact.items():
        if table not in published:
            continue
        measures = PERSONS.get(table, frozenset())
        found[table] = []
        shown = by_key(table, published[table])
        for key, row in by_key(table, rows).items():
            others = set(shown[key]["suppressed_measures"] or ())
            hidden = [m for m in row if (m in measures and row[m]) or m in others or (m not in measures and _tells(m))]
            hidden = [m for m in hidden if row[m] is not None and m not in GRAINS[table].split()]
            values = {m: None if m in hidden else value for m, value in row.items() if m in shown[key]}
            found[table].append({**shown[key], **values, "is_suppressed": bool(hidden), "suppressed_measures": hidden})
    return found


FREE = ("amount_current", "amount_fixed", "target_rate", "share_moved")
TELLING = ("rate", "share", "mean", "days", "helaarsboern", "cost", "index", "distance", "per_pupil", "value", "change")


def _tells(measure: str) -> bool:
    """A number that is no count and not the public's anyway."""
    return measure not in FREE and any(word in measure for word in TELLING)


def unavoidable(published: Rows, exact: Rows, cells: list[Cell]) -> set[Cell]:
    """Of these cells: what zeros and small counts tell one who knows the small ones: four ones in a group of four.

    Then no other cell of that measure could be hidden to any use; all of them are hidden here to see it.
    """
    near = {(cell.table, cell.key[:2]) for cell in cells}
    asked = {(cell.table, cell.measure) for cell in cells}
    some: tuple[Rows, Rows] = ({}, {})
    for part, rows in zip(some, (published, exact), strict=True):
        for table in {cell.table for cell in cells}:
            part[table] = [row for key, row in by_key(table, rows[table]).items() if (table, key[:2]) in near]
    for table, rows in some[0].items():
        originals = by_key(table, some[1][table])
        for place, (key, row) in enumerate(by_key(table, rows).items()):
            more = [m for m in row if (table, m) in asked and originals[key][m]]
            hidden = [*dict.fromkeys([*(row["suppressed_measures"] or ()), *more])]
            rows[place] = {**row, **dict.fromkeys(more), "suppressed_measures": hidden or None}
    report = attack(*some)
    return {one.cell for one in report.recovered if one.why == DETERMINED}
