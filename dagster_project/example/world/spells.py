"""Unbroken spells in an offer, read off the careers: what a visitation decided and what is paid for."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from dagster_project.example.streams import Bools, Ints
from dagster_project.example.timeline import NEVER
from dagster_project.example.world.careers import SchoolYear
from dagster_project.example.world.people import People


@dataclass(frozen=True)
class Spells:
    """One entry per child, offer, school and paying municipality without a break; both ends count."""

    child: Ints
    offer: Ints
    school: Ints
    payer: Ints
    start: Ints
    end: Ints

    def where(self, chosen: Bools | Ints) -> Spells:
        """Some of the spells."""
        return Spells(*(getattr(self, f.name)[chosen] for f in fields(self)))


def _join(parts: list[Spells]) -> Spells:
    return Spells(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Spells)))


def _of_year(year: SchoolYear) -> list[Spells]:
    first, last = np.full(len(year.child), year.first_day), np.full(len(year.child), year.last_day)
    payer = np.zeros(len(year.child), np.int16)
    until = np.minimum(year.changed - 1, last)
    before = Spells(year.child, year.offer, year.school, payer, first, until)
    after = Spells(year.child, year.offer_after, year.school_after, payer, year.changed, last)
    return [before.where(year.offer > 0), after.where((year.offer_after > 0) & (year.changed < NEVER))]


def build_spells(years: dict[int, SchoolYear], people: People) -> Spells:
    """Yearly pieces, cut where the family moves (another municipality pays), then merged over the years."""
    pieces = _join([part for year in years.values() for part in _of_year(year)])
    moved = people.families.moved[people.children.family[pieces.child]]
    cut = (moved > pieces.start) & (moved <= pieces.end)
    first = Spells(**{**_as_dict(pieces), "end": np.where(cut, moved - 1, pieces.end)})
    second = Spells(**{**_as_dict(pieces), "start": np.where(cut, moved, pieces.start)}).where(cut)
    both = _join([first, second])
    both = Spells(**{**_as_dict(both), "payer": people.home(both.child, both.start)})
    return _merged(both.where(np.lexsort((both.start, both.child))))


def _as_dict(spells: Spells) -> dict[str, Ints]:
    return {f.name: getattr(spells, f.name) for f in fields(spells)}


def _merged(spells: Spells) -> Spells:
    same = np.ones(max(len(spells.child) - 1, 0), bool)
    for name in ("child", "offer", "school", "payer"):
        column = getattr(spells, name)
        same &= column[1:] == column[:-1]
    same &= spells.start[1:] == spells.end[:-1] + 1
    begins = np.flatnonzero(np.r_[True, ~same])
    ends = np.r_[begins[1:] - 1, len(spells.child) - 1]
    merged = spells.where(begins)
    return Spells(**{**_as_dict(merged), "end": spells.end[ends]})
