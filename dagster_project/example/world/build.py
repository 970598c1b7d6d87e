"""The whole world of one seed, scale and as-of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa

from dagster_project.example.scales import Scale
from dagster_project.example.streams import Ints
from dagster_project.example.timeline import Timeline
from dagster_project.example.world.careers import SchoolYear, build_careers
from dagster_project.example.world.institutions import Institutions, Map, build_institutions
from dagster_project.example.world.people import People, build_people
from dagster_project.example.world.spells import build_spells
from dagster_project.example.world.visits import Visits, build_visits


@dataclass(frozen=True)
class World:
    """What all sources read; nothing here is delivered as it stands."""

    seed: int
    timeline: Timeline
    codes: list[str]
    institutions: Institutions
    places: Map
    people: People
    careers: dict[int, SchoolYear]
    visits: Visits

    @property
    def scale(self) -> Scale:
        return self.timeline.scale

    @cached_property
    def code_words(self) -> pa.Array:
        """Municipality codes by position."""
        return pa.array(self.codes)

    @cached_property
    def school_words(self) -> pa.Array:
        """Institution numbers by position."""
        return pa.array(self.institutions.number)

    @cached_property
    def mains(self) -> Ints:
        """The main school of every institution, by position."""
        return np.array(self.institutions.main, np.int32)

    @cached_property
    def school_types(self) -> Ints:
        """The type of every institution, by position."""
        return np.array(self.institutions.type, np.int8)


def build_world(scale: Scale, seed: int, as_of: date) -> World:
    """Institutions, then people, then what happens to them."""
    timeline = Timeline(as_of, scale)
    institutions, places = build_institutions(timeline)
    people = build_people(seed, timeline)
    careers = build_careers(seed, timeline, people, places)
    visits = build_visits(seed, timeline, people, build_spells(careers, people))
    return World(seed, timeline, list(scale.children), institutions, places, people, careers, visits)
