"""What an edge case is: an id, the rule that it exercises, what should happen, and a function that sets it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster_project.example.edges.stage import Stage

Setup = Callable[["Stage"], None]


@dataclass(frozen=True)
class Case:
    """`number` gives the id and, through a birth date of its own, the person numbers of the people in the case."""

    number: int
    rule: str
    expected: str
    setup: Setup = field(repr=False)

    @property
    def id(self) -> str:
        """As it stands in the data."""
        return f"edge-{self.number:02d}"


CASES: dict[int, Case] = {}


def case(number: int, rule: str, expected: str) -> Callable[[Setup], Setup]:
    """Registers a function as the set-up of a case."""

    def register(setup: Setup) -> Setup:
        if number in CASES:
            raise ValueError(f"Edge case {number} exists already")
        CASES[number] = Case(number, rule, expected, setup)
        return setup

    return register
