"""Courses in interventions: lighter efforts for pupils, and a pilot with the outcome that its evaluation printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, dates, nums, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Floats, Ints, pick, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World
from dagster_project.example.world.careers import SchoolYear
from dagster_project.example.world.offers import GENERAL, LAST_SEGREGATED, OFFERS

_PILOT, _PILOT_HOME = "skoleopdatering", "101"
_FINISHED_SEGREGATED, _FINISHED_GENERAL, _PILOT_RUNNING = 7, 4, 12
_GRADE, _SPECIAL_CLASS = 3, OFFERS.index("gruppeordning")
_SHARES = {"trivselsteam": 0.35, "cool_kids": 0.25, "back2school": 0.15, "boernesamtaler": 0.25}
_WORDS = (*_SHARES, _PILOT)
# Kroner of teaching and of treatment; the pilot's are those of its evaluation, the others invented.
_TEACHING, _TREATMENT = (np.nan, 6_500, 38_000, np.nan, 100_000), (14_000, np.nan, 22_000, 4_800, 115_000)
_STATUSES = ("gennemfoert", "afbrudt", "i_gang")
_A_YEAR, _BREAKS_OFF = 0.012, 0.18


@dataclass(frozen=True)
class Courses:
    """One entry per course; `end` is meant, and may lie after the as-of date."""

    child: Ints
    code: Ints
    start: Ints
    end: Ints
    status: Ints


def _join(parts: list[Courses]) -> Courses:
    return Courses(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Courses)))


def _light(world: World, year: SchoolYear) -> Courses:
    """Pupils of the general school who are often absent, for some months of a school year."""
    rng = stream(world.seed, "interventions", year.start)
    absence = world.people.children.absence[year.child]
    chance = _A_YEAR * absence / world.people.children.absence.mean()
    chosen = (year.offer_after == GENERAL) & (rng.random(len(year.child)) < chance)
    child = year.child[chosen]
    size = len(child)
    start = year.first_day + rng.integers(20, 230, size)
    end = start + rng.integers(60, 260, size)
    over = np.where(rng.random(size) < _BREAKS_OFF, 1, 0)
    status = np.where(end > world.timeline.today, 2, over)
    kept = start <= world.timeline.today
    return Courses(*(column[kept] for column in (child, pick(rng, _SHARES, size), start, end, status)))


def _pilot(world: World) -> Courses:
    """A year in the pilot, then seven of eleven in special schools; from elsewhere where the city is too small."""
    autumn = world.timeline.finished_school_starts[-1]
    year, before = world.careers[autumn], world.careers[autumn - 1]
    elsewhere = world.people.home(year.child, day(autumn, 9, 30)) != world.codes.index(_PILOT_HOME)
    was_special = ~np.isin(year.child, before.child[before.offer_after == GENERAL])
    order = np.lexsort((year.child, was_special, elsewhere))
    child, offer = year.child[order], year.offer[order]
    # A special school segregates whatever the register of special education says; a class does so by its dates.
    gone = child[(offer > GENERAL) & (offer <= LAST_SEGREGATED) & (offer != _SPECIAL_CLASS)][:_FINISHED_SEGREGATED]
    general = child[(offer == GENERAL) & (year.offer_after[order] == GENERAL) & (year.grade[order] >= _GRADE)]
    child = np.concatenate([gone, general[: _FINISHED_GENERAL + _PILOT_RUNNING]])
    begun = day(autumn - 1, 1, 10) + np.arange(len(child)) * 7
    running = np.arange(len(child)) >= len(gone) + _FINISHED_GENERAL
    end = np.where(running, world.timeline.today + 200, begun + 364)
    code = np.full(len(child), _WORDS.index(_PILOT))
    return Courses(child, code, begun, end, np.where(running, 2, 0))


def _prices(table: tuple[float, ...], courses: Courses) -> Floats:
    prices: Floats = np.array(table)[courses.code]
    return prices


def _rows(world: World) -> Batch:
    courses = _join([_light(world, world.careers[start]) for start in world.timeline.finished_school_starts])
    courses = _join([courses, _pilot(world)])
    home = world.people.home(courses.child, courses.start)
    home = np.where(courses.code == _WORDS.index(_PILOT), world.codes.index(_PILOT_HOME), home)
    teaching, treatment = _prices(_TEACHING, courses), _prices(_TREATMENT, courses)
    return {
        "pnr": world.people.numbers.take(pa.array(courses.child)),
        "kom": words(world.code_words, home),
        "indsats": words(_WORDS, courses.code),
        "start": dates(courses.start),
        "slut": dates(courses.end, courses.status == 2),
        "status": words(_STATUSES, courses.status),
        "pris_undervisning": nums(np.nan_to_num(teaching), np.isnan(teaching)),
        "pris_behandling": nums(np.nan_to_num(treatment), np.isnan(treatment)),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """All courses at once, as the municipalities' own lists have them."""
    yield Delivery("indsats", "", iter([_rows(world)]))
