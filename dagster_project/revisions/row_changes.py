"""Rows of two loads side by side, inside the engine: what was added, removed, changed, and in which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted

_NTH = "_nth"  # tells rows of one key apart, where a load has several


@dataclass(frozen=True)
class RowChanges:
    """Counts and names of columns; no value of any row."""

    rows_before: int
    rows_after: int
    rows_added: int
    rows_removed: int
    rows_changed: int
    columns_changed: tuple[str, ...]


def typed_rows(con: duckdb.DuckDBPyConnection, path: Path, contract: Contract) -> str:
    """The load's rows in the columns of today's contract, as a query; a column that it did not have is null."""
    relation = f"read_parquet({literal(str(path))})"
    present = {column for column, *_ in con.execute(f"describe select * from {relation}").fetchall()}
    columns = (
        quoted(column.name) if column.name in present else f"cast(null as {column.sql_type}) as {quoted(column.name)}"
        for column in contract.columns
    )
    return f"select {', '.join(columns)} from {relation}"


def _has_repeated_key(con: duckdb.DuckDBPyConnection, rows: str, key: Sequence[str]) -> bool:
    listed = ", ".join(map(quoted, key))
    return con.execute(f"select 1 from ({rows}) group by {listed} having count(*) > 1 limit 1").fetchone() is not None


def _numbered(rows: str, key: Sequence[str], columns: Sequence[str]) -> str:
    listed, order = ", ".join(map(quoted, key)), ", ".join(map(quoted, columns))
    return f"select *, row_number() over (partition by {listed} order by {order}) as {_NTH} from ({rows})"


def paired(con: duckdb.DuckDBPyConnection, old: str, new: str, key: Sequence[str], columns: Sequence[str]) -> str:
    """A query with one row per key: `was`, `is_now`, and every column as old_ and new_. Null keys match each other."""
    on = list(key)
    if any(_has_repeated_key(con, rows, key) for rows in (old, new)):
        old, new = (_numbered(rows, key, columns) for rows in (old, new))
        on.append(_NTH)
    sides = ", ".join(f"o.{quoted(c)} as {quoted('old_' + c)}, n.{quoted(c)} as {quoted('new_' + c)}" for c in columns)
    same = " and ".join(f"o.{quoted(c)} is not distinct from n.{quoted(c)}" for c in on)
    return (
        f"select o._side is not null as was, n._side is not null as is_now, {sides} "
        f"from (select *, 1 as _side from ({old})) as o full join (select *, 1 as _side from ({new})) as n on {same}"
    )


def _by_key(con: duckdb.DuckDBPyConnection, old: str, new: str, contract: Contract) -> tuple[int, ...]:
    rest = [column for column in contract.names if column not in contract.key]
    differs = [f"{quoted('old_' + c)} is distinct from {quoted('new_' + c)}" for c in rest]
    both = "was and is_now"
    changed = [f"count(*) filter ({both} and ({' or '.join(differs) or 'false'}))"]
    changed += [f"count(*) filter ({both} and {condition})" for condition in differs]
    counts = ["count(*) filter (not was)", "count(*) filter (not is_now)", *changed]
    query = paired(con, old, new, contract.key, contract.names)
    return con.execute(f"select {', '.join(counts)} from ({query})").fetchone() or (0,) * len(counts)


def _as_multisets(con: duckdb.DuckDBPyConnection, old: str, new: str, contract: Contract) -> tuple[int, ...]:
    listed = ", ".join(map(quoted, contract.names))
    found = con.execute(
        "select coalesce(sum(n) filter (n > 0), 0), coalesce(-sum(n) filter (n < 0), 0) "
        f"from (select sum(side) as n from "
        f"(select *, 1 as side from ({new}) union all select *, -1 from ({old})) group by {listed})"
    ).fetchone() or (0, 0)
    return (int(found[0]), int(found[1]), 0)


def compare_loads(con: duckdb.DuckDBPyConnection, old: Path, new: Path, contract: Contract) -> RowChanges:
    """What `new` changed in `old`, by the contract's key; without one only rows added and removed are known."""
    before, after = (typed_rows(con, path, contract) for path in (old, new))
    compare = _by_key if contract.key else _as_multisets
    added, removed, changed, *by_column = compare(con, before, after, contract)
    rest = [column for column in contract.names if column not in contract.key]
    moved = tuple(column for column, count in zip(rest, by_column, strict=False) if count)
    rows = [(con.execute(f"select count(*) from ({side})").fetchone() or (0,))[0] for side in (before, after)]
    return RowChanges(rows[0], rows[1], added, removed, changed, moved)
