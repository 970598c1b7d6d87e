"""Hospital contacts that were open at the end of a year, with their diagnoses; what UAF_ADM and UAF_DIAG report."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.streams import Bools, Ints, pick, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World

# The national patient register of that kind ended in the spring of 2019; contacts are known some years back.
_LAST_YEAR, _YEARS = 2018, 5
SHARES = {"DF840": 0.10, "DF845": 0.09, "DF900": 0.22, "DF901": 0.06, "DF432": 0.08, "DF938": 0.06,
          "DJ459": 0.12, "DG409": 0.07, "DE109": 0.06, "DZ038": 0.14}  # fmt: skip
DIAGNOSES = list(SHARES)
_SEEN_A_YEAR = 0.03


@dataclass(frozen=True)
class Contacts:
    """One entry per contact; the second diagnosis is a position in `DIAGNOSES`, or -1."""

    child: Ints
    number: Ints
    start: Ints
    end: Ints
    diagnosis: Ints
    second: Ints

    def where(self, chosen: Bools) -> Contacts:
        """Some of the contacts."""
        return Contacts(*(getattr(self, f.name)[chosen] for f in fields(self)))


def years(world: World) -> range:
    """The years at whose end contacts were delivered; the register's last ones, whatever the world's own years are."""
    last = min(_LAST_YEAR, world.timeline.last_year)
    return range(last - _YEARS + 1, last + 1)


def _started_in(world: World, year: int) -> tuple[Ints, Ints, Ints]:
    children = world.people.children
    rng = stream(world.seed, "hospital contacts", year)
    first = day(year, 1, 1)
    age = first - children.birth
    there = (age >= 2 * 365) & (age < 19 * 365) & (children.arrives <= first) & (children.leaves > first + 366)
    child = np.flatnonzero(there & (rng.random(len(age)) < np.minimum(_SEEN_A_YEAR * children.risk, 0.4)))
    start = first + rng.integers(0, 365, len(child))
    return child, start, start + 30 + rng.exponential(300, len(child)).astype(np.int32)


def contacts_of(world: World) -> Contacts:
    """Every contact of the register's last years; the same for both sources."""
    parts = [_started_in(world, year) for year in years(world)]
    child, start, end = (np.concatenate([part[place] for part in parts]) for place in range(3))
    rng = stream(world.seed, "diagnoses")
    diagnosis, second = pick(rng, SHARES, len(child)), pick(rng, SHARES, len(child))
    has_second = (rng.random(len(child)) < 0.25) & (second != diagnosis)
    return Contacts(child, np.arange(len(child)) + 1, start, end, diagnosis, np.where(has_second, second, -1))


def record_numbers(number: Ints) -> pa.Array:
    """The number of a contact in 18 characters, as the register writes it."""
    return pc.utf8_lpad(pa.array(number).cast(pa.string()), 18, "0")


def open_at_end_of(contacts: Contacts, last: int) -> Contacts:
    """A contact that stays open is delivered again at the end of the next year."""
    return contacts.where((contacts.start <= last) & (contacts.end > last))
