"""Childcare before school: small children in family day care or an institution, as full-time units of the year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.columns import Batch, constant, dates, ints, nums, open_ends, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World

_FIRST_YEAR = 2017  # before it, not all municipalities and no institution numbers
_OFFERS = ("dagpleje", "daginstitution", "integreret", "puljeordning")
_OWNERS = ("kommunal", "selvejende", "privat", "udliciteret", "puljeordning")
_FAMILY_DAY_CARE = "00099905"  # stands for all family day care
_CARED_FOR, _WITH_CHILDMINDER = 0.93, 0.16
_FULL_TIME_HOURS = 37


def _rows(world: World, year: int) -> Batch:
    people, children = world.people, world.people.children
    rng = stream(world.seed, "childcare", year)
    first, last = day(year, 1, 1), world.timeline.year_end(year)
    birth_year = children.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    school = (birth_year + 6 + children.late_start - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    begins = np.maximum(children.birth + 330, children.arrives + 30)
    ends = np.minimum(school.astype(np.int64) + 211, children.leaves)  # the end of July before school begins
    chosen = (begins <= last) & (ends >= first) & (begins < ends) & (children.wish < _CARED_FOR)
    child = np.flatnonzero(chosen)
    size = len(child)
    begins, ends = begins[child], ends[child]
    home = people.home(child, np.maximum(begins, first))
    small = last - children.birth[child] < 3 * 365
    minded = small & (children.wish[child] < _WITH_CHILDMINDER)
    offer = np.where(minded, 0, np.where(child % 9 == 0, 2, np.where(child % 61 == 0, 3, 1)))
    house = world.places.by_kind["daginstitution"].draw(home, children.wish[child])
    numbers = pc.if_else(
        pa.array(minded), _FAMILY_DAY_CARE, pc.utf8_lpad(world.school_words.take(pa.array(house)), 8, "0")
    )
    hours = np.where(rng.random(size) < 0.15, 25.0, float(_FULL_TIME_HOURS))
    days = np.minimum(ends, last) - np.maximum(begins, first) + 1
    units = days / (day(year + 1, 1, 1) - first) * hours / _FULL_TIME_HOURS
    return {
        "pnr": people.numbers.take(pa.array(child)),
        "aar": repeat_int(year, size),
        "kom": words(world.code_words, home),
        "dst_instnr": numbers,
        "pasningstilbud": words(_OFFERS, offer),
        "ejerform": words(
            _OWNERS, np.where(offer == 3, 4, np.where(child % 7 == 0, 1, np.where(child % 23 == 0, 2, 0)))
        ),
        "aldersgruppe": words(("0-2", "3-5"), ints(~small).to_numpy()),
        "indskrevet_fra": dates(begins),
        "indskrevet_til": open_ends(ends, ends > last),
        "fuldtidsenhed": pa.array(np.round(units, 4)),
        "timer_uge": nums(hours, rng.random(size) < 0.05),
        "cprtjek": constant("0", size),
        "cprtype": constant("2", size),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file a year since every municipality delivers."""
    for year in world.timeline.years:
        if year >= _FIRST_YEAR:
            yield Delivery("boernfb", str(year), iter([_rows(world, year)]))
