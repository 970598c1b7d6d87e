"""Decisions on support, half-year by half-year: what led to the support that the places show."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, dates, ints, nums, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Ints, stream
from dagster_project.example.timeline import day, month_end
from dagster_project.example.world import World
from dagster_project.example.world.offers import FEW_HOURS, LAST_SEGREGATED, MANY_HOURS

_SEGREGATED_HOURS = 20.0


def _decided(world: World) -> Ints:
    """Places that came of a decision on support, by day; one decision per child, school and day."""
    visits = world.visits
    offer = visits.spell.offer
    chosen = np.flatnonzero((offer <= LAST_SEGREGATED) | (offer == MANY_HOURS) | (offer == FEW_HOURS))
    order = np.lexsort((visits.spell.school[chosen], visits.spell.child[chosen], visits.decided[chosen]))
    chosen = chosen[order]
    key = np.stack([visits.decided[chosen], visits.spell.child[chosen], visits.spell.school[chosen]])
    return chosen[np.r_[True, (key[:, 1:] != key[:, :-1]).any(axis=0)]]


def _rows(world: World, chosen: Ints) -> Batch:
    visits = world.visits
    spell = visits.spell.where(chosen)
    hours = visits.hours[chosen]
    spread = stream(world.seed, "decisions").random(len(visits.payer))[chosen]
    segregated = spell.offer <= LAST_SEGREGATED
    return {
        "pnr": world.people.numbers.take(pa.array(spell.child)),
        "instnr": words(world.school_words, spell.school),
        "afgoerelse_dato": dates(visits.decided[chosen]),
        "timer_uge": nums(np.where(segregated, _SEGREGATED_HOURS + np.floor(spread * 40) / 4, np.nan_to_num(hours))),
        "almen": ints(~segregated),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per half-year that is over; one in which nothing was decided does not arrive."""
    decided = _decided(world)
    on = world.visits.decided[decided]
    for year in world.timeline.years:
        for first, last in ((1, 6), (7, 12)):
            chosen = decided[(on >= day(year, first, 1)) & (on <= month_end(year, last))]
            if len(chosen) and month_end(year, last) <= world.timeline.today:
                yield Delivery("afgoerelse", f"{year}{last:02d}", iter([_rows(world, chosen)]))
