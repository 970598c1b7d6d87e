"""Staff of the public schools who are asked in a survey: how many at each school and profession, how many answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dagster_project.example.streams import Floats, Ints, stream
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES

PROFESSIONS = ("laerer", "paedagog", "andet")
_SHARE = np.array([0.62, 0.31, 0.07])
_PUPILS_A_HEAD, _SMALLEST_SCHOOL, _ANSWERS = 9.0, 8.0, 0.42
# The one survey that is printed with its numbers: year, municipality, invited, answered.
_PRINTED = (2024, "151", 595, 192)


@dataclass(frozen=True)
class Staff:
    """One municipality's schools and professions, with how many were invited and how many answered."""

    home: int
    school: Ints
    profession: Ints
    invited: Ints
    answered: Ints
    is_printed: bool


def _whole(parts: Floats, total: int) -> Ints:
    """Whole numbers in the proportion of `parts` that add up to `total`: the largest remainders are rounded up."""
    exact = parts / parts.sum() * total
    found: Ints = np.floor(exact).astype(np.int64)
    found[np.argsort(found - exact, kind="stable")[: total - found.sum()]] += 1
    return found


def staff_of(world: World, year: int) -> Iterator[Staff]:
    """The staff of every municipality's public schools in a year."""
    career = world.careers[min(year, max(world.careers))]
    pupils = np.bincount(world.mains[career.school], minlength=len(world.mains))
    is_school = (world.school_types == TYPES.index("folkeskole")) & (world.mains == np.arange(len(world.mains)))
    homes = np.array(world.institutions.home)
    for home, code in enumerate(world.codes):
        schools = np.flatnonzero(is_school & (homes == home))
        rng = stream(world.seed, "staff", year, code)
        heads = np.maximum(pupils[schools] / _PUPILS_A_HEAD, _SMALLEST_SCHOOL) * (0.85 + 0.3 * rng.random(len(schools)))
        wanted = (heads[:, None] * _SHARE).ravel()
        printed = (year, code) == _PRINTED[:2]
        invited = _whole(wanted, _PRINTED[2] if printed else int(wanted.sum()))
        answered = _whole(invited.astype(float), _PRINTED[3]) if printed else rng.binomial(invited, _ANSWERS)
        yield Staff(
            home,
            np.repeat(schools, len(PROFESSIONS)),
            np.tile(np.arange(len(PROFESSIONS)), len(schools)),
            invited,
            answered,
            printed,
        )
