"""How many of the staff were invited to the survey, per school and profession."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.example.columns import Batch, ints, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.staff import PROFESSIONS, staff_of
from dagster_project.example.world import World


def _batches(world: World, year: int) -> Iterator[Batch]:
    staff = list(staff_of(world, year))
    home = np.concatenate([np.full(len(part.school), part.home) for part in staff])
    yield {
        "aar": repeat_int(year, len(home)),
        "kom": words(world.code_words, home),
        "instnr": words(world.school_words, np.concatenate([part.school for part in staff])),
        "faggruppe": words(PROFESSIONS, np.concatenate([part.profession for part in staff])),
        "inviteret": ints(np.concatenate([part.invited for part in staff])),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file for each of the last two years, beside the answers."""
    for year in world.timeline.years[-2:]:
        yield Delivery("survey_inviteret", str(year), _batches(world, year))
