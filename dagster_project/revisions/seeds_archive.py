"""Delivered seeds as a build had them: the landing folder may hold others tomorrow."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from dagster_project.landing import delivered_seeds
from dagster_project.landing.seeds import SEED_FOLDER
from dagster_project.settings import Settings

NONE_DELIVERED = hashlib.sha256().hexdigest()[:12]  # the mark of a landing folder without seeds


def archived(settings: Settings, mark: str) -> Path:
    """Where the seeds of that mark lie, in a folder `seed` as in a landing folder."""
    return settings.restricted / "seeds" / mark


def archive_seeds(settings: Settings, mark: str) -> None:
    """Keeps what the landing folder delivers now under the mark that the build has of it; once for each mark."""
    folder = archived(settings, mark)
    if mark == NONE_DELIVERED or folder.exists():
        return
    beside = folder.with_name(f"{mark}.tmp")
    shutil.rmtree(beside, ignore_errors=True)
    (beside / SEED_FOLDER).mkdir(parents=True)
    for path in delivered_seeds(settings.landing).values():
        shutil.copyfile(path, beside / SEED_FOLDER / path.name)
    beside.rename(folder)
