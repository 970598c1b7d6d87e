"""Preventive measures: person- and family-directed, with the break in the code list on 1 January 2024."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, chunks, dates, open_ends, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Bools, Ints, pick, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World

_BREAK = day(2024, 1, 1)
_FAMILY_FROM = day(2013, 1, 1)
_BEFORE = {"210": 0.14, "225": 0.10, "230": 0.20, "240": 0.01, "260": 0.01, "270": 0.04, "275": 0.03, "290": 0.01,
           "405": 0.06, "415": 0.16, "420": 0.12, "430": 0.03, "435": 0.03, "440": 0.05, "445": 0.01}  # fmt: skip
# Measures whose provision was split up or moved by the child act go on under a new code.
_SUCCESSOR = {"405": "407", "415": "409", "440": "403"}
_WORDS = [*_BEFORE, *_SUCCESSOR.values()]
_NEW_CODE = np.array([_WORDS.index(_SUCCESSOR.get(code, code)) for code in _WORDS])
_STARTS_A_YEAR = 0.045
_LOOK_BACK = 4


@dataclass(frozen=True)
class Measures:
    """One entry per measure."""

    child: Ints
    code: Ints
    start: Ints
    end: Ints

    def where(self, chosen: Bools | Ints) -> Measures:
        """Some of the measures."""
        return Measures(*(getattr(self, f.name)[chosen] for f in fields(self)))


def _join(parts: list[Measures]) -> Measures:
    return Measures(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Measures)))


def _started_in(world: World, year: int) -> Measures:
    children = world.people.children
    rng = stream(world.seed, "measures", year)
    first = day(year, 1, 1)
    age = first - children.birth
    candidates = (age >= 0) & (age < 17 * 365) & (children.arrives <= first) & (children.leaves > first + 366)
    chance = np.minimum(_STARTS_A_YEAR * children.risk, 0.6)
    child = np.flatnonzero(candidates & (rng.random(len(children.birth)) < chance))
    start = first + rng.integers(0, 365, len(child))
    end = start + 14 + rng.exponential(420, len(child)).astype(np.int32)
    return Measures(child, pick(rng, _BEFORE, len(child)), start, end)


def _measures(world: World) -> Measures:
    years = range(world.timeline.first_year - _LOOK_BACK, world.timeline.last_year + 1)
    measures = _join([_started_in(world, year) for year in years])
    over_the_break = (measures.start < _BREAK) & (measures.end >= _BREAK) & (_NEW_CODE[measures.code] != measures.code)
    goes_on = measures.where(over_the_break)
    goes_on = Measures(goes_on.child, _NEW_CODE[goes_on.code], np.full(len(goes_on.child), _BREAK), goes_on.end)
    code = np.where(measures.start >= _BREAK, _NEW_CODE[measures.code], measures.code)
    end = np.where(over_the_break, _BREAK - 1, measures.end)
    both = _join([Measures(measures.child, code, measures.start, end), goes_on])
    both = both.where((both.start >= _FAMILY_FROM) | (np.array([int(word) for word in _WORDS])[both.code] < 400))
    order = np.lexsort((both.code, both.start, both.child))
    both = both.where(order)
    same = (both.child[1:] == both.child[:-1]) & (both.start[1:] == both.start[:-1]) & (both.code[1:] == both.code[:-1])
    return both.where(np.r_[True, ~same])


def _rows(world: World, known: Measures, cut: int) -> Iterator[Batch]:
    for chunk in chunks(len(known.child), world.scale.chunk_rows):
        part = known.where(np.arange(chunk.start, chunk.stop))
        yield {
            "pnr": world.people.numbers.take(pa.array(part.child)),
            "kom": words(world.code_words, world.people.home(part.child, part.start)),
            "pgf": words(_WORDS, part.code),
            "sag_vfra": dates(part.start),
            "sag_vtil": open_ends(part.end, part.end > cut),
        }


def deliveries(world: World) -> Iterator[Delivery]:
    """A running measure is in every year's file, open until the year in which it ended."""
    measures = _measures(world)
    for year in world.timeline.years:
        first, cut = day(year, 1, 1), world.timeline.year_end(year)
        known = measures.where((measures.start <= cut) & (measures.end >= first))
        yield Delivery("bufo", str(year), _rows(world, known, cut))
