"""A reviewer's decision on a load: written to the log and carried out in the ledger, in one transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.sign_offs import LOAD, Decision, Entry, put_check, put_status, put_successor
from dagster_project.outcomes import LoadStatus, Status
from dagster_project.registers.signature import SIGNED_OFF, in_spite_of, newer
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings
from dagster_project.sign_off.log import add_entry, current_key, writing
from dagster_project.sign_off.rows import ROWS, digest, typed_file
from dagster_project.sign_off.rules import refuse_what_does_not_fit, refuse_without_reason
from dagster_project.sign_off.subject import Subject, age, find_subject


@dataclass(frozen=True)
class Decided:
    """What was written, and what the decision did, in Danish and English."""

    entry: Entry
    da: str
    en: str


def _take_in(db: sqlite3.Connection, subject: Subject) -> str | None:
    """Puts the load in force, as acceptance would: a newer one stays. Returns the id of what is in force."""
    row, before = subject.row, subject.in_force
    if before and before.load_id == row.load_id:
        return row.load_id
    if before and age(before) > age(row):
        put_status(db, row.load_id, LoadStatus.SUPERSEDED, *newer(before))
        return before.load_id
    reasons = in_spite_of(subject.failed) if subject.failed else ("", "")
    put_status(db, row.load_id, LoadStatus.ACCEPTED, *reasons)
    if before:
        put_successor(db, row.load_id, before.load_id)
    return row.load_id


def _take_out(db: sqlite3.Connection, subject: Subject) -> str | None:
    """Takes the load away; if it was in force, the one before it is again. Returns the id of what is in force."""
    row, before = subject.row, subject.in_force
    put_status(db, row.load_id, LoadStatus.REJECTED, "afvist af en person", "rejected by a person")
    if before is None or before.load_id != row.load_id:
        return before.load_id if before else None
    back = subject.comes_back()
    if back is None:
        return None
    put_status(
        db, back.load_id, LoadStatus.ACCEPTED,
        f"i kraft igen: {row.load_id} er afvist", f"in force again: {row.load_id} was rejected",
    )  # fmt: skip
    return back.load_id


def _evidence(subject: Subject, in_force: str | None) -> dict[str, object]:
    """What was signed: the file, what was read from it, what had failed, and what was in force before and after."""
    row: LoadRow = subject.row
    return {
        "source": row.source,
        "period": row.period,
        "file_name": row.file_name,
        "sha256": row.sha256,
        ROWS: digest(typed_file(subject.settings, row)),
        "rows_read": row.rows_read,
        "rows_loaded": row.rows_loaded,
        "rows_quarantined": row.rows_quarantined,
        "failed_checks": sorted(check.check_id for check in subject.failed),
        "in_force_before": subject.in_force.load_id if subject.in_force else None,
        "in_force_after": in_force,
    }


def _said(subject: Subject, in_force: str | None) -> tuple[str, str]:
    before = subject.in_force.load_id if subject.in_force else None
    period = f"{subject.row.source} {subject.row.period}"
    if in_force is None:
        return f"{period}: intet er i kraft", f"{period}: nothing is in force"
    if in_force == before:
        return f"{period}: {in_force} er fortsat i kraft", f"{period}: {in_force} stays in force"
    return (
        f"{period}: {in_force} er i kraft; næste kørsel bygger på den",
        f"{period}: {in_force} is in force; the next run builds on it",
    )


def decide_load(
    settings: Settings, load_id: str, *, decision: Decision, comment: str, who: str, wait: bool = False
) -> Decided:
    """Accepts, rejects or overrides. Raises Refusal, and Busy while a run is writing, unless told to wait for it."""
    decision = Decision(decision)
    refuse_without_reason(decision, comment)
    with sole_writer(settings, wait=wait):
        subject = find_subject(settings, Ledger(settings.ledger), load_id)
        refuse_what_does_not_fit(subject, decision)
        with writing(settings) as db:
            key = current_key(db)
            in_force = _take_out(db, subject) if decision is Decision.REJECT else _take_in(db, subject)
            put_check(db, load_id, SIGNED_OFF, Status.FAIL if decision is Decision.REJECT else Status.PASS)
            entry = add_entry(
                db, key, subject_kind=LOAD, subject_id=load_id, decision=decision, comment=comment, who=who,
                evidence=_evidence(subject, in_force),
            )  # fmt: skip
    return Decided(entry, *_said(subject, in_force))
