"""Funds for inclusion: what each school is given by pool and year, and what it pays back as unit rates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.example.columns import Batch, nums, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import stream
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES
from dagster_project.example.world.offers import LAST_SEGREGATED

POOLS = ("inklusionspulje", "stoettetimer", "enhedstakst_udlagt", "enhedstakst_betalt")
# Kroner per pupil and year at the price level of 2024; invented, of the size that the analyses print for whole towns.
_PER_PUPIL = (8_000, 1_800, 4_700)
_UNIT_RATE = 265_000
_YEARLY_RISE, _PRICE_YEAR = 1.022, 2024
_FULL_FROM = 2021  # the pools were phased in until then
_REFERRED_SHARE = 0.5  # of the segregated pupils whom a school's district has, those whom it pays for


def _batches(world: World, year: int) -> Iterator[Batch]:
    career = world.careers[min(year, max(world.careers))]
    is_school = (world.school_types == TYPES.index("folkeskole")) & (world.mains == np.arange(len(world.mains)))
    schools = np.flatnonzero(is_school)
    size = len(world.mains)
    pupils = np.bincount(world.mains[career.school], minlength=size)[schools]
    away = (career.offer > 0) & (career.offer <= LAST_SEGREGATED)
    homes = np.array(world.institutions.home)[schools]
    share = np.bincount(world.people.home(career.child[away], career.first_day), minlength=len(world.codes))
    schools_at_home = np.bincount(homes, minlength=len(world.codes))
    referred = np.floor(share[homes] / schools_at_home[homes] * _REFERRED_SHARE)
    need = 0.8 + 0.4 * stream(world.seed, "inclusion funds").random(size)[schools]
    price = _YEARLY_RISE ** (year - _PRICE_YEAR) * min(1.0, 0.7 + 0.1 * max(0, year - _FULL_FROM + 3))
    laid_out = [pupils * amount * need * price for amount in _PER_PUPIL]
    amounts = np.stack([*laid_out, referred * _UNIT_RATE * _YEARLY_RISE ** (year - _PRICE_YEAR)], axis=1)
    position, pool = np.nonzero(amounts > 0)  # a school that paid nothing has no row of that pool
    yield {
        "aar": repeat_int(year, len(position)),
        "kom": words(world.code_words, homes[position]),
        "instnr": words(world.school_words, schools[position]),
        "pulje": words(POOLS, pool),
        "beloeb": nums(np.round(amounts[position, pool], -2)),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per calendar year."""
    for year in world.timeline.years:
        yield Delivery("pulje", str(year), _batches(world, year))
