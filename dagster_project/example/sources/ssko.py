"""Contacts under the health insurance: a row per child and specialty, some of them corrections below zero."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, chunks, constant, ints, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.patients import ages, seen
from dagster_project.example.streams import stream
from dagster_project.example.world import World

# Specialty → share of children with a contact in a year, and mean number of contacts.
_CONTACTS = {"70": (0.55, 3.0), "50": (0.08, 1.2), "81": (0.18, 1.4), "25": (0.02, 1.5), "26": (0.012, 2.5),
             "63": (0.015, 5.0)}  # fmt: skip
_CORRECTION_SHARE = 0.002


def _rows(world: World, year: int) -> Iterator[Batch]:
    rng = stream(world.seed, "health insurance", year)
    found = [seen(world, rng, year, share) for share, _ in _CONTACTS.values()]
    child = np.concatenate(found)
    specialty = np.repeat(np.arange(len(found)), [len(part) for part in found])
    mean = np.array([mean for _, mean in _CONTACTS.values()])[specialty]
    contacts = np.where(rng.random(len(child)) < _CORRECTION_SHARE, -1, 1 + rng.poisson(mean - 1))
    on = world.timeline.year_end(year)
    for part in chunks(len(child), world.scale.chunk_rows):
        who, size = child[part], len(child[part])
        yield {
            "pnr": world.people.numbers.take(pa.array(who)),
            "spec2": words(list(_CONTACTS), specialty[part]),
            "kontaktagg": ints(contacts[part]),
            "koenimp": ints(world.people.children.sex[who]),
            "alderimp": ages(world, who, on),
            "cprtjek": constant("0", size),
            "cprtype": constant("2", size),
            "version": repeat_int(1, size),
        }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file a year."""
    for year in world.timeline.years:
        yield Delivery("ssko", str(year), _rows(world, year))
