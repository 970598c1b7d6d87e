"""The staff survey: scale answers and choices of respondents whom no other source knows, at the schools' own size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, ints, repeat_int, words
from dagster_project.example.delivery import Delivery
from dagster_project.example.sources.staff import PROFESSIONS, Staff, staff_of
from dagster_project.example.streams import Bools, Ints, Rng, stream
from dagster_project.example.world import World

_SCALE = (
    "tilbud_passende", "tiltag_udvides", "elever_burde_visiteres", "rammer_mangler", "tolaerer_ro", "tolaerer_mere",
    "coteaching_ro", "coteaching_mere", "strategi_god", "kvalificeret", "kompetenceudvikling", "mangler_kurser",
    "mangler_viden_diagnoser", "kollegaer_samarbejde", "ledelse_raad", "foraeldre_samarbejde", "special_samarbejde",
    "ppr_samarbejde",
)  # fmt: skip
_LEVEL = np.array([2.2, 3.0, 3.6, 4.4, 3.9, 3.8, 3.5, 3.7, 3.1, 3.8, 2.8, 3.2, 3.1, 4.4, 4.0, 4.3, 2.4, 3.0])
_CHOSEN = "redskaber_bedste"
_TOOLS = (
    "flere ressourcer og støtte", "tolærersystem", "co-teaching", "tidlig opsporing", "efteruddannelse",
    "mindre klasser", "bedre fysiske rammer",
)  # fmt: skip
_WEIGHT = np.array([0.6, 0.55, 0.17, 0.48, 0.3, 0.35, 0.25])
_DO_NOT_KNOW, _SKIPS = 0.03, 0.03
# Of the printed survey only this distribution adds up to a number of people: answers 1 to 6 to the first question.
_PRINTED = (60, 63, 29, 31, 8, 1)


def _scale_answers(rng: Rng, size: int, *, printed: bool) -> tuple[Ints, Bools]:
    """Answers 1-6 to every question of the scale, and which of them are missing."""
    value = np.clip(
        np.round(_LEVEL + rng.normal(0, 0.5, size)[:, None] + rng.normal(0, 1.0, (size, len(_SCALE)))), 1, 5
    )
    value[rng.random(value.shape) < _DO_NOT_KNOW] = 6
    missing = rng.random(value.shape) < _SKIPS
    if printed:
        value[:, 0], missing[:] = rng.permutation(np.repeat(np.arange(1, 7), _PRINTED)), False
    return value.astype(np.int32), missing


def _choices(rng: Rng, size: int) -> Bools:
    """Up to three tools a respondent: those that it wants most of the ones that it wants."""
    wish = np.where(rng.random((size, len(_TOOLS))) < _WEIGHT, rng.random((size, len(_TOOLS))), 0.0)
    third = np.sort(wish, axis=1)[:, -3][:, None]
    found: Bools = (wish > 0) & (wish >= third)
    return found


def _answers(world: World, year: int, staff: Staff) -> Batch:
    at = np.repeat(np.arange(len(staff.school)), staff.answered)
    rng = stream(world.seed, "survey", year, world.codes[staff.home])
    value, missing = _scale_answers(rng, len(at), printed=staff.is_printed)
    chosen = _choices(rng, len(at))
    number = rng.permutation(len(at) * 9)[: len(at)]
    on_scale, at_tool = np.nonzero(~missing), np.nonzero(chosen)
    who = np.concatenate([on_scale[0], at_tool[0]])
    question = np.concatenate([on_scale[1], np.full(len(at_tool[0]), len(_SCALE))])
    is_choice = question == len(_SCALE)
    tool = np.concatenate([np.zeros(len(on_scale[0]), np.int64), at_tool[1]])
    answer = np.concatenate([value[on_scale], np.zeros(len(at_tool[0]), np.int32)])
    ids = [f"S{year}{world.codes[staff.home]}{serial:06d}" for serial in number]
    return {
        "resp_id": words(ids, who),
        "aar": repeat_int(year, len(who)),
        "kom": constant(world.codes[staff.home], len(who)),
        "instnr": words(world.school_words, staff.school[at][who]),
        "faggruppe": words(PROFESSIONS, staff.profession[at][who]),
        "spoergsmaal": words([*_SCALE, _CHOSEN], question),
        "valg": words(_TOOLS, tool, ~is_choice),
        "svar": ints(answer, is_choice),
    }


def _batches(world: World, year: int) -> Iterator[Batch]:
    batches = [_answers(world, year, staff) for staff in staff_of(world, year)]
    yield {name: pa.concat_arrays([batch[name] for batch in batches]) for name in batches[0]}


def deliveries(world: World) -> Iterator[Delivery]:
    """A file for each of the last two years."""
    for year in world.timeline.years[-2:]:
        yield Delivery("survey", str(year), _batches(world, year))
