"""Which publication readers have: one id over the build and the ledger, the same in the database and in the folder."""

from __future__ import annotations

import hashlib
import json

import duckdb

from dagster_project.ledger import Ledger
from dagster_project.ledger.erasures import removals
from dagster_project.outcomes import LoadStatus
from dagster_project.settings import Settings
from dagster_project.sign_off import Head
from dagster_project.warehouse.state import Build

_SAYS_NOTHING_NEW = {LoadStatus.DUPLICATE, LoadStatus.IGNORED}


def release_id(settings: Settings, build: Build) -> str:
    """Changes when a table or what became of a load has changed; not when the same file is seen again."""
    ledger = Ledger(settings.ledger)
    loads = [(row.load_id, row.status.value) for row in ledger.loads() if row.status not in _SAYS_NOTHING_NEW]
    return hashlib.sha256(json.dumps([build.state.id, loads, *removals(ledger)]).encode()).hexdigest()[:16]


def _in_database(settings: Settings) -> tuple[str, Head] | None:
    if not settings.database.exists():
        return None
    try:
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            found = connection.execute(
                "select release, sign_off_entries, sign_off_head from governance.release"
            ).fetchone()
    except duckdb.Error:
        return None
    return (str(found[0]), Head(found[1], found[2])) if found else None


def _in_folder(settings: Settings) -> str | None:
    listed = settings.published / "manifest.json"
    return str(json.loads(listed.read_text(encoding="utf-8"))["release"]) if listed.exists() else None


def is_published(settings: Settings, release: str, head: Head) -> bool:
    """Whether readers have exactly this release in both places, with every sign-off up to `head`."""
    return _in_database(settings) == (release, head) and _in_folder(settings) == release


def in_database(settings: Settings) -> str | None:
    """The release that the database of readers holds; None when there is no database."""
    found = _in_database(settings)
    return found[0] if found else None
