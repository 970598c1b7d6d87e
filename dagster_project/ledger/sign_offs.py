"""The log of decisions as the ledger keeps it: rows in, rows out. What makes it trustworthy is in `sign_off`."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from dagster_project.outcomes import LoadStatus, Status

LOAD, REPORT = "load", "report"


class Decision(StrEnum):
    """What a reviewer can say of a load or a report; other kinds of entries have words of their own."""

    ACCEPT = "accept"
    REJECT = "reject"
    OVERRIDE = "override"


@dataclass(frozen=True)
class Entry:
    """One line of the log. `evidence` is JSON: what was signed, so that it cannot be exchanged afterwards."""

    entry: int
    subject_kind: str
    subject_id: str
    who: str
    signed_at: str
    decision: str
    comment: str
    evidence: str
    previous_hash: str
    hash: str = ""


_COLUMNS = ", ".join(field.name for field in fields(Entry))


def read_entries(db: sqlite3.Connection) -> list[Entry]:
    """Every entry in the order of its number."""
    return [Entry(*row) for row in db.execute(f"select {_COLUMNS} from sign_off order by entry")]


def last_entry(db: sqlite3.Connection) -> Entry | None:
    found = db.execute(f"select {_COLUMNS} from sign_off order by entry desc limit 1").fetchone()
    return Entry(*found) if found else None


def insert_entry(db: sqlite3.Connection, entry: Entry) -> None:
    marks = ", ".join(f":{field.name}" for field in fields(Entry))
    db.execute(f"insert into sign_off ({_COLUMNS}) values ({marks})", asdict(entry))


def latest_decisions(db: sqlite3.Connection) -> dict[str, Decision]:
    """Load id → the last decision on it."""
    words = ", ".join(f"'{decision}'" for decision in Decision)
    found = db.execute(
        f"select subject_id, decision from sign_off where subject_kind = ? and decision in ({words}) order by entry",
        (LOAD,),
    )
    return {load_id: Decision(decision) for load_id, decision in found}


def put_status(db: sqlite3.Connection, load_id: str, status: LoadStatus, da: str, en: str) -> None:
    """What a decision makes of a load that was settled before; everything else in its row stays."""
    db.execute(
        "update load set status = ?, reason_da = ?, reason_en = ? where load_id = ?", (status.value, da, en, load_id)
    )


def put_successor(db: sqlite3.Connection, load_id: str, superseded: str) -> None:
    """The first load takes the place of the second."""
    db.execute("update load set supersedes = ? where load_id = ?", (superseded, load_id))
    db.execute("update load set status = ? where load_id = ?", (LoadStatus.SUPERSEDED.value, superseded))


def put_check(db: sqlite3.Connection, load_id: str, check_id: str, status: Status) -> None:
    """The answer to the one check that a person answers; nothing happens where it was not asked."""
    db.execute(
        "update check_result set status = ?, evaluated = 1, failed = ? where load_id = ? and check_id = ?",
        (status.value, int(status.blocks), load_id, check_id),
    )
