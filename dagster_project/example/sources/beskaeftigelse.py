"""Main occupation of young people who have left school, a file per year that is over."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, chunks, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Bools, Ints, pick, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World
from dagster_project.example.world.offers import LAST_SEGREGATED

_STATUSES = ("beskaeftigelse", "uddannelse", "offentlig_forsoergelse", "oevrige")
# Invented, with the difference between the two groups that such figures show.
_GENERAL, _SPECIAL = (0.44, 0.43, 0.06, 0.07), (0.24, 0.20, 0.41, 0.15)
_AGES = (18, 26)
_KEEPS_LAST_YEARS, _NOT_KNOWN = 0.7, 0.02


def _had_special_offer(world: World) -> Bools:
    special = np.zeros(len(world.people.children.birth), bool)
    spell = world.visits.spell
    special[spell.child[spell.offer <= LAST_SEGREGATED]] = True
    return special


def _statuses(world: World, year: int, special: Bools) -> Ints:
    size = len(special)
    rng = stream(world.seed, "occupation", year)
    lasting = stream(world.seed, "occupation")
    general, other = (
        np.where(
            rng.random(size) < _KEEPS_LAST_YEARS,
            pick(lasting, dict(enumerate(shares)), size),
            pick(rng, dict(enumerate(shares)), size),
        )
        for shares in (_GENERAL, _SPECIAL)
    )
    found: Ints = np.where(special, other, general)
    return found


def _batches(world: World, year: int) -> Iterator[Batch]:
    children = world.people.children
    on = day(year, 12, 31)
    age = (on - children.birth) / 365.25
    there = (children.arrives <= on) & (children.leaves > on) & (age >= _AGES[0]) & (age < _AGES[1])
    there &= stream(world.seed, "occupation known", year).random(len(age)) >= _NOT_KNOWN
    known = np.flatnonzero(there)
    status = _statuses(world, year, _had_special_offer(world))
    for part in chunks(len(known), world.scale.chunk_rows):
        at = known[part]
        yield {
            "pnr": world.people.numbers.take(pa.array(at)),
            "aar": repeat_int(year, len(at)),
            "status": words(_STATUSES, status[at]),
        }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per calendar year that is over."""
    for year in world.timeline.years:
        if day(year, 12, 31) <= world.timeline.today:
            yield Delivery("beskaeftigelse", str(year), _batches(world, year))
