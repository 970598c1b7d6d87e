"""Admissions of children to hospital, a row per child and year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.example.columns import ints
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.patients import GROUP_SHARES, hospital_rows, seen
from dagster_project.example.streams import pick, stream
from dagster_project.example.world import World

_ADMITTED_A_YEAR = 0.045


def deliveries(world: World) -> Iterator[Delivery]:
    """A file a year."""
    for year in world.timeline.years:
        rng = stream(world.seed, "admissions", year)
        child = seen(world, rng, year, _ADMITTED_A_YEAR)
        size = len(child)
        admissions = 1 + rng.poisson(0.2, size)
        counts = {"antal_indl": ints(admissions), "sengedage": ints(admissions + rng.poisson(1.8, size))}
        acute = ints(np.where(rng.random(size) < 0.7, 1, 0))
        yield Delivery(
            "syhb",
            str(year),
            iter([hospital_rows(world, year, child, pick(rng, GROUP_SHARES, size), counts, acute)]),
        )
