"""Every release that readers were given, and what it was made of: enough to make it again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dagster_project.ledger import Ledger
from dagster_project.revisions.figure_changes import TableChange
from dagster_project.revisions.fingerprint import Fingerprint

_JSON = ("parameters", "loads", "load_bytes", "left_out", "loads_in", "loads_out", "other_causes")


@dataclass(frozen=True)
class Release:
    """One publication. `loads` is source → ids in force; `number` counts them, and is 0 before the ledger has it."""

    release: str
    build: str
    as_of: str
    published_at: str
    software: str
    code: str
    seeds_delivered: str
    pseudonyms: str  # a mark of the key, not the key
    risk_model: bool
    parameters: dict[str, Any] = field(default_factory=dict)
    loads: dict[str, list[str]] = field(default_factory=dict)
    load_bytes: dict[str, int] = field(default_factory=dict)  # size of each load's typed rows
    left_out: dict[str, list[str]] = field(default_factory=dict)
    previous: str | None = None
    loads_in: list[str] = field(default_factory=list)
    loads_out: list[str] = field(default_factory=list)
    other_causes: list[str] = field(default_factory=list)
    in_force: bool = False  # whether the exchange that gave it to readers is known to have happened
    number: int = 0

    @property
    def load_ids(self) -> set[str]:
        return {load for ids in self.loads.values() for load in ids}


@dataclass(frozen=True)
class RecordedChange:
    """A table that is not what it was in the release before: its rows then and now, and what may have caused it."""

    change: TableChange
    rows_before: int | None
    rows_after: int | None
    caused_by: list[str]


def _release(found: sqlite3.Row) -> Release:
    values = dict(found) | {name: json.loads(found[name]) for name in _JSON}
    return Release(**(values | {name: bool(values[name]) for name in ("risk_model", "in_force")}))


def _insert(db: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    written = {key: json.dumps(value) if isinstance(value, dict | list) else value for key, value in values.items()}
    marks = ", ".join(f":{name}" for name in written)
    return int(db.execute(f"insert into {table} ({', '.join(written)}) values ({marks})", written).lastrowid or 0)


def releases(ledger: Ledger) -> list[Release]:
    """Every publication in the order in which they were made, also one that was prepared and never given to readers."""
    with ledger.transaction() as db:
        return [_release(found) for found in db.execute("select * from release_history order by number")]


def fingerprints_of(ledger: Ledger, number: int) -> list[Fingerprint]:
    """The tables of one publication."""
    wanted = "table_schema, table_name, rows, fingerprint"
    with ledger.transaction() as db:
        found = db.execute(f"select {wanted} from release_table where number = ? order by 1, 2", [number])
        return [Fingerprint(*row) for row in found]


def store(
    ledger: Ledger, release: Release, tables: Iterable[Fingerprint], changes: Iterable[RecordedChange]
) -> Release:
    """Puts a prepared release on record; it is in force once `confirm` says so."""
    with ledger.transaction() as db:
        number = _insert(db, "release_history", {k: v for k, v in vars(release).items() if k != "number"})
        for table in tables:
            _insert(db, "release_table", {"number": number, **vars(table)})
        for item in changes:
            rows = {"rows_before": item.rows_before, "rows_after": item.rows_after, "caused_by": item.caused_by}
            _insert(db, "release_change", {"number": number, **vars(item.change), **rows})
        found = db.execute("select * from release_history where number = ?", [number]).fetchone()
        return _release(found)


def credit_revisions(ledger: Ledger, release: str, moved: dict[str, int] | None) -> None:
    """Says of the revisions that no release has shown yet that this one does, and how many cells moved.

    `moved` is source → cells, or None where readers had no release before: nothing can have moved for them.
    """
    with ledger.transaction() as db:
        for number, source in db.execute("select number, source from revision where release is null").fetchall():
            cells = None if moved is None else moved.get(source, 0)
            db.execute("update revision set release = ?, figures_moved = ? where number = ?", (release, cells, number))


def confirm(ledger: Ledger, release: str) -> None:
    """Readers have it: the newest record of this release is in force."""
    with ledger.transaction() as db:
        db.execute(
            "update release_history set in_force = 1 "
            "where number = (select max(number) from release_history where release = ?)",
            [release],
        )


def forget(ledger: Ledger, release: Release) -> None:
    """Takes a prepared release off the record that readers never got."""
    with ledger.transaction() as db:
        for table in ("release_change", "release_table", "release_history"):
            db.execute(f"delete from {table} where number = ?", [release.number])
        db.execute(
            "update revision set release = null, figures_moved = null "
            "where release = ? and release not in (select release from release_history)",
            [release.release],
        )
