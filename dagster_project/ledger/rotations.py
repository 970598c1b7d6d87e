"""Rotations of the pseudonym key, as the ledger keeps them."""

from __future__ import annotations

from dagster_project.ledger.store import Ledger, now


def open_rotation(ledger: Ledger) -> int | None:
    """The number of the rotation that was begun and not finished."""
    with ledger.transaction() as db:
        found = db.execute("select max(rotation) from key_rotation where finished_at is null").fetchone()
    return None if found[0] is None else int(found[0])


def begin_rotation(ledger: Ledger, who: str) -> int:
    """A new number, or that of the rotation which is going on."""
    known = open_rotation(ledger)
    if known is not None:
        return known
    with ledger.transaction() as db:
        (number,) = db.execute("select coalesce(max(rotation), 0) + 1 from key_rotation").fetchone()
        db.execute("insert into key_rotation (rotation, who, begun_at) values (?, ?, ?)", (number, who, now()))
    return int(number)


def finish_rotation(ledger: Ledger, *, joins: int, files: int, size: int) -> None:
    with ledger.transaction() as db:
        db.execute(
            "update key_rotation set finished_at = ?, joins_checked = ?, files_scanned = ?, bytes_scanned = ?,"
            " traces = 0 where finished_at is null",
            (now(), joins, files, size),
        )
