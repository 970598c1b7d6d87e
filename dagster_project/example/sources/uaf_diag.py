"""Diagnoses of the hospital contacts that were open at the end of a year; the person stands on the contact alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.example.columns import Batch, constant, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.contacts import (
    DIAGNOSES,
    Contacts,
    contacts_of,
    open_at_end_of,
    record_numbers,
    years,
)
from dagster_project.example.world import World


def _rows(contacts: Contacts) -> Batch:
    with_second = contacts.where(contacts.second >= 0)
    number = np.concatenate([contacts.number, with_second.number])
    size, mains = len(number), len(contacts.number)
    is_second = np.arange(size) >= mains
    return {
        "recnum": record_numbers(number),
        "c_diag": words(DIAGNOSES, np.concatenate([contacts.diagnosis, with_second.second])),
        "c_diagtype": words(("A", "B", "H"), np.where(is_second, 1, np.where(number % 9 == 0, 2, 0))),
        "c_tildiag": constant(None, size),
        "c_diagmod": constant(None, size),
        "version": repeat_int(1, size),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per year in which the register was kept."""
    contacts = contacts_of(world)
    for year in years(world):
        known = open_at_end_of(contacts, world.timeline.year_end(year))
        yield Delivery("uaf_diag", str(year), iter([_rows(known)]))
