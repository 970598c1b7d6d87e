"""Staff by school district and unit: Ballerup as its analysis printed it, all others in proportion to pupils."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, nums, repeat_int
from dagster_project.example.delivery import Delivery
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES

UNITS = ("distrikt", "bfo", "ppr", "c_bur")
# Employees and posts per unit, as printed; the last row is the printed total, which some columns do not add up to.
PRINTED: dict[str, tuple[tuple[int, int], ...]] = {
    "Baltorp": ((154, 121), (50, 32), (11, 7), (19, 13)),
    "Hedegården": ((148, 103), (25, 17), (3, 2), (10, 7)),
    "Måløv": ((137, 107), (48, 31), (5, 2), (8, 6)),
    "Skovlunde": ((170, 128), (63, 45), (3, 2), (10, 7)),
    "Skovvejen": ((117, 92), (54, 35), (5, 2), (8, 6)),
    "I alt": ((726, 551), (240, 161), (26, 16), (54, 40)),
}
_SHARED = {"Hedegården": "Skovlunde", "Skovlunde": "Hedegården", "Måløv": "Skovvejen", "Skovvejen": "Måløv"}
_SHARED_UNITS = ("ppr", "c_bur")
_PRINTER = "151"
_PUPILS_PER_HEAD = (9.0, 26.0, 230.0, 115.0)
_POSTS_PER_HEAD = (0.77, 0.66, 0.6, 0.72)
_YEARLY_FALL = 0.995

_Line = tuple[str, str, str, float, float, str | None]


def _printed(years_ago: int) -> Iterator[_Line]:
    """The printed table in the last year, and a few people fewer in each year before."""
    scale = _YEARLY_FALL**years_ago
    for district, numbers in PRINTED.items():
        for unit, (heads, posts) in zip(UNITS, numbers, strict=True):
            shared = _SHARED.get(district) if unit in _SHARED_UNITS else None
            yield _PRINTER, district, unit, round(heads * scale), round(posts * scale), shared


def _in_proportion(world: World, start: int) -> Iterator[_Line]:
    """Districts of all others; half people where few pupils share one."""
    books, career = world.institutions, world.careers[start]
    pupils = np.bincount(world.mains[career.school], minlength=len(books.number))
    for position, kind in enumerate(books.type):
        code = world.codes[books.home[position]]
        if TYPES[kind] == "folkeskole" and books.main[position] == position and code != _PRINTER:
            for unit, per_head, posts in zip(UNITS, _PUPILS_PER_HEAD, _POSTS_PER_HEAD, strict=True):
                heads = max(0.5, round(2 * pupils[position] / per_head) / 2)
                yield code, books.district[position], unit, heads, round(heads * posts, 2), None


def _rows(world: World, year: int) -> Batch:
    start = min(year, max(world.careers))
    lines = [*_in_proportion(world, start), *_printed(world.timeline.last_year - year)]
    municipality, district, unit, heads, posts, shared = zip(*lines, strict=True)
    return {
        "aar": repeat_int(year, len(lines)),
        "kom": pa.array(municipality),
        "distrikt": pa.array(district),
        "enhed": pa.array(unit),
        "hoveder": nums(np.array(heads, float)),
        "fuldtid": nums(np.array(posts, float)),
        "delt_med": pa.array(shared, pa.string()) if any(shared) else constant(None, len(lines)),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per calendar year."""
    for year in world.timeline.years:
        yield Delivery("personale", str(year), iter([_rows(world, year)]))
