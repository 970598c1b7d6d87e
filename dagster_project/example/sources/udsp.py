"""Special education of the school year: a row for every pupil, most of them without any."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, chunks, constant, dates, ints, nums, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.parts import Parts, education, grade_part, parts_of
from dagster_project.example.streams import Ints, pick, stream
from dagster_project.example.world import World
from dagster_project.example.world.careers import SchoolYear
from dagster_project.example.world.offers import FEW_HOURS, LAST_SEGREGATED, LAST_SPECIAL
from dagster_project.example.world.visits import support_hours

_NEEDS = {"H10": 0.22, "H11": 0.38, "H12": 0.10, "H13": 0.06, "H14": 0.06, "H15": 0.02, "H16": 0.01, "H17": 0.03,
          "H18": 0.08, "H20": 0.03, "H99": 0.01}  # fmt: skip
_NEED_WORDS = ("H00", *_NEEDS)
_CLASSES = ("40", "41", "50", "99")
UNKNOWN_HOURS = 99.99


def _rows(world: World, year: SchoolYear, parts: Parts, at: Ints, chunk: int) -> Batch:
    rng = stream(world.seed, "udsp", year.start, chunk)
    children = world.people.children
    child, offer, school, grade = parts.child[at], parts.offer[at], parts.school[at], parts.grade[at]
    size = len(at)
    segregated = (offer > 0) & (offer <= LAST_SEGREGATED)
    helped = ((offer > 0) & (offer <= LAST_SPECIAL)) | (offer == FEW_HOURS)
    # The need is the child's own, the same year after year.
    need = 1 + pick(np.random.Generator(np.random.PCG64(world.seed)), _NEEDS, len(children.birth))[child]
    hours = np.where(segregated, 20 + np.floor(rng.random(size) * 41) / 4, support_hours(world.people, child, offer))
    hours = np.where(rng.random(size) < 0.03, UNKNOWN_HOURS, hours)
    dated = helped & (rng.random(size) < 0.2)
    late = rng.integers(0, 100, size) * (rng.random(size) < 0.2)
    begins = np.minimum(parts.start[at] + late, parts.end[at])
    foreign = world.people.families.origin[children.family[child]] > 1
    normal = np.where(rng.random(size) < 0.12, 1, np.where(rng.random(size) < 0.01, 3, 0))
    return {
        "pnr": world.people.numbers.take(pa.array(child)),
        "skl_vfra": dates(parts.start[at]),
        "skl_vtil": dates(parts.end[at]),
        "udd": education(world, grade, school),
        "udel": grade_part(world, year.start, grade, school),
        "instnr": words(world.school_words, school),
        "kl_type": words(_CLASSES, np.where(segregated, 2, normal)),
        "spc_art": words(_NEED_WORDS, np.where(helped, need, 0)),
        "spc_omfang": nums(np.nan_to_num(hours), ~helped),
        "spc_omfang_ud": nums(np.floor(rng.random(size) * 5), ~(helped & ~segregated & (rng.random(size) < 0.3))),
        "spc_start": dates(begins, ~dated),
        "spc_slut": dates(parts.end[at], ~dated),
        "dansk_2_sp": ints(foreign & (rng.random(size) < 0.45)),
        "modt": ints(foreign & (rng.random(size) < 0.02)),
        "cprtjek": constant("0", size),
        "cprtype": constant("2", size),
    }


def _batches(world: World, start: int) -> Iterator[Batch]:
    year = world.careers[start]
    parts = parts_of(year)
    for number, chunk in enumerate(chunks(len(parts.child), world.scale.chunk_rows)):
        yield _rows(world, year, parts, np.arange(chunk.start, chunk.stop), number)


def deliveries(world: World) -> Iterator[Delivery]:
    """A file per finished school year, named by the year in which it ends."""
    for start in world.timeline.finished_school_starts:
        yield Delivery("udsp", str(start + 1), _batches(world, start))
