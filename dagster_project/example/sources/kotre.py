"""School careers as the compressed pupil register has them: the whole history again every year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.columns import Batch, chunks, dates, open_ends, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.parts import education, grade_part, parts_of
from dagster_project.example.timeline import day
from dagster_project.example.world import World
from dagster_project.example.world.careers import SchoolYear

_COMPLETED = ("0", "1006", "1007", "1008", "1009", "1010", "9999")
_EXIT = ("11", "31", "44")


def _rows(world: World, year: SchoolYear, cut: int) -> Iterator[Batch]:
    parts = parts_of(year)
    known = np.flatnonzero(parts.start <= cut)
    for chunk in chunks(len(known), world.scale.chunk_rows):
        at = known[chunk]
        child, grade, school, end = parts.child[at], parts.grade[at], parts.school[at], parts.end[at]
        going_on = end > cut
        # Running spells arrive open in two ways, and with an end that means nothing in a third.
        stale = going_on & (child % 3 == 0)
        ends = open_ends(end, going_on)
        completed = np.where(parts.ends_by_change[at], 0, np.clip(grade - 5, 0, 5))
        yield {
            "pnr": world.people.numbers.take(pa.array(child)),
            "elev3_vfra": dates(parts.start[at]),
            "elev3_vtil": pc.if_else(pa.array(stale), dates(np.maximum(parts.start[at], cut - 60)), ends),
            "udd": education(world, grade, school),
            "udel": grade_part(world, year.start, grade, school),
            "audd": words(_COMPLETED, np.where(going_on, len(_COMPLETED) - 1, completed)),
            "instnr": words(world.school_words, school),
            "afg_art": words(_EXIT, np.where(going_on, 2, parts.ends_by_change[at])),
        }


def deliveries(world: World) -> Iterator[Delivery]:
    """Each year's file has every spell that had begun by the end of that year."""
    for year in world.timeline.years:
        cut = world.timeline.year_end(year)
        known = [career for start, career in world.careers.items() if day(start, 8, 1) <= cut]
        yield Delivery("kotre", str(year), (batch for career in known for batch in _rows(world, career, cut)))
