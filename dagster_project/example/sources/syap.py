"""Outpatient hospital contacts of children, a row per child and year: most are seen for one thing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.example.columns import ints
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.patients import GROUP_SHARES, hospital_rows, seen
from dagster_project.example.streams import pick, stream
from dagster_project.example.world import World

_SEEN_A_YEAR = 0.16


def deliveries(world: World) -> Iterator[Delivery]:
    """A file a year."""
    for year in world.timeline.years:
        rng = stream(world.seed, "outpatients", year)
        child = seen(world, rng, year, _SEEN_A_YEAR)
        size = len(child)
        contacts = 1 + rng.poisson(0.6, size)
        visits = contacts + rng.poisson(0.8, size)
        counts = {"ant_kontakter": ints(contacts), "ant_bes_aar": ints(visits, rng.random(size) < 0.02)}
        acute = ints(np.where(rng.random(size) < 0.3, 1, 0))
        yield Delivery(
            "syap",
            str(year),
            iter([hospital_rows(world, year, child, pick(rng, GROUP_SHARES, size), counts, acute)]),
        )
