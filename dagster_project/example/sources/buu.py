"""Notifications of concern: a date, a notifier, any number of causes; those about the unborn stand on the mother."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, dates, ints, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Ints, Rng, pick, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World

_FIRST_YEAR = 2015
_A_YEAR, _UNBORN_SHARE = 0.07, 0.015
_NOTIFIERS = {"01": 0.34, "02": 0.14, "03": 0.10, "04": 0.13, "05": 0.06, "06": 0.08, "07": 0.05, "08": 0.07}
_NOT_STATED_SHARE, _NO_CAUSE_SHARE, _SECOND_CAUSE_SHARE, _THIRD_CAUSE_SHARE = 0.03, 0.02, 0.35, 0.10
_CAUSE_COUNT = 20
_PREGNANCY = 270


def _about_children(world: World, rng: Rng, year: int) -> tuple[Ints, Ints]:
    """Positions of children and the days of their notifications; the more at risk, the more of them."""
    children = world.people.children
    first, last = day(year, 1, 1), world.timeline.year_end(year)
    mean = _A_YEAR * children.risk * (children.leaves > last)
    count = rng.poisson(mean)
    child = np.repeat(np.arange(len(count)), count)
    on = first + rng.integers(0, last - first + 1, len(child))
    age = on - children.birth[child]
    kept = (age >= 0) & (age < 18 * 365) & (children.arrives[child] <= on)
    return child[kept], on[kept]


def _about_unborn(world: World, rng: Rng, year: int) -> tuple[Ints, Ints]:
    """Positions of children to be born and days in the last months before their birth."""
    children = world.people.children
    first, last = day(year, 1, 1), world.timeline.year_end(year)
    on = children.birth - rng.integers(10, _PREGNANCY, len(children.birth))
    chosen = (on >= first) & (on <= last) & (children.arrives == children.birth)
    child = np.flatnonzero(chosen & (rng.random(len(on)) < _UNBORN_SHARE * children.risk))
    return child, on[child]


def _causes(rng: Rng, size: int) -> Batch:
    first, second, third = (rng.integers(0, _CAUSE_COUNT, size) for _ in range(3))
    draw = rng.random((3, size))
    any_cause = draw[0] >= _NO_CAUSE_SHARE
    has_second, has_third = any_cause & (draw[1] < _SECOND_CAUSE_SHARE), any_cause & (draw[2] < _THIRD_CAUSE_SHARE)
    return {
        f"aarsag_{number + 1:02d}": ints(
            (any_cause & (first == number)) | (has_second & (second == number)) | (has_third & (third == number))
        )
        for number in range(_CAUSE_COUNT)
    }


def _rows(world: World, year: int) -> Batch:
    rng = stream(world.seed, "notifications", year)
    people, children = world.people, world.people.children
    (born, born_on), (unborn, unborn_on) = _about_children(world, rng, year), _about_unborn(world, rng, year)
    child, on = np.concatenate([born, unborn]), np.concatenate([born_on, unborn_on])
    size = len(child)
    is_unborn = np.arange(size) >= len(born)
    mother = len(children.birth) + 2 * children.family[child].astype(np.int64)
    birth = np.where(is_unborn, people.families.mother_birth[children.family[child]], children.birth[child])
    notifier = pick(rng, _NOTIFIERS, size)
    return {
        "pnr": people.numbers.take(pa.array(np.where(is_unborn, mother, child))),
        "kom": words(world.code_words, people.home(child, on)),
        "und_dato": dates(on),
        "lbnr": ints(np.arange(size) + 1),
        "ufoedt": ints(is_unborn),
        "alder": ints((on - birth) // 365),
        "koen": ints(np.where(is_unborn, 2, children.sex[child])),
        "underretter": words(list(_NOTIFIERS), notifier, rng.random(size) < _NOT_STATED_SHARE),
        **_causes(rng, size),
        "cprtjek": constant("0", size),
        "cprtype": constant("2", size),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file a year since the register began."""
    for year in world.timeline.years:
        if year >= _FIRST_YEAR:
            yield Delivery("buu", str(year), iter([_rows(world, year)]))
