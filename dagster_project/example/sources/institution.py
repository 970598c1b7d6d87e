"""The institution register: schools, departments, treatment offers and day care, one file."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, dates, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES


def _rows(world: World) -> Batch:
    books = world.institutions
    size = len(books.number)
    main = world.mains
    never = np.ones(size, bool)
    return {
        "instnr": world.school_words,
        "navn": pa.array(books.name),
        "insttype": words(TYPES, world.school_types),
        "enhedsart": pa.array(books.unit),
        "hovedskole_instnr": words(world.school_words, main, main == np.arange(size)),
        "kom": words(world.code_words, np.array(books.home)),
        "ejerkode": pa.array([books.owner(position) for position in range(size)]),
        "distrikt": pa.array([name or None for name in books.district], pa.string()),
        "klynge": pa.array([name or None for name in books.cluster], pa.string()),
        "gyldig_fra": dates(np.array(books.opened)),
        "gyldig_til": dates(np.zeros(size, np.int32), never),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """The register as it stands on the as-of date."""
    yield Delivery("institution", "", iter([_rows(world)]))
