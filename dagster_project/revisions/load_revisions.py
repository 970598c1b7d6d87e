"""Which loads took another's place since the last look, however that came about, and what each changed in the rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from dagster_project.contracts.load import load_contracts
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.store import now
from dagster_project.outcomes import LoadStatus, Progress
from dagster_project.revisions.row_changes import RowChanges, compare_loads
from dagster_project.settings import Settings

Pair = tuple[str, str]  # the load that was in force, the load that is
_WAS_IN_FORCE = (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED)


def pairs_to_record(
    rows: Iterable[LoadRow], recorded: Iterable[Pair], published: Mapping[tuple[str, str], str]
) -> list[Pair]:
    """Successions that nobody has recorded, in the order in which they came.

    A load names the one that it replaced. What came back when its successor was turned down after all names nobody:
    there the load in force is held against the last one that was known to be, by a revision or by a release.
    """
    rows = list(rows)
    period_of = {row.load_id: (row.source, row.period) for row in rows}
    known, last = set(recorded), dict(published)
    last |= {period_of[new]: new for _old, new in recorded if new in period_of}
    found: list[Pair] = []
    for row in rows:
        if row.supersedes and row.status in _WAS_IN_FORCE and (row.supersedes, row.load_id) not in known:
            found.append((row.supersedes, row.load_id))
            last[row.source, row.period] = row.load_id
    for row in rows:
        before = last.get((row.source, row.period))
        if row.status is LoadStatus.ACCEPTED and before not in (None, row.load_id):
            found.append((str(before), row.load_id))
    return found


def parquet_of(settings: Settings, row: LoadRow) -> Path:
    """Where the typed rows of a load lie."""
    return settings.registers / row.source / f"{row.load_id}.parquet"


def _connection(settings: Settings) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(f"set memory_limit = '{settings.memory_limit}'")
    con.execute(f"set threads = {settings.threads}")
    con.execute(f"set temp_directory = '{settings.restricted / 'spill'}'")
    con.execute("set preserve_insertion_order = false")
    return con


def _compare(settings: Settings, old: LoadRow, new: LoadRow) -> RowChanges | None:
    """None when the rows of one of them are no longer kept."""
    before, after = parquet_of(settings, old), parquet_of(settings, new)
    if not (before.exists() and after.exists()):
        return None
    with _connection(settings) as con:
        return compare_loads(con, before, after, load_contracts()[new.source])


def _insert(ledger: Ledger, old: LoadRow, new: LoadRow, changes: RowChanges | None) -> None:
    counts = (
        (changes.rows_before, changes.rows_after, changes.rows_added, changes.rows_removed, changes.rows_changed)
        if changes
        else (None,) * 5
    )
    columns = json.dumps(changes.columns_changed) if changes else None
    with ledger.transaction() as db:
        db.execute(
            "insert into revision (source, period, old_load, new_load, rows_before, rows_after, rows_added, "
            "rows_removed, rows_changed, columns_changed, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (new.source, new.period, old.load_id, new.load_id, *counts, columns, now()),
        )


def record_load_revisions(
    settings: Settings, published: Mapping[tuple[str, str], str], *, progress: Progress
) -> list[Pair]:
    """Records every succession that is not on record; `published` has the loads of the last release by period."""
    ledger = Ledger(settings.ledger)
    rows = {row.load_id: row for row in ledger.loads()}
    columns, recorded = ledger.table("revision")
    old_at, new_at = columns.index("old_load"), columns.index("new_load")
    pairs = pairs_to_record(rows.values(), [(row[old_at], row[new_at]) for row in recorded], published)
    for old_id, new_id in pairs:
        old, new = rows[old_id], rows[new_id]
        changes = _compare(settings, old, new)
        _insert(ledger, old, new, changes)
        said = "the rows of one are no longer kept"
        if changes:
            said = f"{changes.rows_added} rows added, {changes.rows_removed} removed, {changes.rows_changed} changed"
        progress(f"revision: {new.source} {new.period}, {old_id} → {new_id}: {said}")
    return pairs
