"""Placements outside the home: spells and events, delivered every year as they were known at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.columns import Batch, constant, dates, ints, open_ends, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Bools, Ints, pick, stream
from dagster_project.example.timeline import NEVER, day
from dagster_project.example.world import World

_EVENTS = ("0", "0.2", "1", "1.1", "3", "5", "7")
_START, _DECISION, _NEW_SITE, _RECATEGORISED, _FOLLOW_UP, _END, _AFTERCARE = range(7)
_SITES = {"01": 0.10, "02": 0.14, "03": 0.08, "21": 0.16, "23": 0.12, "25": 0.04, "09": 0.09, "10": 0.06, "12": 0.14,
          "06": 0.04, "11": 0.02, "08": 0.01}  # fmt: skip
_SITE_WORDS = list(_SITES)
_OLD_FOSTER = [_SITE_WORDS.index("02"), _SITE_WORDS.index("03")]
_GENERAL_FOSTER = _SITE_WORDS.index("21")
_CONSENT = {"1": 0.74, "2": 0.13, "9": 0.05, "10": 0.03, "11": 0.01, "99": 0.03, "4": 0.01}
_REASONS = ("1", "2", "3", "5", "8", "11")
# Foster families were put into new categories in the course of 2019 and 2020.
_RECATEGORISATION = day(2020, 1, 1)
_EVER_PLACED = 0.042


@dataclass(frozen=True)
class Events:
    """One entry per row of the register."""

    child: Ints
    course: Ints
    event: Ints
    start: Ints
    end: Ints
    site: Ints
    consent: Ints

    def where(self, chosen: Bools | Ints) -> Events:
        """Some of the events."""
        return Events(*(getattr(self, f.name)[chosen] for f in fields(self)))


def _events(world: World) -> Events:
    children = world.people.children
    rng = stream(world.seed, "placements")
    count = len(children.birth)
    chance = np.minimum(_EVER_PLACED * children.risk, 0.5)
    child = np.flatnonzero(rng.random(count) < chance)
    size = len(child)
    birth = children.birth[child]
    grown = birth + 18 * 365 + 5
    start = np.maximum(birth + (rng.beta(1.5, 1, size) * 17 * 365).astype(np.int32), children.arrives[child] + 30)
    end = np.minimum(start + 20 + (rng.exponential(4.3 * 365, size)).astype(np.int32), grown - 1)
    kept = (end > start) & (start < children.leaves[child])
    child, start, end, grown = child[kept], start[kept], end[kept], grown[kept]
    size = len(child)
    site, consent = pick(rng, _SITES, size), pick(rng, _CONSENT, size)
    second = pick(rng, _SITES, size)
    moves = (rng.random(size) < 0.4) & (end - start > 120)
    middle = np.where(moves, start + ((end - start) * rng.uniform(0.2, 0.8, size)).astype(np.int32), end + 1)
    moved_on = middle <= end
    recategorised = np.isin(site, _OLD_FOSTER) & (start < _RECATEGORISATION) & (middle - 1 > _RECATEGORISATION)
    first_end = np.where(recategorised, _RECATEGORISATION - 1, middle - 1)
    ages_out = (end == grown - 1) & (rng.random(size) < 0.4)
    stays = grown + rng.integers(90, 4 * 365, size)
    anything, fixed = np.ones(size, bool), np.zeros(size, np.int32)
    course = np.arange(size) + 1
    pieces = [
        (anything, _DECISION, start - 14, start - 14, site),
        (anything, _START, start, first_end, site),
        (recategorised, _RECATEGORISED, fixed + _RECATEGORISATION, middle - 1, fixed + _GENERAL_FOSTER),
        (moved_on, _NEW_SITE, middle, end, second),
        (end - start > 400, _FOLLOW_UP, start + 365, start + 365, site),
        (ages_out, _AFTERCARE, grown, stays, np.where(moved_on, second, site)),
        (~ages_out, _END, end, end, np.where(moved_on, second, site)),
    ]  # fmt: skip
    parts = [
        Events(child[who], course[who], np.full(who.sum(), event), first[who], last[who], where[who], consent[who])
        for who, event, first, last, where in pieces
    ]
    joined = Events(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Events)))
    return joined.where(np.lexsort((joined.start, joined.course)))


def _rows(world: World, known: Events, cut: int) -> Batch:
    children = world.people.children
    size = len(known.child)
    home = world.people.home(known.child, known.start)
    elsewhere = np.where(known.child % 5 < 2, (home + 1) % len(world.codes), home)
    age = (known.start - children.birth[known.child]) // 365
    aftercare_over = (known.event == _AFTERCARE) & (known.end <= cut)
    changed = (known.event == _NEW_SITE) | (known.event == _RECATEGORISED)
    return {
        "pnr": world.people.numbers.take(pa.array(known.child)),
        "kom": words(world.code_words, home),
        "forloebsnr": pc.utf8_lpad(pa.array(known.course).cast(pa.string()), 7, "0"),
        "haendelse": words(_EVENTS, known.event),
        "startdato": dates(known.start),
        "slutdato": open_ends(known.end, known.end > cut),
        "samtykke": words(list(_CONSENT), known.consent, known.event > _NEW_SITE + 1),
        "ansted_klas": words(_SITE_WORDS, known.site),
        "ansted_kom": words(world.code_words, elsewhere),
        "pgf": constant(None, size),
        "aarsag_1": words(_REASONS, known.child % len(_REASONS)),
        "aarsag_2": words(_REASONS, known.course % len(_REASONS), known.course % 3 > 0),
        "aendringsaarsag": words(_REASONS, known.course % len(_REASONS), ~changed),
        "efthjem": words(("1", "2", "3", "4", "5"), known.child % 5, ~aftercare_over),
        "alder": ints(age),
        "koen": ints(children.sex[known.child]),
        "cprtjek": constant("0", size),
        "cprtype": constant("2", size),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A running spell is in every year's file, open until the year in which it ended."""
    events = _events(world)
    for year in world.timeline.years:
        first, cut = day(year, 1, 1), world.timeline.year_end(year)
        known = events.where((events.start <= cut) & (events.end >= first) & (events.start < NEVER))
        yield Delivery("buaf", str(year), iter([_rows(world, known, cut)]))
