"""Enrolment parts of a school year: one per pupil, two where the school changed in the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import words
from dagster_project.example.streams import Bools, Ints
from dagster_project.example.timeline import NEVER
from dagster_project.example.world import World
from dagster_project.example.world.careers import SchoolYear
from dagster_project.example.world.institutions import TYPES

_EFTERSKOLE, _PRIVATE = TYPES.index("efterskole"), TYPES.index("privatskole")
# From this school year everybody reports grades as 20-30; private schools were the last to follow.
_NEW_SERIES_FROM = 2013
_OLD, _NEW = [str(grade) for grade in range(12)], [str(20 + grade) for grade in range(12)]
_EDUCATION = ["1114"] * 7 + ["1116"] * 3 + ["1117", "1117"]
_PRE_SCHOOL, _BOARDING = "1120", [f"{2500 + grade}" for grade in range(12)]


@dataclass(frozen=True)
class Parts:
    """Positions into the school year, with the school, offer and days of each part."""

    pupil: Ints
    child: Ints
    grade: Ints
    school: Ints
    offer: Ints
    start: Ints
    end: Ints
    ends_by_change: Bools


def parts_of(year: SchoolYear) -> Parts:
    """The first parts of all pupils, then the second parts of those who changed."""
    second = np.flatnonzero(year.changed < NEVER)
    pupil = np.concatenate([np.arange(len(year.child)), second])
    first = len(year.child)
    changes = year.changed[pupil] < NEVER
    is_first = np.arange(len(pupil)) < first
    return Parts(
        pupil=pupil,
        child=year.child[pupil],
        grade=year.grade[pupil],
        school=np.where(is_first, year.school[pupil], year.school_after[pupil]),
        offer=np.where(is_first, year.offer[pupil], year.offer_after[pupil]),
        start=np.where(is_first, year.first_day, year.changed[pupil]),
        end=np.where(is_first & changes, year.changed[pupil] - 1, year.last_day),
        ends_by_change=is_first & changes,
    )


def education(world: World, grade: Ints, school: Ints) -> pa.Array:
    """`udd`: grade groups of the basic school, pre-school class as its own code in some schools, efterskole codes."""
    table = [*_EDUCATION, _PRE_SCHOOL, *_BOARDING]
    kind = world.school_types[school]
    index = np.where((grade == 0) & (school % 3 == 0), len(_EDUCATION), grade)
    return words(table, np.where((kind == _EFTERSKOLE) & (grade >= 8), len(_EDUCATION) + 1 + grade, index))


def grade_part(world: World, start: int, grade: Ints, school: Ints) -> pa.Array:
    """`udel`: both series occur, the old one in early years and longest in private schools."""
    private_until = max(_NEW_SERIES_FROM, world.timeline.first_year + 1)
    old = (start < _NEW_SERIES_FROM) | ((world.school_types[school] == _PRIVATE) & (start < private_until))
    return words(_OLD + _NEW, np.where(old, grade, grade + len(_OLD)))
