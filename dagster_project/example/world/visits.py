"""Decisions on places: the spells in an offer with referral, payer and hours, as the municipality knows them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.example.streams import Floats, Ints, stream
from dagster_project.example.timeline import Timeline, day
from dagster_project.example.world import offers
from dagster_project.example.world.people import People
from dagster_project.example.world.spells import Spells

_FORMER_HOME_PAYS = 0.3
_KNOWN_AHEAD = 120


@dataclass(frozen=True)
class Visits:
    """One entry per decided place; `spell.end` may lie after the as-of date."""

    spell: Spells
    payer: Ints
    referred: Ints
    decided: Ints
    hours: Floats


def support_hours(people: People, child: Ints, offer: Ints) -> Floats:
    """Clock hours a week, in quarters: 9 and more for many hours, less than 9 for few."""
    share = (people.children.wish[child].astype(np.float64) * 37) % 1
    many, few = 9 + np.floor(share * 44) / 4, 1.5 + np.floor(share * 29) / 4
    hours: Floats = np.select([offer == offers.MANY_HOURS, offer == offers.FEW_HOURS], [many, few], np.nan)
    return hours


def build_visits(seed: int, timeline: Timeline, people: People, spells: Spells) -> Visits:
    """Places that matter for the delivered calendar years, and those already decided for the months to come."""
    today = timeline.today
    wanted = (spells.end >= day(timeline.first_year, 1, 1)) & (spells.start <= today + _KNOWN_AHEAD)
    spell = spells.where(wanted)
    size = len(spell.child)
    rng = stream(seed, "visits")
    wait = np.clip(rng.lognormal(4.6, 0.55, size), 14, 500).astype(np.int32)
    referred = np.minimum(spell.start - wait, today - 14)
    former = people.families.home[people.children.family[spell.child]]
    return Visits(
        spell=spell,
        payer=np.where(rng.random(size) < _FORMER_HOME_PAYS, former, spell.payer),
        referred=referred,
        decided=np.minimum(referred + (wait * rng.uniform(0.3, 0.9, size)).astype(np.int32), today - 7),
        hours=support_hours(people, spell.child, spell.offer),
    )


def full_year_children(visits: Visits, year: int, until: int, payers: int) -> Floats:
    """Places per payer and offer as fractions of the year's days, both ends counted."""
    first, last = day(year, 1, 1), min(day(year, 12, 31), until)
    days = np.minimum(visits.spell.end, last) - np.maximum(visits.spell.start, first) + 1
    cell = visits.payer.astype(np.int64) * len(offers.OFFERS) + visits.spell.offer
    sums = np.bincount(cell, np.clip(days, 0, None), payers * len(offers.OFFERS))
    shares: Floats = sums.reshape(payers, len(offers.OFFERS)) / (day(year, 12, 31) - first + 1)
    return shares
