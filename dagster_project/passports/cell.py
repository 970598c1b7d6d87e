"""One row of a published table, as readers have it, and what it can have been made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from dagster_project.ledger import LoadRow
from dagster_project.passports.contributing import Span, contributing
from dagster_project.passports.figure import Figure, figure
from dagster_project.passports.release import Record, Release, ask
from dagster_project.publish.database import quoted
from dagster_project.report import Text
from dagster_project.warehouse.lineage import Relation

_MARKS = ("is_suppressed", "suppressed_measures")
_MOVES = """
    select moved.*, history.published_at from governance.figure_revision as moved
    inner join governance.release_history as history on moved.release_new = history.release
    where moved.table_name = ? and moved.row_key = ? order by history.number desc, measure
"""
HIDDEN = Text("skjult", "hidden")
MISSING = Text("mangler", "missing")


class CellNotFoundError(LookupError):
    """No such table, key, measure or row; the text says which there are."""


@dataclass(frozen=True)
class Cell:
    """A row by its key; `shown` is what readers see of each measure: a value, or that it is hidden or missing."""

    figure: Figure
    keys: dict[str, str]
    shown: dict[str, Text]
    loads: dict[str, tuple[Span | None, list[LoadRow]]]
    earlier: list[Record]  # how the row moved between releases, newest first; what was hidden has no value there either


def _shown(name: str, value: Any, hidden: list[str] | None) -> Text:
    if name in (hidden or ()):
        return HIDDEN
    if value is None:
        return MISSING
    return Text(str(value).replace(".", ",") if isinstance(value, (float, Decimal)) else str(value), str(value))


def _row(release: Release, table: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """From the published table only: an exact value is not even read."""
    name = quoted(Relation("published", table))
    where = " and ".join(f'cast("{key}" as varchar) = ?' for key in keys)
    with duckdb.connect(str(release.run.settings.database), read_only=True) as connection:
        found = connection.execute(f"select * from {name} where {where}", list(keys.values()))
        names = [column[0] for column in found.description or ()]
        row = found.fetchone()
        if row:
            return dict(zip(names, row, strict=True))
        for key in keys:
            known = connection.execute(f'select distinct cast("{key}" as varchar) from {name} order by 1').fetchall()
            values = [str(value) for (value,) in known]
            if keys[key] not in values:
                raise CellNotFoundError(f"{table} has no {key} {keys[key]!r}; it has {', '.join(values[:40])}")
    raise CellNotFoundError(f"{table} has no row with {', '.join(f'{key}={value}' for key, value in keys.items())}")


def find_cell(release: Release, table: str, keys: Mapping[str, str], measure: str | None = None) -> Cell:
    """The row with these keys, or one measure of it. Raises CellNotFoundError."""
    if table not in release.figures:
        raise CellNotFoundError(f"no published table {table}; there are {', '.join(sorted(release.figures))}")
    found = figure(release, table)
    if set(keys) != set(found.keys):
        raise CellNotFoundError(f"a row of {table} is found by {', '.join(found.keys)}, all of them and nothing else")
    measures = [each.name for each in found.measures if not each.is_key and each.name not in _MARKS]
    if measure is not None and measure not in measures:
        raise CellNotFoundError(f"{table} has no measure {measure}; it has {', '.join(measures)}")
    row = _row(release, table, keys)
    shown = {name: _shown(name, row[name], row["suppressed_measures"]) for name in measures if measure in (None, name)}
    ordered = {key: keys[key] for key in found.keys}
    row_key = ", ".join(f"{key}={value}" for key, value in ordered.items())
    moves = ask(release.run.settings, _MOVES, [table, row_key])
    earlier = [move for move in moves if move["measure"] in shown]
    return Cell(found, ordered, shown, contributing(release, table, keys), earlier)
