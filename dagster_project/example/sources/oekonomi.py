"""Postings: accounts, budget and expected accounts per municipality, offer and month, from places times unit costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.example.columns import Batch, constant, ints, nums, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Floats, Ints, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World, offers
from dagster_project.example.world.visits import full_year_children

_YEARLY_RISE = 1.022
_PRICE_YEAR = 2024
# These close their books late: the last year has only what they expect.
_LATE_CLOSERS = ("157", "159")
_CREDIT_NOTES = 0.015


@dataclass(frozen=True)
class Line:
    """What is booked in one place of the chart of accounts."""

    area: str
    offer: int
    function: str
    kind: str
    owner: str
    grouping: str
    share: float


def _offer_lines() -> list[Line]:
    lines = [
        Line("special", 1, "3.22.08", "1", "1", "001", 0.94),
        Line("special", 1, "3.22.07", "1", "3", "002", 0.08),
        Line("special", 1, "3.22.08", "2", "1", "099", -0.02),
        Line("special", 2, "3.22.01", "1", "1", "003", 1.0),
        Line("special", 3, "3.22.08", "1", "4", "004", 1.0),
        Line("special", 4, "3.22.08", "1", "4", "005", 0.47),
        Line("special", 4, "5.28.21", "1", "4", "006", 0.53),
        Line("special", 5, "3.22.01", "1", "1", "007", 1.0),
    ]
    return lines + [Line("almen", offer, "3.22.01", "1", "1", "008", 1.0) for offer in (7, 8, 9)]


# area, function, kind, kroner per child and year at the price level of 2024 (base: pupils in the municipality)
_OTHER_LINES = (
    (Line("almen", 0, "3.22.01", "1", "1", "010", 1.0), 62_000),
    (Line("almen", 0, "3.22.02", "1", "1", "011", 1.0), 8_000),
    (Line("almen", 0, "3.22.05", "1", "1", "012", 1.0), 9_000),
    (Line("almen", 0, "3.22.01", "2", "1", "099", 1.0), -1_500),
    (Line("almen", 0, "3.22.01", "3", "1", "015", 1.0), 4_000),
    (Line("special", 0, "3.22.08", "3", "1", "015", 1.0), 900),
    (Line("ppr", 0, "3.22.04", "1", "1", "020", 1.0), 2_600),
    (Line("dagtilbud", 0, "5.25.14", "1", "1", "030", 1.0), 41_000),
    (Line("anbringelse", 0, "5.28.22", "1", "1", "040", 1.0), 5_500),
    (Line("anbringelse", 0, "5.28.23", "1", "3", "041", 1.0), 6_200),
    (Line("andet", 0, "3.22.06", "1", "4", "050", 1.0), 1_900),
)


def _pupils(world: World, year: int) -> Floats:
    """Pupils per municipality in the school year that begins in the year (the last one known when none does)."""
    start = min(year, max(world.careers))
    career = world.careers[start]
    home = world.people.home(career.child, day(start, 9, 30))
    return np.bincount(home, minlength=len(world.codes)).astype(float)


def _amounts(world: World, year: int) -> tuple[list[Line], Floats]:
    """Every line's amount for every municipality, in the year's own prices."""
    until = day(year, 12, 31)
    places = full_year_children(world.visits, year, until, len(world.codes))
    pupils = _pupils(world, year)
    price = _YEARLY_RISE ** (year - _PRICE_YEAR)
    local = 0.92 + stream(world.seed, "unit cost").random(len(world.codes)) * 0.16
    lines = _offer_lines()
    costs = [places[:, line.offer] * offers.UNIT_COST[offers.OFFERS[line.offer]] * line.share for line in lines]
    # Few support hours are part of the general budget, not of special education.
    costs += [pupils * per_child for _, per_child in _OTHER_LINES]
    return lines + [line for line, _ in _OTHER_LINES], np.stack(costs, axis=1) * price * local[:, None]


def _postings(world: World, year: int, home: int, art: str, lines: list[Line], totals: Floats, months: int) -> Batch:
    """One municipality's rows of one kind; accounts have many small ones, budgets one a quarter."""
    rng = stream(world.seed, "postings", year, world.codes[home], art)
    used = np.flatnonzero(totals != 0)
    booked = np.arange(1, months + 1) if art == "regnskab" else np.arange(3, 13, 3)
    each = np.full(len(used), len(booked))
    if art == "regnskab":
        wanted = world.scale.children[world.codes[home]] * world.scale.postings_per_child
        weight = np.sqrt(np.abs(totals[used]))
        each += (weight / weight.sum() * wanted).astype(np.int64)
    line = np.repeat(used, each)
    size = len(line)
    nth = np.arange(size) - np.repeat(np.cumsum(each) - each, each)
    weight = rng.gamma(2.0, 1.0, size) if art == "regnskab" else np.ones(size)
    weight = np.where((rng.random(size) < _CREDIT_NOTES) & (art == "regnskab") & (nth >= len(booked)), -weight, weight)
    sums = np.bincount(line, weight, len(lines))
    factor = {"regnskab": 1.0, "budget": 0.975, "forventet": 1.01}[art]
    amount = totals[line] * factor * weight / sums[line]
    offer = np.array([row.offer for row in lines])[line]
    return {
        "bilag": _numbered(f"{art[0].upper()}{year}-{world.codes[home]}-", size),
        "kom": constant(world.codes[home], size),
        "aar": repeat_int(year, size),
        "maaned": ints(booked[nth % len(booked)]),
        "art": constant(art, size),
        "funktion": words([row.function for row in lines], line),
        "dranst": words([row.kind for row in lines], line),
        "ejerforhold": words([row.owner for row in lines], line),
        "gruppering": words([row.grouping for row in lines], line),
        "omraade": words([row.area for row in lines], line),
        "tilbud": words([offers.tilbud(nth) for nth in range(len(offers.OFFERS))], offer, offer == 0),
        "instnr": _institution(world, home, offer, rng.random(size)),
        "beloeb": nums(amount),
    }


def _numbered(prefix: str, size: int) -> pa.Array:
    serial = pc.utf8_lpad(pa.array(np.arange(size)).cast(pa.string()), 7, "0")
    return pc.binary_join_element_wise(pa.scalar(prefix), serial, "")


def _institution(world: World, home: int, offer: Ints, share: Floats) -> pa.Array:
    school = np.zeros(len(offer), np.int32)
    for code, kind in ((1, "specialskole"), (3, "intern_skole"), (4, "dagbehandling")):
        members = world.places.by_kind[kind]
        school = np.where(offer == code, members.draw(np.full(len(offer), home), share), school)
    return words(world.school_words, school, ~np.isin(offer, [1, 3, 4]))


def _batches(world: World, year: int) -> Iterator[Batch]:
    lines, totals = _amounts(world, year)
    last = year == world.timeline.last_year
    months = world.timeline.as_of.month if last else 12
    for home, code in enumerate(world.codes):
        if not (last and code in _LATE_CLOSERS):
            yield _postings(world, year, home, "regnskab", lines, totals[home] * months / 12, months)
        yield _postings(world, year, home, "budget", lines, totals[home], 12)
        if last:
            yield _postings(world, year, home, "forventet", lines, totals[home], 12)


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per calendar year."""
    for year in world.timeline.years:
        yield Delivery("oekonomi", str(year), _batches(world, year))
