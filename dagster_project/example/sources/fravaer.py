"""Absence per pupil, school and month: right-skewed between pupils, seasonal between months."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, chunks, dates, ints, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World
from dagster_project.example.world.careers import SchoolYear
from dagster_project.example.world.institutions import TYPES
from dagster_project.example.world.offers import LAST_SEGREGATED

# month: (school days, how much more or less sickness than on average)
_MONTHS = {8: (15, 0.6), 9: (21, 0.9), 10: (17, 1.0), 11: (21, 1.2), 12: (15, 1.2), 1: (20, 1.25), 2: (15, 1.3),
           3: (21, 1.1), 4: (16, 0.9), 5: (18, 0.8), 6: (19, 0.7)}  # fmt: skip
_SICK, _PERMITTED, _UNPERMITTED = 0.55, 0.29, 0.16
# School years by their end that differ from the level of 2022/23: published levels, rounded.
_LEVEL = {2018: 0.85, 2019: 0.85, 2020: 0.75, 2021: 0.85, 2022: 1.14}
_REPORTING = [TYPES.index("folkeskole"), TYPES.index("specialskole")]
_SEGREGATED_FACTOR = 1.5


def _rows(world: World, year: SchoolYear, pupils: slice, chunk: int) -> Batch:
    rng = stream(world.seed, "absence", year.start, chunk)
    child, months = year.child[pupils], len(_MONTHS)
    first = np.array([day(year.start + (month < 8), month, 1) for month in _MONTHS])
    days, season = (np.array(values) for values in zip(*_MONTHS.values(), strict=True))
    at = np.repeat(np.arange(len(child)), months)
    month = np.tile(np.arange(months), len(child))
    changed = year.changed[pupils][at] <= first[month]
    school = np.where(changed, year.school_after[pupils][at], year.school[pupils][at])
    offer = np.where(changed, year.offer_after[pupils][at], year.offer[pupils][at])
    reports = np.isin(world.school_types[school], _REPORTING)
    at, month, school, offer = at[reports], month[reports], school[reports], offer[reports]
    segregated = (offer > 0) & (offer <= LAST_SEGREGATED)
    level = world.people.children.absence[child[at]] * _LEVEL.get(year.start + 1, 1.0)
    level = np.minimum(level * np.where(segregated, _SEGREGATED_FACTOR, 1.0), 0.6)
    active = days[month] - (rng.random(len(at)) < 0.02)
    sick = rng.binomial(active, np.minimum(level * _SICK * season[month], 0.9))
    permitted = rng.binomial(active - sick, level * _PERMITTED)
    unpermitted = rng.binomial(active - sick - permitted, level * _UNPERMITTED)
    return {
        "pnr": world.people.numbers.take(pa.array(child[at])),
        "instnr": words(world.school_words, school),
        "maaned": dates(first[month]),
        "dageaktiv": ints(active),
        "dagesyg": ints(sick),
        "dagelovfra": ints(permitted),
        "dageulovfra": ints(unpermitted),
        "dageialtfra": ints(sick + permitted + unpermitted),
    }


def _batches(world: World, start: int) -> Iterator[Batch]:
    year = world.careers[start]
    for number, pupils in enumerate(chunks(len(year.child), world.scale.chunk_rows // len(_MONTHS))):
        yield _rows(world, year, pupils, number)


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per finished school year, named by the year in which it ends."""
    for start in world.timeline.finished_school_starts:
        yield Delivery("fravaer", str(start + 1), _batches(world, start))
