"""The whole of a rebuild: restore, build, compare; the current publication and its ledger are only read."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dagster_project.ledger import Ledger
from dagster_project.outcomes import Progress
from dagster_project.rebuild.answers import Answer, TableAnswer, compare
from dagster_project.rebuild.build import build, write
from dagster_project.rebuild.problems import CannotRebuildError
from dagster_project.rebuild.restore import place_of, restore
from dagster_project.revisions.history import Release, fingerprints_of
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings


@dataclass(frozen=True)
class Rebuilt:
    """Where it is, what may make it differ, and how every table compares."""

    release: Release
    folder: Path
    reasons: list[str]
    tables: list[TableAnswer]

    @property
    def is_equal(self) -> bool:
        """No table differs from what readers had."""
        return all(table.answer in (Answer.EQUAL, Answer.NOT_COMPARED) for table in self.tables)


def _empty_folder(settings: Settings, release: Release, folder: Path | None) -> Path:
    """The folder for it; an earlier rebuild of the same release makes way, nothing else is touched."""
    own = settings.out / "as_of" / release.release
    if folder is None or folder == own:
        own.parent.mkdir(exist_ok=True, mode=0o700)
        shutil.rmtree(own, ignore_errors=True)
        return own
    if folder.exists() and any(folder.iterdir()):
        raise CannotRebuildError(f"{folder} is not empty", f"{folder} er ikke tom")
    return folder


def rebuild(
    settings: Settings, release: Release, *, folder: Path | None = None, tables: Sequence[str] = (), progress: Progress
) -> Rebuilt:
    """Makes the release again. Raises CannotRebuildError when what it needs is gone, and Busy while a run writes.

    Its own restricted part, which holds person numbers, is removed when it has been used.
    """
    with sole_writer(settings):
        to = _empty_folder(settings, release, folder)
        place = place_of(settings, release, to)
        place.prepare()
        try:
            reasons = restore(settings, release, place)
            for reason in reasons:
                progress(reason)
            built = build(place, tables, progress)
            then = fingerprints_of(Ledger(settings.ledger), release.number) if release.number else []
            answers = write(place, release, built, partial(compare, then, tables=tables), progress)
        except BaseException:
            shutil.rmtree(to, ignore_errors=True)
            raise
        shutil.rmtree(place.restricted)
        shutil.rmtree(place.governance, ignore_errors=True)
        return Rebuilt(release, to, reasons, answers)
