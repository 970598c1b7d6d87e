"""Hospital contacts open at the end of a year: who, and since when."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from dagster_project.example.columns import Batch, dates
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.contacts import Contacts, contacts_of, open_at_end_of, record_numbers, years
from dagster_project.example.world import World


def _rows(world: World, contacts: Contacts) -> Batch:
    return {
        "pnr": world.people.numbers.take(pa.array(contacts.child)),
        "recnum": record_numbers(contacts.number),
        "d_inddto": dates(contacts.start),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per year in which the register was kept."""
    contacts = contacts_of(world)
    for year in years(world):
        known = open_at_end_of(contacts, world.timeline.year_end(year))
        yield Delivery("uaf_adm", str(year), iter([_rows(world, known)]))
