"""Births in the country: one row per child, with weight and length and its parents."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, dates, ints, nums, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World

_WEIGHT_UNKNOWN, _UNKNOWN_SHARE = -1, 0.01
_NORMAL, _NO_PARENT = "21", "0"


def _rows(world: World, year: int) -> Batch:
    people, children, families = world.people, world.people.children, world.people.families
    rng = stream(world.seed, "births", year)
    first, last = day(year, 1, 1), world.timeline.year_end(year)
    child = np.flatnonzero((children.birth >= first) & (children.birth <= last) & (children.arrives == children.birth))
    size = len(child)
    birth, family = children.birth[child], children.family[child]
    mother = len(children.birth) + 2 * family.astype(np.int64)
    mothers, fathers = (
        people.numbers.take(pa.array(mother)),
        people.numbers.take(pa.array(mother + 1, mask=~families.has_father[family])),
    )
    weight = np.clip(rng.normal(3480, 540, size), 600, 5600).astype(np.int32)
    unknown = rng.random(size) < _UNKNOWN_SHARE
    no_father = ~families.has_father[family]
    end_of_year = day(year, 12, 31)
    return {
        "pnr": people.numbers.take(pa.array(child)),
        "foed_dag": dates(birth),
        "foedaar": repeat_int(year, size),
        "koen": ints(children.sex[child]),
        "levende_eller_doedfoedt": constant("1", size),
        "flerfold": ints(np.where(rng.random(size) < 0.03, 2, 1)),
        "vaegt_barn": ints(np.where(unknown, _WEIGHT_UNKNOWN, weight)),
        "laengde_barn": ints(30 + weight // 160, unknown),
        "mfr_oplysning": constant("1", size),
        "foedreg_dk": constant("1", size),
        "foedreg_kode": words(world.code_words, people.home(child, birth)),
        "foedte_population": constant("1", size),
        "inddag": ints(rng.integers(0, 12, size)),
        "cprtjek": constant("0", size),
        "cprtype": constant("2", size),
        "mor1": mothers,
        "mor2": mothers,
        "mor_alder": nums((birth - families.mother_birth[family]) / 365.25),
        "mor_alder_ult": ints((end_of_year - families.mother_birth[family]) // 365),
        "mor_foed_adop": constant(_NORMAL, size),
        "mor_koen": repeat_int(2, size),
        "mor_vfra": dates(birth),
        "m_kilde": constant("1", size),
        "far1": fathers,
        "far2": fathers,
        "far_alder": nums((birth - families.father_birth[family]) / 365.25, no_father),
        "far_alder_ult": ints((end_of_year - families.father_birth[family]) // 365, no_father),
        "far_foed_adop": words((_NORMAL, _NO_PARENT), no_father.astype(np.int8)),
        "far_koen": ints(np.ones(size, np.int8), no_father),
        "far_vfra": dates(birth, no_father),
        "f_kilde": words(("1",), np.zeros(size, np.int8), no_father),
        "b_kilde": constant("1", size),
        "mdoed": constant(None, size),
        "version": repeat_int(1, size),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file a year with the births of that year."""
    for year in world.timeline.years:
        yield Delivery("ftbarn", str(year), iter([_rows(world, year)]))
