"""Cells of one published table that moved between two releases. Says nothing that the two tables did not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.revisions.fingerprint import columns_of

BEFORE = "release_before"  # the name under which the release that readers have is attached
MOVED = "figures_moved"  # the table in which the cells are gathered
CELLS_LISTED = 2_000  # per table and release; all are counted
PERIODS = ("school_year", "year", "half_year", "leaving_year", "start_year", "date")
_CONTROL = ("is_suppressed", "suppressed_measures")
CELL_SHAPE = """
    release_old varchar, release_new varchar, table_name varchar, municipality_code varchar, period varchar,
    row_key varchar, measure varchar, kind varchar, is_suppressed boolean, old_value varchar, new_value varchar,
    difference double, caused_by varchar[]"""


@dataclass(frozen=True)
class TableChange:
    """What became of one table: its cells by kind, and how many of those are listed."""

    table_name: str
    kind: str  # changed | added | removed | regrained
    cells_added: int = 0
    cells_removed: int = 0
    cells_changed: int = 0
    cells_suppressed: int = 0  # of those: hidden in one of the two releases, so named without values
    cells_listed: int = 0

    @property
    def cells(self) -> int:
        return self.cells_added + self.cells_removed + self.cells_changed


def _hidden(side: str, measure: str, columns: dict[str, str]) -> str:
    if "suppressed_measures" not in columns:
        return "false"
    return f"coalesce(list_contains({side}.suppressed_measures, {literal(measure)}), false)"


def _text(side: str, measure: str, columns: dict[str, str]) -> str:
    return f"cast({f'{side}.{quoted(measure)}' if measure in columns else 'null'} as varchar)"


def _is_number(kind: str | None) -> bool:
    return kind is not None and kind.split("(")[0] in {"BIGINT", "INTEGER", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL"}


def _cell(measure: str, old: dict[str, str], new: dict[str, str]) -> str:
    """One measure of a pair of rows as a struct."""
    before, after = _text("o", measure, old), _text("n", measure, new)
    difference = "cast(null as double)"
    if _is_number(old.get(measure)) and _is_number(new.get(measure)):
        difference = f"cast(n.{quoted(measure)} as double) - cast(o.{quoted(measure)} as double)"
    hidden = (_hidden("o", measure, old), _hidden("n", measure, new))
    return (
        f"{{'measure': {literal(measure)}, 'before': {before}, 'after': {after}, 'difference': {difference}, "
        f"'hid': {hidden[0]}, 'hides': {hidden[1]}}}"
    )


def moved_cells(table: str, keys: Sequence[str], old: dict[str, str], new: dict[str, str]) -> str:
    """A query: the cells that differ between the two releases, one row each.

    A cell that is hidden in one release is named and no more; one that is hidden in both has not moved for a reader.
    """
    measures = [column for column in {**new, **old} if column not in (*keys, *_CONTROL)]
    key_of = {key: f"coalesce(cast(n.{quoted(key)} as varchar), cast(o.{quoted(key)} as varchar))" for key in keys}
    same = " and ".join(f"o.{quoted(key)} is not distinct from n.{quoted(key)}" for key in keys)
    row_key = " || ', ' || ".join(f"{literal(key + '=')} || coalesce({text}, '')" for key, text in key_of.items())
    period = next((key_of[key] for key in PERIODS if key in keys), "cast(null as varchar)")
    cells = ", ".join(_cell(measure, old, new) for measure in measures)
    return f"""
        select
            {literal(table)} as table_name,
            municipality_code, period, row_key, cell.measure,
            case when not was then 'added' when not is_now then 'removed' else 'changed' end as kind,
            cell.hid or cell.hides as is_suppressed,
            case when not (cell.hid or cell.hides) then cell.before end as old_value,
            case when not (cell.hid or cell.hides) then cell.after end as new_value,
            case when not (cell.hid or cell.hides) then cell.difference end as difference
        from (
            select
                {key_of.get("municipality_code", "cast(null as varchar)")} as municipality_code,
                {period} as period, {row_key} as row_key,
                o._side is not null as was, n._side is not null as is_now, unnest([{cells}]) as cell
            from (select *, 1 as _side from {BEFORE}.published.{quoted(table)}) as o
            full join (select *, 1 as _side from published.{quoted(table)}) as n on {same}
        )
        where cell.before is distinct from cell.after or cell.hid <> cell.hides"""


def begin(con: duckdb.DuckDBPyConnection) -> None:
    """An empty table for the cells, beside the files that are open."""
    con.execute(f"create or replace temp table {MOVED} ({CELL_SHAPE})")


def compare_table(
    con: duckdb.DuckDBPyConnection,
    table: str,
    keys: Sequence[str],
    releases: tuple[str, str],
    caused_by: Sequence[str],
) -> TableChange:
    """Counts every cell that moved, and puts the largest movements into the table of cells.

    A table that is new or gone, or whose rows mean something else, is one line: none of its cells is listed.
    """
    (this,) = con.execute("select current_database()").fetchone() or ("",)
    old, new = columns_of(con, BEFORE, "published", table), columns_of(con, this, "published", table)
    if not (old and new and keys and set(keys) <= old.keys() and set(keys) <= new.keys()):
        kind = "added" if not old else "removed" if not new else "regrained"
        return TableChange(table, kind)
    con.execute(f"create or replace temp table cells as {moved_cells(table, keys, old, new)}")
    counted = con.execute(
        "select count(*) filter (kind = 'added'), count(*) filter (kind = 'removed'), "
        "count(*) filter (kind = 'changed'), count(*) filter (is_suppressed) from cells"
    ).fetchone()
    added, removed, changed, suppressed = counted or (0, 0, 0, 0)
    con.execute(
        f"insert into {MOVED} by name select $1 as release_old, $2 as release_new, *, $3::varchar[] as caused_by "
        f"from cells order by abs(difference) desc nulls last, row_key, measure limit {CELLS_LISTED}",
        [*releases, list(caused_by)],
    )
    listed = min(added + removed + changed, CELLS_LISTED)
    return TableChange(table, "changed", added, removed, changed, suppressed, listed)
