"""Which publication is meant: by a day, by its id, or by the loads that it shall be made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from dagster_project import __version__
from dagster_project.ledger import Ledger
from dagster_project.rebuild.problems import CannotRebuildError
from dagster_project.revisions.history import Release, releases
from dagster_project.settings import Settings
from dagster_project.warehouse.code_version import code_version


def _given_to_readers(settings: Settings) -> list[Release]:
    return [release for release in releases(Ledger(settings.ledger)) if release.in_force]


def by_day(settings: Settings, moment: datetime) -> Release:
    """What readers had at that moment; a moment without a zone is local time. Raises CannotRebuildError."""
    before = [
        r for r in _given_to_readers(settings) if datetime.fromisoformat(r.published_at) <= moment.astimezone(UTC)
    ]
    if not before:
        raise CannotRebuildError(f"nothing was published by {moment}", f"intet var offentliggjort {moment}")
    return before[-1]


def by_id(settings: Settings, release: str) -> Release:
    """The publication with this number, else the newest whose id begins so. Raises CannotRebuildError."""
    known = _given_to_readers(settings)
    found = [one for one in known if str(one.number) == release]  # an id can begin with a number, too
    found = found or [one for one in known if one.release.startswith(release)]
    if len({one.release for one in found}) != 1:
        raise CannotRebuildError(
            f"{len(found)} releases are called {release}; plads releases lists them",
            f"{len(found)} udgivelser hedder {release}; plads releases viser dem",
        )
    return found[-1]


def read_loads(path: Path) -> list[str]:
    """Load ids, one a line; empty lines and what follows a # are passed over."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line})


def by_loads(settings: Settings, wanted: Sequence[str], cut: date | None) -> Release:
    """A publication of exactly these loads: the release that was made of them, or else one that never was.

    Then the data cut is `cut`, or the newest of the loads' own; the delivered seeds are those of the newest release.
    """
    known = _given_to_readers(settings)
    same = [r for r in known if r.load_ids == set(wanted) and cut in (None, date.fromisoformat(r.as_of))]
    if same:
        return same[-1]
    rows = {row.load_id: row for row in Ledger(settings.ledger).loads()}
    if unknown := sorted(set(wanted) - rows.keys()):
        raise CannotRebuildError(f"unknown loads: {', '.join(unknown)}", f"ukendte leverancer: {', '.join(unknown)}")
    if not wanted or not known:
        raise CannotRebuildError("no loads, or nothing published yet", "ingen leverancer, eller intet offentliggjort")
    loads: dict[str, list[str]] = {}
    for load in wanted:
        loads.setdefault(rows[load].source, []).append(load)
    as_of = cut.isoformat() if cut else max(rows[load].as_of for load in wanted)
    name = "loads-" + hashlib.sha256("\n".join([as_of, *wanted]).encode()).hexdigest()[:12]
    return replace(
        known[-1], release=name, number=0, as_of=as_of, loads=loads, load_bytes={}, code=code_version(),
        software=__version__,
    )  # fmt: skip
