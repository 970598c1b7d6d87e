"""Writes to the log: one entry at its end, in one transaction with what it decides."""

from __future__ import annotations

import fcntl
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from dagster_project.ledger import Ledger
from dagster_project.ledger.sign_offs import Decision, Entry, insert_entry, last_entry
from dagster_project.ledger.store import now
from dagster_project.registers.key import pseudonym_key
from dagster_project.settings import Settings
from dagster_project.sign_off.chain import BEGINNING, chain_key, fits, sealed
from dagster_project.sign_off.head import Head, write_head
from dagster_project.sign_off.person_numbers import refuse_person_numbers
from dagster_project.sign_off.refusal import Refusal

Evidence = Mapping[str, object]
_WORD = re.compile(r"[a-z][a-z_]*")
_LONGEST_COMMENT = 2000


def _checked(subject_kind: str, subject_id: str, decision: str, comment: str, who: str) -> None:
    if not (_WORD.fullmatch(subject_kind) and _WORD.fullmatch(decision) and subject_id.strip()):
        raise ValueError(f"not an entry: {subject_kind!r}, {subject_id!r}, {decision!r}")
    if not who.strip():
        raise Refusal("en beslutning har en person bag sig: angiv hvem", "a decision has a person behind it: say who")
    if len(comment) > _LONGEST_COMMENT:
        raise Refusal(
            f"bemærkningen er længere end {_LONGEST_COMMENT} tegn",
            f"the comment is longer than {_LONGEST_COMMENT} characters",
        )
    refuse_person_numbers(subject_id, comment, who)


def add_entry(
    db: sqlite3.Connection, key: bytes, *, subject_kind: str, subject_id: str, decision: str, comment: str, who: str,
    evidence: Evidence,
) -> Entry:  # fmt: skip
    """Adds one entry under a key of the chain. Raises Refusal for a text that may not be there."""
    _checked(subject_kind, subject_id, decision, comment, who)
    before = last_entry(db)
    number, previous = (before.entry + 1, before.hash) if before else (1, BEGINNING)
    said = json.dumps(evidence, ensure_ascii=False, sort_keys=True)
    made = Entry(
        number, subject_kind, subject_id, who.strip(), now(), decision, comment.strip(), said, previous
    )  # fmt: skip
    entry = sealed(made, key)
    insert_entry(db, entry)
    return entry


@contextmanager
def writing(settings: Settings) -> Iterator[sqlite3.Connection]:
    """The ledger for one transaction that nobody else writes in; the head of the chain is noted when it is done."""
    settings.prepare()
    ledger = Ledger(settings.ledger)
    with (settings.restricted / "sign_off.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with ledger.transaction() as db:
            db.execute("begin immediate")
            yield db
            last = last_entry(db)
        if last:
            write_head(settings, Head(last.entry, last.hash))


def current_key(db: sqlite3.Connection) -> bytes:
    """The chain's key. Raises Refusal where the log was last written to under another one."""
    key, last = chain_key(pseudonym_key()), last_entry(db)
    if last and not fits(last, key):
        raise Refusal(
            f"loggens sidste post ({last.entry}) passer ikke til nøglen: kør plads verify-log",
            f"the last entry of the log ({last.entry}) does not fit the key: run plads verify-log",
        )
    return key


def append(
    settings: Settings, *, subject_kind: str, subject_id: str, decision: str, comment: str, who: str,
    evidence: Evidence | None = None,
) -> Entry:  # fmt: skip
    """Writes down what was done to something, such as an erasure. Words are lower-case English.

    `evidence` binds the entry to what it is about; counts, hashes and ids, never a person's. What a reviewer says of a
    load or a report is not written here but decided (`decide_load`, `decide_report`). Raises Refusal, ValueError.
    """
    if decision in set(Decision):
        raise ValueError(f"{decision} is a decision of a reviewer and changes what is in force")
    with writing(settings) as db:
        return add_entry(
            db, current_key(db), subject_kind=subject_kind, subject_id=subject_id, decision=decision, comment=comment,
            who=who, evidence=evidence or {},
        )  # fmt: skip
