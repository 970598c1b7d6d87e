"""Decisions on places in the municipality's own system: one file with everything that is known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, dates, nums, open_ends, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Bools, Ints, pick, stream
from dagster_project.example.timeline import day
from dagster_project.example.world import World, offers

_TILBUD = [offers.tilbud(offer) for offer in range(len(offers.OFFERS))]
_WAITING_SHARE = 0.004


def _district_of(world: World, child: Ints, on: Ints | int) -> Ints:
    place = world.people.families.place[world.people.children.family[child]]
    return world.places.district(world.people.home(child, on), place)


def _district_names(world: World) -> tuple[pa.Array, Ints]:
    """Names of all districts in order, and the main school of each."""
    books = world.institutions
    mains = np.array([position for position, name in enumerate(books.district) if name])
    return pa.array([books.district[position] for position in mains]), mains


def _places(world: World, chosen: Ints, later: int) -> Batch:
    """Decided places; `later` days on, the same place again as a renewed decision that overlaps the first."""
    visits = world.visits
    spell = visits.spell.where(chosen)
    rng = stream(world.seed, "visitation", later)
    size = len(chosen)
    names, schools = _district_names(world)
    district = _district_of(world, spell.child, spell.start)
    going_on = spell.end > world.timeline.today
    planned = going_on & (spell.child % 3 == 0)
    return {
        "pnr": world.people.numbers.take(pa.array(spell.child)),
        "tilbud": words(_TILBUD, spell.offer),
        "tilbud_instnr": words(world.school_words, spell.school, rng.random(size) < 0.02),
        "betalingskom": words(world.code_words, visits.payer[chosen]),
        "bopaelskom": words(world.code_words, world.people.home(spell.child, spell.start)),
        "distrikt": words(names, district, rng.random(size) < 0.15),
        "henvist_fra_instnr": words(world.school_words, schools[district], rng.random(size) < 0.1),
        "timer_uge": nums(np.nan_to_num(visits.hours[chosen]), np.isnan(visits.hours[chosen])),
        "henvist_dato": dates(visits.referred[chosen] + later),
        "afgoerelse_dato": dates(visits.decided[chosen] + later),
        "visiteret_fra": dates(spell.start + later),
        "visiteret_til": open_ends(spell.end, going_on & ~planned),
    }


def _renewed(world: World) -> Ints:
    """Places long past, one in fifty, that were decided again while they ran."""
    spell = world.visits.spell
    long_ago = (spell.start < day(world.timeline.last_year - 1, 1, 1)) & (spell.end - spell.start > 200)
    return np.flatnonzero(long_ago & (spell.child % 50 == 0))


def _waiting(world: World) -> Batch:
    """Pupils who are referred and have no place yet."""
    year = world.careers[world.timeline.last_school_start]
    rng = stream(world.seed, "waiting")
    chosen: Bools = (year.offer_after == offers.GENERAL) & (rng.random(len(year.child)) < _WAITING_SHARE)
    child = year.child[chosen]
    size = len(child)
    today = world.timeline.today
    names, schools = _district_names(world)
    district = _district_of(world, child, today)
    referred = today - rng.integers(20, 300, size)
    wanted = np.array(list(offers.SEGREGATED_SHARES))[pick(rng, offers.SEGREGATED_SHARES, size)]
    home = world.people.home(child, today)
    return {
        "pnr": world.people.numbers.take(pa.array(child)),
        "tilbud": words(_TILBUD, wanted),
        "tilbud_instnr": constant(None, size),
        "betalingskom": words(world.code_words, home),
        "bopaelskom": words(world.code_words, home),
        "distrikt": words(names, district),
        "henvist_fra_instnr": words(world.school_words, schools[district]),
        "timer_uge": nums(np.zeros(size), np.ones(size, bool)),
        "henvist_dato": dates(referred),
        "afgoerelse_dato": dates(referred, np.ones(size, bool)),
        "visiteret_fra": dates(referred, np.ones(size, bool)),
        "visiteret_til": dates(referred, np.ones(size, bool)),
    }


def deliveries(world: World) -> Iterator[Delivery]:
    """All places at once: even a country's fit in one batch."""
    everything = np.arange(len(world.visits.payer))
    batches = [_places(world, everything, 0), _places(world, _renewed(world), 60), _waiting(world)]
    yield Delivery("visitation", "", iter(batches))
