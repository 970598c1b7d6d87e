"""Whether the ledger's loads are still those that the published copy of the ledger lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from dagster_project.ledger import LoadRow
from dagster_project.outcomes import LoadStatus
from dagster_project.settings import Settings
from dagster_project.sign_off.findings import Finding

_TAKEN_IN = {LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED}
_OPEN = {*_TAKEN_IN, LoadStatus.QUARANTINED}
# What a load may become after it was published; whether somebody signed for it is looked at elsewhere.
_BECOMES = {status: {*_TAKEN_IN, LoadStatus.REJECTED, LoadStatus.EXPIRED} for status in _OPEN}


def _listed(settings: Settings) -> list[tuple[str, str, str | None]]:
    """Load, status and sha256 as published; nothing where there is no copy, which the anchors say."""
    if not settings.database.exists():
        return []
    try:
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            return connection.execute("select load_id, status, sha256 from governance.load order by load_id").fetchall()
    except duckdb.Error:
        return []


def check_published(settings: Settings, rows: Sequence[LoadRow]) -> Iterator[Finding]:
    """Loads that are gone, of other bytes, or in a state that nothing of ours brings them into."""
    now = {row.load_id: row for row in rows}
    for load_id, status, sha256 in _listed(settings):
        row = now.get(load_id)
        if row is None:
            yield Finding(
                None,
                f"{load_id} er offentliggjort og findes ikke længere i ledgeren",
                f"{load_id} is published and not in the ledger any more",
            )
        elif row.sha256 != sha256:
            yield Finding(
                None,
                f"{load_id} er ikke den fil, der er offentliggjort (sha256)",
                f"{load_id} is not the file that is published (sha256)",
            )
        elif row.status != status and row.status not in _BECOMES.get(LoadStatus(status), set()):
            yield Finding(
                None,
                f"{load_id} er {row.status}, men blev offentliggjort som {status}",
                f"{load_id} is {row.status}, but was published as {status}",
            )
