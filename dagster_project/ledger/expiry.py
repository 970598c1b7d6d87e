"""Loads whose rows are gone because their retention is over: the log of it, and the state of the load."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.ledger.profiles import forget_profile
from dagster_project.ledger.store import Ledger, now
from dagster_project.outcomes import LoadStatus


@dataclass(frozen=True)
class Expiry:
    """One load that goes, and why."""

    load_id: str
    source: str
    period: str
    cause: str
    due_date: str
    rows: int
    quarantined_rows: int


def record_expiry(ledger: Ledger, gone: Expiry, *, as_of: str, who: str) -> None:
    """The load keeps its row and loses its place in force."""
    with ledger.transaction() as db:
        db.execute(
            "insert or ignore into retention_log values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (gone.load_id, gone.source, gone.period, gone.cause, gone.due_date, gone.rows, gone.quarantined_rows,
             as_of, who, now()),
        )  # fmt: skip
        forget_profile(db, gone.load_id)
        db.execute(
            "update load set status = ?, reason_da = ?, reason_en = ? where load_id = ?",
            (
                LoadStatus.EXPIRED.value,
                f"opbevaringen udløb {gone.due_date}: rækkerne er slettet",
                f"its retention ended {gone.due_date}: the rows are deleted",
                gone.load_id,
            ),
        )
