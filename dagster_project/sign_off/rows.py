"""The typed rows of a load as they were signed: a digest of their file, renewed where an erasure rewrites it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.erasures import forgotten
from dagster_project.ledger.sign_offs import LOAD, Decision, Entry, read_entries
from dagster_project.outcomes import LoadStatus
from dagster_project.settings import Settings
from dagster_project.sign_off.findings import Finding
from dagster_project.sign_off.log import append

ROWS = "rows_sha256"  # what a decision says of the typed file
_ERASURE, _RENEWED = "erasure", "rows_renewed"


def typed_file(settings: Settings, row: LoadRow) -> Path:
    return settings.registers / row.source / f"{row.load_id}.parquet"


def digest(path: Path) -> str | None:
    """SHA-256 of the file; None where there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bound(entries: Sequence[Entry]) -> dict[str, tuple[int, str]]:
    """Load → the last entry that says what its typed rows are, and what it says."""
    found: dict[str, tuple[int, str]] = {}
    for entry in entries:
        if entry.subject_kind == LOAD and entry.decision in set(Decision):
            found.pop(entry.subject_id, None)  # a decision from before rows were bound says nothing of them
            if said := json.loads(entry.evidence).get(ROWS):
                found[entry.subject_id] = (entry.entry, str(said))
        elif (entry.subject_kind, entry.decision) == (_ERASURE, _RENEWED):
            for load_id, said in json.loads(entry.evidence)[ROWS].items():
                found[load_id] = (entry.entry, str(said))
    return found


def without_rows(settings: Settings, rows: Iterable[LoadRow]) -> set[str]:
    return {row.load_id for row in rows if not typed_file(settings, row).is_file()}


def check_rows(settings: Settings, entries: Sequence[Entry], rows: Iterable[LoadRow]) -> Iterator[Finding]:
    """Typed rows that are not those that were signed. A load that is out of force may have lost them."""
    loads = {row.load_id: row for row in rows}
    for load_id, (entry, signed) in _bound(entries).items():
        row = loads.get(load_id)
        now = digest(typed_file(settings, row)) if row else signed
        may_be_gone = row is not None and row.status not in (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED)
        if now != signed and not (now is None and may_be_gone):
            yield Finding(
                entry,
                f"{load_id}: de læste rækker er ikke dem, der blev underskrevet",
                f"{load_id}: the rows that were read are not those that were signed",
            )


@contextmanager
def renewing(settings: Settings, who: str) -> Iterator[None]:
    """Around what takes people out of loads: signed loads that change by it get an entry with their new digests.

    A load that is not as it was signed when this begins is not renewed: an erasure makes nothing right.
    """
    ledger = Ledger(settings.ledger)
    if not settings.ledger.exists() or not forgotten(ledger):
        yield
        return
    with ledger.transaction() as db:
        bound = _bound(read_entries(db))
    paths = {row.load_id: typed_file(settings, row) for row in ledger.loads() if row.load_id in bound}
    held = {load_id: path for load_id, path in paths.items() if digest(path) == bound[load_id][1]}
    try:
        yield
    finally:
        now = {load_id: found for load_id, path in held.items() if (found := digest(path))}
        changed = {load_id: found for load_id, found in now.items() if found != bound[load_id][1]}
        if changed:
            append(
                settings, subject_kind=_ERASURE, subject_id="rows of signed loads", decision=_RENEWED, who=who,
                comment="an erasure took rows out of loads that were signed", evidence={ROWS: changed},
            )  # fmt: skip
