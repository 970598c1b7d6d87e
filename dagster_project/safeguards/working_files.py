"""dbt's files are a cache: what has to vanish from them vanishes with them, free pages and all."""

from __future__ import annotations

import shutil

from dagster_project.settings import Settings
from dagster_project.warehouse.state import forget_build, remove_release, wal_of


def forget_working_files(settings: Settings) -> None:
    """Removes the working file with its pseudonym maps, the release file and what spilled; the next run builds anew."""
    forget_build(settings)
    settings.warehouse.unlink(missing_ok=True)
    wal_of(settings.warehouse).unlink(missing_ok=True)
    remove_release(settings)
    shutil.rmtree(settings.restricted / "spill", ignore_errors=True)


def forget_rebuilt(settings: Settings) -> None:
    """Removes earlier publications that were made again under OUT: they are copies, and may hold who has to go."""
    shutil.rmtree(settings.out / "as_of", ignore_errors=True)
