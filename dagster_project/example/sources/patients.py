"""Who of the children is seen by a health service in a year, and the columns that its registers share."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, ints, repeat_int, words
from dagster_project.example.municipalities import region
from dagster_project.example.streams import Floats, Ints, Rng
from dagster_project.example.timeline import day
from dagster_project.example.world import World

# The 99 diagnosis groups that children are seen for, each in one of the 23, with its share.
GROUPS = {"44": ("05", 0.18), "45": ("05", 0.07), "54": ("07", 0.12), "58": ("10", 0.14), "90": ("19", 0.33),
          "94": ("21", 0.16)}  # fmt: skip
_GROUP_WORDS, _WIDE_WORDS = list(GROUPS), [wide for wide, _ in GROUPS.values()]
GROUP_SHARES = {code: share for code, (_, share) in GROUPS.items()}


def seen(world: World, rng: Rng, year: int, chance: Floats | float) -> Ints:
    """Children who live in the country at the end of the year (or the data cut) and are drawn, in order."""
    children = world.people.children
    there = (children.arrives <= world.timeline.year_end(year)) & (children.leaves > day(year, 1, 1))
    return np.flatnonzero(there & (rng.random(len(children.birth)) < chance))


def ages(world: World, child: Ints, on: int) -> pa.Array:
    """Whole years, near enough for a register that says no birth date."""
    return ints(np.maximum(on - world.people.children.birth[child], 0) // 365)


def hospital_rows(world: World, year: int, child: Ints, group: Ints, counts: Batch, acute: pa.Array) -> Batch:
    """The rows of a hospital register around its own counts."""
    size, on = len(child), world.timeline.year_end(year)
    home = world.people.home(child, on)
    return {
        "pnr": world.people.numbers.take(pa.array(child)),
        "aar": repeat_int(year, size),
        "koen": ints(world.people.children.sex[child]),
        "alder": ages(world, child, on),
        "kom": words(world.code_words, home),
        "reg": words([region(code) for code in world.codes], home),
        **counts,
        "diaggrp_23": words(_WIDE_WORDS, group),
        "diaggrp_99": words(_GROUP_WORDS, group),
        "akut": acute,
        "cprtjek": constant("0", size),
        "cprtype": constant("2", size),
        "version": repeat_int(1, size),
    }
