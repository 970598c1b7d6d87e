"""The wellbeing survey of grades 4-9: forty answers from respondents whom no other source knows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, chunks, constant, ints, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.streams import Bools, Ints, Rng, stream
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES
from dagster_project.example.world.offers import LAST_SEGREGATED

ITEMS = [f"sp{number:02d}" for number in range(1, 41)]
# Mean of the good direction per block of items: social, academic, support, order, and the ten that belong to none.
_LEVEL = np.repeat([4.05, 3.85, 3.30, 3.60, 3.60], [10, 8, 7, 4, 11])
_REVERSED = [3, 5, 6, 7, 19]
_ASKED = [TYPES.index(kind) for kind in ("folkeskole", "specialskole", "intern_skole", "kommunal_ungdomsskole")]
_FIRST_GRADE, _LAST_GRADE = 4, 9
_ANSWERS, _ANSWERS_IN_SPECIAL = 0.89, 0.58
_SKIPS_AN_ITEM, _GIVES_UP = 0.03, 0.025


def _answers(rng: Rng, school: Ints, size: int) -> tuple[Ints, Bools]:
    """Answers 1-5 as given (reversed items in their own direction), and which of them are missing."""
    mood = rng.normal(0, 0.55, size) + ((school * 37 % 11) - 5) / 40
    level = _LEVEL + np.sin(np.arange(len(ITEMS))) * 0.15
    value = np.clip(np.round(level + mood[:, None] + rng.normal(0, 0.85, (size, len(ITEMS)))), 1, 5)
    value[:, _REVERSED] = 6 - value[:, _REVERSED]
    missing = rng.random((size, len(ITEMS))) < np.where(rng.random(size) < _GIVES_UP, 0.6, _SKIPS_AN_ITEM)[:, None]
    return value.astype(np.int32), missing


def _batches(world: World, start: int) -> Iterator[Batch]:
    year = world.careers[start]
    rng = stream(world.seed, "wellbeing", start)
    segregated = (year.offer_after > 0) & (year.offer_after <= LAST_SEGREGATED)
    asked = (year.grade >= _FIRST_GRADE) & (year.grade <= _LAST_GRADE)
    asked &= np.isin(world.school_types[year.school_after], _ASKED)
    asked &= rng.random(len(year.child)) < np.where(segregated, _ANSWERS_IN_SPECIAL, _ANSWERS)
    # Shuffled, and numbered without regard to the person: nothing in the file leads back to one.
    respondents = rng.permutation(np.flatnonzero(asked))
    number = rng.permutation(len(respondents) * 9)[: len(respondents)]
    for part in chunks(len(respondents), world.scale.chunk_rows // 4):
        at = respondents[part]
        size = len(at)
        school = year.school_after[at]
        answers, missing = _answers(rng, school, size)
        yield {
            "resp_id": pa.array((start + 1) * 10**8 + number[part]).cast(pa.string()),
            "skoleaar": constant(f"{start}/{start + 1}", size),
            "instnr": words(world.school_words, school),
            "klassetrin": ints(year.grade[at]),
            "koen": ints(world.people.children.sex[year.child[at]]),
            **{item: ints(answers[:, nth], missing[:, nth]) for nth, item in enumerate(ITEMS)},
        }


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per finished school year, named by the year in which it ends."""
    for start in world.timeline.finished_school_starts:
        yield Delivery("trivsel", str(start + 1), _batches(world, start))
