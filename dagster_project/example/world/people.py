"""Families with their children: births, origins, moves between municipalities, leaving home."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from dagster_project.example import pnr
from dagster_project.example.streams import Bools, Floats, Ints, Rng, pick, stream
from dagster_project.example.timeline import NEVER, Timeline, day

CHILD_YEARS = 23
_CHILDREN = {1: 0.30, 2: 0.46, 3: 0.18, 4: 0.06}
_MOVE_SHARE = 0.22
_WRONG_CHECK_DIGIT_SHARE = 0.01


@dataclass(frozen=True)
class Families:
    """One entry per family; parents are persons `children + 2 * family` (mother) and one more (father)."""

    home: Ints
    home_after: Ints
    moved: Ints
    place: Floats
    mother_birth: Ints
    father_birth: Ints
    has_father: Bools
    together: Bools
    married: Bools
    origin: Ints


@dataclass(frozen=True)
class Children:
    """One entry per child, with the traits that make its life differ from the next child's."""

    family: Ints
    birth: Ints
    sex: Ints
    arrives: Ints
    leaves: Ints
    own_home: Ints
    risk: Floats
    absence: Floats
    wish: Floats
    late_start: Bools


@dataclass(frozen=True)
class People:
    """Everybody, and the person number of each."""

    families: Families
    children: Children
    numbers: pa.StringArray

    def home(self, child: Ints, on: Ints | int) -> Ints:
        """The municipality (position in the world's list) where children live on a date."""
        family = self.children.family[child]
        found: Ints = np.where(
            self.families.moved[family] <= on, self.families.home_after[family], self.families.home[family]
        )
        return found


def _since_1937(birth: Floats) -> Ints:
    """A person number tells its century only back to 1937."""
    return np.where(birth < day(1937, 1, 1), birth + 15 * 365, birth).astype(np.int32)


def _families(rng: Rng, home: int, births: float, sizes: Floats, timeline: Timeline) -> tuple[Families, Ints, Ints]:
    """The families of one municipality, with the number of children and the first birth of each."""
    start = day(timeline.first_year - CHILD_YEARS, 1, 1)
    span = timeline.today - start
    mean_children = sum(count * share for count, share in _CHILDREN.items())
    lead = 8 * 365
    count = max(3, round(births * (span + lead) / 365.25 / mean_children))
    first_birth = start - lead + (rng.random(count) * (span + lead)).astype(np.int32)
    after = pick(rng, dict(enumerate(sizes)), count)
    moves = (rng.random(count) < _MOVE_SHARE) & (after != home)
    moved = np.where(moves, first_birth + rng.integers(400, 16 * 365, count), NEVER)
    has_father = rng.random(count) > 0.04
    mother_age = np.clip(rng.normal(29.5, 4.6, count), 17, 44) * 365.25
    families = Families(
        home=np.full(count, home, np.int16),
        home_after=after.astype(np.int16),
        moved=moved.astype(np.int32),
        place=rng.random(count),
        mother_birth=_since_1937(first_birth - mother_age),
        father_birth=_since_1937(first_birth - mother_age - rng.normal(900, 1100, count)),
        has_father=has_father,
        together=has_father & (rng.random(count) > 0.27),
        married=rng.random(count) > 0.35,
        origin=pick(rng, {1: 0.82, 2: 0.10, 3: 0.08}, count).astype(np.int8) + 1,
    )
    return families, pick(rng, _CHILDREN, count) + 1, first_birth


def _children(rng: Rng, families: Families, counts: Ints, first_birth: Ints, timeline: Timeline) -> Children:
    family = np.repeat(np.arange(len(counts)), counts)
    nth = np.arange(len(family)) - np.repeat(np.cumsum(counts) - counts, counts)
    birth = first_birth[family] + nth * 1000 + rng.integers(-250, 250, len(family)) * (nth > 0)
    inside = (birth >= day(timeline.first_year - CHILD_YEARS, 1, 1)) & (birth <= timeline.today)
    family, birth = family[inside], birth[inside]
    size = len(family)
    sex = 1 + (rng.random(size) < 0.487).astype(np.int8)
    immigrant = (families.origin[family] == 2) & (rng.random(size) < 0.6)
    gone = rng.random(size) < 0.02
    spread = rng.lognormal(-0.32, 0.8, size)
    return Children(
        family=family.astype(np.int32),
        birth=birth.astype(np.int32),
        sex=sex,
        arrives=np.where(immigrant, birth + rng.integers(200, 12 * 365, size), birth).astype(np.int32),
        leaves=np.where(gone, birth + rng.integers(13 * 365, 22 * 365, size), NEVER).astype(np.int32),
        own_home=(birth + rng.normal(20.6, 1.4, size).clip(18.1, 24) * 365.25).astype(np.int32),
        risk=(spread * np.where(sex == 1, 1.35, 0.62)).astype(np.float32),
        absence=rng.gamma(1.7, 0.062 / 1.7, size).astype(np.float32),
        wish=rng.random(size).astype(np.float32),
        late_start=rng.random(size) < 0.05,
    )


def build_people(seed: int, timeline: Timeline) -> People:
    """All municipalities' families, one after the other."""
    sizes = np.fromiter(timeline.scale.children.values(), float)
    families: list[Families] = []
    children: list[Children] = []
    offset = 0
    for home, (code, size) in enumerate(timeline.scale.children.items()):
        rng = stream(seed, "people", code)
        some, counts, first_birth = _families(rng, home, size / CHILD_YEARS, sizes, timeline)
        theirs = _children(rng, some, counts, first_birth, timeline)
        theirs.family[:] += offset
        offset += len(counts)
        families.append(some)
        children.append(theirs)
    all_families = Families(*(np.concatenate([getattr(part, f.name) for part in families]) for f in fields(Families)))
    all_children = Children(*(np.concatenate([getattr(part, f.name) for part in children]) for f in fields(Children)))
    return People(all_families, all_children, _person_numbers(seed, all_families, all_children))


def _person_numbers(seed: int, families: Families, children: Children) -> pa.StringArray:
    parents = np.stack([families.mother_birth, families.father_birth], axis=1).ravel()
    birth = np.concatenate([children.birth, parents])
    sex = np.concatenate([children.sex, np.tile(np.array([2, 1], np.int8), len(families.home))])
    wrong = stream(seed, "check digit").random(len(birth)) < _WRONG_CHECK_DIGIT_SHARE
    return pnr.allocate(birth, sex, wrong)
