"""Which of Great Expectations' pages tells of a load: the one that was written while the load was settled."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from dagster_project.ledger import LoadRow
from dagster_project.settings import Settings

_FORM = "%Y%m%dT%H%M%S%fZ"


@lru_cache(maxsize=64)
def _pages(folder: Path, _changed_ns: int) -> list[tuple[datetime, str]]:
    """Every page of a source with the time at which it was written, oldest first."""
    found = []
    for path in folder.glob("*.html"):
        try:
            written = datetime.strptime(path.stem.partition("_")[0], _FORM).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append((written, path.name))
    return sorted(found)


def page_of(settings: Settings, load: LoadRow) -> str | None:
    """Path under governance/; None for a load that was not validated or whose page is gone."""
    folder = settings.data_docs / load.source
    if load.ended is None or not load.rows_read or not folder.is_dir():
        return None
    begun, ended = datetime.fromisoformat(load.started), datetime.fromisoformat(load.ended)
    for written, name in _pages(folder, folder.stat().st_mtime_ns):
        if begun <= written <= ended:
            return quote(f"{settings.data_docs.name}/{load.source}/{name}")
    return None
