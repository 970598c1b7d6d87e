"""Pupil forecasts: pupils of the municipalities' own offers, ten years on, by district and grade; two vintages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.example.columns import Batch, ints, nums, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES

_YEARS_AHEAD, _GRADES = 10, 11
_NOT_THEIRS = [TYPES.index("privatskole"), TYPES.index("efterskole")]
_GROWTH = {"151": 0.009}  # about six hundred more in ten years in a town of that size
_GROWTH_SPREAD = 0.01


def _rows(world: World, vintage: int) -> Batch:
    start = min(vintage - 1, max(world.careers))
    career = world.careers[start]
    own = ~np.isin(world.school_types[career.school], _NOT_THEIRS)
    home = world.people.home(career.child[own], day(start, 9, 30))
    size = len(world.codes)
    grade = np.minimum(career.grade[own].astype(np.int64), _GRADES - 1)
    pupils = np.bincount(home * _GRADES + grade, minlength=size * _GRADES).reshape(size, _GRADES)
    rng = stream(world.seed, "forecast", vintage)
    growth = (rng.random(size) * 2 - 1) * _GROWTH_SPREAD
    growth = np.array([_GROWTH.get(code, value) for code, value in zip(world.codes, growth, strict=True)])
    count = world.places.district_count
    municipality = np.repeat(np.arange(size), count)
    weight = 0.7 + 0.6 * rng.random(len(municipality))
    weight /= np.bincount(municipality, weight, size)[municipality]
    # district × year × grade, in that order
    ahead = np.arange(_YEARS_AHEAD + 1)
    level = (1 + growth[municipality])[:, None] ** (ahead + 1)[None, :]
    expected = (pupils[municipality] * weight[:, None])[:, None, :] * level[:, :, None]
    district, year, grade_of = (axis.ravel() for axis in np.indices(expected.shape))
    names = _district_names(world)
    return {
        "aar": ints(vintage + year),
        "kom": words(world.code_words, municipality[district]),
        "distrikt": words(names, district),
        "klassetrin": ints(grade_of),
        "elever": nums(np.round(expected.ravel(), 1)),
    }


def _district_names(world: World) -> list[str]:
    """Districts in the order of the world's map: one per main school that names one."""
    books = world.institutions
    return [name for position, name in enumerate(books.district) if name and books.main[position] == position]


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per vintage; the newest replaces the one before."""
    for vintage in world.timeline.years[-2:]:
        yield Delivery("prognose", str(vintage), iter([_rows(world, vintage)]))
