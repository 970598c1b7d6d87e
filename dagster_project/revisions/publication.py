"""What a publication adds to the history: put on record before readers get it, in force once they have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project import __version__
from dagster_project.contracts.sql import literal
from dagster_project.ledger import Ledger
from dagster_project.outcomes import Progress
from dagster_project.revisions.causes import loads_of, other_causes, sources_of
from dagster_project.revisions.figure_changes import BEFORE, MOVED, begin, compare_table
from dagster_project.revisions.fingerprint import Fingerprint, fingerprints
from dagster_project.revisions.history import (
    RecordedChange,
    Release,
    confirm,
    credit_revisions,
    fingerprints_of,
    forget,
    releases,
    store,
)
from dagster_project.revisions.holes import forget_holes, keep_holes
from dagster_project.revisions.load_revisions import parquet_of, record_load_revisions
from dagster_project.revisions.parameters import parameters
from dagster_project.settings import Settings
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.state import Build

Tables = dict[str, Fingerprint]


def cells_file(settings: Settings, number: int) -> Path:
    """Where the cells that moved in one release are kept; published values only, but nobody else's business."""
    return settings.restricted / "revisions" / f"{number:06d}.parquet"


def put_in_force(settings: Settings, in_database: str | None) -> None:
    """Settles what a crash may have left open: what readers have is in force, what they never got is forgotten."""
    ledger = Ledger(settings.ledger)
    for release in releases(ledger):
        if not release.in_force and release.release == in_database:
            confirm(ledger, release.release)
        elif not release.in_force:
            forget(ledger, release)
            cells_file(settings, release.number).unlink(missing_ok=True)
            forget_holes(settings, release.number)


def _release(settings: Settings, release: str, build: Build, previous: Release | None) -> Release:
    state, rows = build.state, {row.load_id: row for row in Ledger(settings.ledger).loads()}
    paths = {load: parquet_of(settings, rows[load]) for ids in state.loads.values() for load in ids if load in rows}
    now = {load for ids in state.loads.values() for load in ids}
    before = previous.load_ids if previous else now
    return Release(
        release=release, build=state.id, as_of=state.as_of, code=state.code, software=__version__,
        published_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seeds_delivered=state.seeds_delivered, pseudonyms=state.pseudonyms, risk_model=state.risk_model,
        parameters=parameters(), loads=state.loads, left_out=build.left_out,
        load_bytes={load: path.stat().st_size for load, path in paths.items() if path.exists()},
        previous=previous.release if previous else None,
        loads_in=sorted(now - before), loads_out=sorted(before - now),
        other_causes=other_causes(previous, state) if previous else [],
    )  # fmt: skip


@contextmanager
def _before(con: duckdb.DuckDBPyConnection, database: Path, release: str | None) -> Iterator[bool]:
    """The file that readers have, attached; False unless it opens and holds the release that the ledger says."""
    if release is None or not database.exists():
        yield False
        return
    try:
        con.execute(f"attach {literal(str(database))} as {BEFORE} (read_only)")
        found = con.execute(f"select release from {BEFORE}.governance.release").fetchone()
    except duckdb.Error:
        found = None
    try:
        yield found == (release,)
    finally:
        con.execute(f"detach database if exists {BEFORE}")


def _tables(prints: Sequence[Fingerprint]) -> Tables:
    return {found.table_name: found for found in prints if found.table_schema == "published"}


def _keys() -> dict[str, list[str]]:
    """Published table → its grain."""
    published = [node for node in manifest()["nodes"].values() if node["schema"] == "published"]
    return {node["alias"]: node["config"]["meta"].get("disclosure", {}).get("keys", []) for node in published}


def _compare(
    con: duckdb.DuckDBPyConnection, ledger: Ledger, release: Release, previous: Release, now: Tables
) -> list[RecordedChange]:
    """Every published table whose fingerprint is another one; the others are not read again."""
    before, keys = _tables(fingerprints_of(ledger, previous.number)), _keys()
    loads = loads_of(release, ledger.loads())
    found = []
    for table in sorted(before.keys() | now.keys()):
        sides = [side.get(table) for side in (before, now)]
        if sides[0] == sides[1]:
            continue
        sources = sources_of(manifest(), "published", table)
        caused_by = sorted(load for load, source in loads.items() if source in sources) + release.other_causes
        change = compare_table(con, table, keys.get(table, []), (previous.release, release.release), caused_by)
        rows_before, rows_after = (side.rows if side else None for side in sides)
        found.append(RecordedChange(change, rows_before, rows_after, caused_by))
    return found


def _moved_by_source(changes: Sequence[RecordedChange]) -> dict[str, int]:
    """Cells that moved in the tables that rest on each source."""
    moved: dict[str, int] = {}
    for item in changes:
        for source in sources_of(manifest(), "published", item.change.table_name):
            moved[source] = moved.get(source, 0) + item.change.cells
    return moved


def record(
    con: duckdb.DuckDBPyConnection, settings: Settings, release: str, build: Build, *, progress: Progress
) -> None:
    """Puts the release that is being made (`con` is its file) on record: of what, and what moves by it.

    Does nothing for a release that is on record already: a crash kept one of its two places from readers.
    """
    ledger = Ledger(settings.ledger)
    past = releases(ledger)
    if past and past[-1].release == release:
        return
    previous = past[-1] if past else None
    in_periods = _loads_by_period(ledger, previous)
    record_load_revisions(settings, in_periods, progress=progress)
    prepared = _release(settings, release, build, previous)
    (this,) = con.execute("select current_database()").fetchone() or ("",)
    tables = fingerprints(con, this)
    begin(con)
    changes: list[RecordedChange] = []
    with _before(con, settings.database, prepared.previous) as is_there:
        if previous and is_there:
            changes = _compare(con, ledger, prepared, previous, _tables(tables))
    stored = store(ledger, prepared, tables, changes)
    credit_revisions(ledger, release, _moved_by_source(changes) if is_there else None)
    _keep_cells(con, cells_file(settings, stored.number))
    keep_holes(settings, stored.number)
    if changes:
        cells = sum(item.change.cells for item in changes)
        progress(f"publish: {cells} figures moved in {len(changes)} of {len(_tables(tables))} published tables")


def _loads_by_period(ledger: Ledger, previous: Release | None) -> Mapping[tuple[str, str], str]:
    rows = {row.load_id: row for row in ledger.loads()}
    known = previous.load_ids & rows.keys() if previous else set()
    return {(rows[load].source, rows[load].period): load for load in known}


def _keep_cells(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    if con.execute(f"select 1 from {MOVED} limit 1").fetchone():
        con.execute(f"copy {MOVED} to {literal(str(path))} (format parquet, compression zstd)")
    con.execute(f"drop table {MOVED}")
    con.execute("drop table if exists cells")
