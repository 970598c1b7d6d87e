"""Person numbers cannot be real, are unique, and mostly keep modulus 11."""

from __future__ import annotations

import numpy as np
import pytest

from dagster_project.example import pnr
from dagster_project.example.edges import Stage
from dagster_project.example.timeline import day
from dagster_project.example.world import World

_WEIGHTS = np.array([4, 3, 2, 7, 6, 5, 4, 3, 2, 1])


def _digits(world: World) -> np.ndarray:
    return np.array([[int(digit) for digit in number] for number in world.people.numbers.to_pylist()])


def test_every_number_is_a_replacement_number(world: World) -> None:
    digits = _digits(world)
    days = digits[:, 0] * 10 + digits[:, 1]
    assert digits.shape[1] == 10
    assert days.min() >= 61
    assert days.max() <= 91


def test_numbers_are_unique_and_tell_the_sex(world: World) -> None:
    assert len(world.people.numbers.unique()) == len(world.people.numbers)
    children = world.people.children.sex
    assert np.array_equal(_digits(world)[: len(children), 9] % 2, children % 2)


def test_modulus_11_holds_for_most_and_not_for_all() -> None:
    birth = np.repeat(np.arange(day(2010, 1, 1), day(2014, 1, 1)), 4)
    sex = np.tile([1, 2], len(birth) // 2)
    wrong = np.arange(len(birth)) % 50 == 0
    digits = np.array([[int(d) for d in number] for number in pnr.allocate(birth, sex, wrong).to_pylist()])
    assert np.array_equal(digits @ _WEIGHTS % 11 != 0, wrong)


def test_edge_persons_have_numbers_of_their_own(world: World, stage: Stage) -> None:
    numbers = [person.number for people in stage.people.values() for person in people]
    assert len(set(numbers)) == len(numbers)
    assert not set(numbers) & set(world.people.numbers.to_pylist())


def test_too_many_people_on_one_day_are_refused() -> None:
    size = 400
    with pytest.raises(ValueError, match="share a birth date"):
        pnr.allocate(np.full(size, day(2012, 5, 5)), np.ones(size, np.int8), np.zeros(size, bool))
