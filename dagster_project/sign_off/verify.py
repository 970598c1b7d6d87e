"""One look at the whole log: the chain in itself, against its anchors, and against the loads that were signed."""

from __future__ import annotations

import sqlite3

from dagster_project.ledger import Ledger
from dagster_project.ledger.sign_offs import read_entries
from dagster_project.registers.key import has_key, pseudonym_key
from dagster_project.revisions.history import releases
from dagster_project.settings import Settings
from dagster_project.sign_off.anchors import check_anchors
from dagster_project.sign_off.chain import chain_key
from dagster_project.sign_off.findings import Finding, Verdict
from dagster_project.sign_off.head import Head
from dagster_project.sign_off.refusal import Refusal
from dagster_project.sign_off.rows import check_rows, without_rows
from dagster_project.sign_off.verify_chain import check_chain
from dagster_project.sign_off.verify_loads import check_loads
from dagster_project.sign_off.verify_published import check_published
from dagster_project.sign_off.verify_release import check_release


def verify(settings: Settings, expected: Head | None = None) -> Verdict:
    """Raises Refusal where there is nothing to look at, or no key to look with."""
    if not settings.ledger.exists():
        raise Refusal(f"{settings.out} har ingen ledger", f"{settings.out} has no ledger")
    if not has_key():
        raise Refusal("nøglen findes ikke her", "the key is not on this machine")
    ledger = Ledger(settings.ledger)
    try:
        with ledger.transaction() as db:
            entries = read_entries(db)
        was_published = any(release.in_force for release in releases(ledger))
        rows = ledger.loads()
        checks = ledger.checks(row.load_id for row in rows)
        found = [
            *check_chain(entries, chain_key(pseudonym_key())),
            *check_anchors(settings, entries, expected, was_published=was_published, rows=rows),
            *check_loads(entries, rows, checks, without_rows(settings, rows)),
            *check_published(settings, rows),
            *check_rows(settings, entries, rows),
            *check_release(settings, entries),
        ]
    except (sqlite3.Error, TypeError, ValueError, KeyError) as error:  # what we write can always be read
        kind = type(error).__name__
        return Verdict(
            Head(), [Finding(None, f"ledgeren kan ikke læses ({kind})", f"the ledger cannot be read ({kind})")]
        )
    return Verdict(Head(entries[-1].entry, entries[-1].hash) if entries else Head(), found)
