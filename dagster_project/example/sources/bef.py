"""The population register: children 0-22 in every snapshot, their parents at the end of the year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.columns import Batch, chunks, constant, dates, ints, repeat_date, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.municipalities import region
from dagster_project.example.streams import Bools, Ints
from dagster_project.example.timeline import month_end
from dagster_project.example.world import World
from dagster_project.example.world.people import CHILD_YEARS

_DENMARK = "5100"
_COUNTRIES = (_DENMARK, "5472", "5448", "5432", "5478", "5224", "5500", "5104")


def _age(birth: Ints, on: int) -> Ints:
    """Whole years on a date, birthday included."""
    born = birth.astype("datetime64[D]")
    months, now = born.astype("datetime64[M]"), np.datetime64(on, "D")
    old = (now.astype("datetime64[M]") - months).astype(int)
    before_birthday = (born - months).astype(int) > (now - now.astype("datetime64[M]")).astype(int)
    years: Ints = (old - before_birthday) // 12
    return years


def _key(prefix: str, number: Ints) -> pa.Array:
    return pc.binary_join_element_wise(pa.scalar(prefix), pa.array(number).cast(pa.string()), "")


def _origin(world: World, family: Ints, foreign_born: Bools) -> Batch:
    origin = world.people.families.origin[family]
    kind = np.where(origin == 1, 1, np.where(foreign_born, 2, 3))
    country = np.where(origin == 1, 0, 1 + family % (len(_COUNTRIES) - 1))
    return {
        "ie_type": ints(kind),
        "opr_land": words(_COUNTRIES, country),
        "statsb": words(_COUNTRIES, np.where((kind == 2) | (family % 3 == 0), country, 0)),
    }


def _household(world: World, on: int, child: Ints) -> Ints:
    """Children who live at home, per family."""
    people = world.people
    at_home = people.children.own_home[child] > on
    return np.bincount(people.children.family[child[at_home]], minlength=len(people.families.home))


def _children(world: World, on: int, child: Ints, at_home_count: Ints) -> Batch:
    people, children, families = world.people, world.people.children, world.people.families
    size = len(child)
    family, own = children.family[child], children.own_home[child] <= on
    moved = families.moved[family] <= on
    couple = families.together[family]
    home = people.home(child, on)
    kids = np.where(own, 0, at_home_count[family])
    mother = len(children.birth) + 2 * family.astype(np.int64)
    arrived = children.arrives[child]
    since = np.where(
        own, children.own_home[child], np.maximum(arrived, np.where(moved, families.moved[family], arrived))
    )
    family_key = pc.if_else(pa.array(own), _key("E", child), _key("F", family))
    adults = np.where(own, 1, 1 + couple)
    single_household = np.where(children.sex[child] == 1, 1, 2)
    origin = _origin(world, family, arrived > children.birth[child])
    return {
        "pnr": people.numbers.take(pa.array(child)),
        "referencetid": repeat_date(on, size),
        "version": repeat_int(1, size),
        "koen": ints(children.sex[child]),
        "foed_dag": dates(children.birth[child]),
        "alder": ints(_age(children.birth[child], on)),
        "kom": words(world.code_words, home),
        "reg": words([region(code) for code in world.codes], home),
        "adresse_id": pc.if_else(pa.array(own), _key("A9", child), _key("A", family * 2 + moved)),
        "bop_vfra": dates(since),
        "familie_id": family_key,
        "familie_type": ints(np.select([own | ~couple, families.married[family]], [5, 7], 3)),
        "fm_mark": ints(np.select([own, couple, family % 4 == 0], [6, 1, 2], 3)),
        "plads": ints(np.where(own, 1, 3)),
        "hustype": ints(np.select([own, couple & families.married[family], couple], [single_household, 3, 4], 2)),
        "antboernf": ints(kids),
        "antboernh": ints(kids),
        "antpersf": ints(kids + adults),
        "antpersh": ints(kids + adults),
        "mor_id": people.numbers.take(pa.array(mother)),
        "far_id": people.numbers.take(pa.array(mother + 1, mask=~families.has_father[family])),
        "civst": constant("U", size),
        **origin,
        "opholdmd_dk": ints((on - arrived) // 30),
    }


def _parents(world: World, on: int, family: Ints, father: bool, at_home_count: Ints) -> Batch:
    people, families = world.people, world.people.families
    size = len(family)
    birth = (families.father_birth if father else families.mother_birth)[family]
    position = len(people.children.birth) + 2 * family.astype(np.int64) + father
    home = np.where(families.moved[family] <= on, families.home_after[family], families.home[family])
    couple = families.together[family]
    married = couple & families.married[family]
    alone = father & ~couple
    moved = families.moved[family] <= on
    kids = np.where(alone, 0, at_home_count[family])
    return {
        "pnr": people.numbers.take(pa.array(position)),
        "referencetid": repeat_date(on, size),
        "version": repeat_int(1, size),
        "koen": repeat_int(1 if father else 2, size),
        "foed_dag": dates(birth),
        "alder": ints(_age(birth, on)),
        "kom": words(world.code_words, home),
        "reg": words([region(code) for code in world.codes], home),
        "adresse_id": pc.if_else(pa.array(alone), _key("A8", family), _key("A", family * 2 + moved)),
        "bop_vfra": dates(np.where(moved, families.moved[family], birth + 9000), ~moved & (birth + 9000 > on)),
        "familie_id": pc.if_else(pa.array(alone), _key("G", family), _key("F", family)),
        "familie_type": ints(np.select([~couple, married], [5, 7], 3)),
        "fm_mark": repeat_int(None, size),
        "plads": repeat_int(1, size) if not father else ints(np.where(alone, 1, 2)),
        "hustype": ints(np.select([alone, ~couple, married], [1, 2, 3], 4)),
        "antboernf": ints(kids),
        "antboernh": ints(kids),
        "antpersf": ints(kids + 1 + couple),
        "antpersh": ints(kids + 1 + couple),
        "mor_id": constant(None, size),
        "far_id": constant(None, size),
        "civst": words(("U", "G", "F"), np.where(married, 1, np.where(couple, 0, 2))),
        **_origin(world, family, families.origin[family] == 2),
        "opholdmd_dk": ints(np.minimum((on - birth) // 30, 400 + family % 200)),
    }


def _snapshot(world: World, on: int, with_parents: bool) -> Iterator[Batch]:
    children = world.people.children
    there = (children.birth <= on) & (children.arrives <= on) & (children.leaves > on)
    child = np.flatnonzero(there & (_age(children.birth, on) < CHILD_YEARS))
    at_home_count = _household(world, on, child)
    for part in chunks(len(child), world.scale.chunk_rows):
        yield _children(world, on, child[part], at_home_count)
    if not with_parents:
        return
    mothers = np.flatnonzero(at_home_count)
    for father, families in ((False, mothers), (True, mothers[world.people.families.has_father[mothers]])):
        for part in chunks(len(families), world.scale.chunk_rows):
            yield _parents(world, on, families[part], father, at_home_count)


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per snapshot of the scale."""
    for year, month in world.timeline.snapshots():
        on = month_end(year, month)
        yield Delivery("bef", f"{year}{month:02d}", _snapshot(world, on, with_parents=month == 12))
