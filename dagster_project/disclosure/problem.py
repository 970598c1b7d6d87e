"""A disclosure problem as plain data: counts, which of them are hidden first, and what everyone knows of their sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Cell:
    """One count of persons, at least 0.

    `first_hidden`: the rules hide it whatever else is shown. `published=False`: a quantity that no table shows (the
    rest of a share, an overlap): nobody sees it, hiding it is free, and it is protected only when `first_hidden`.
    A published 0 that is not first hidden stays shown. `cost` of hiding it: the value, unless something else is said.
    """

    value: float
    first_hidden: bool = False
    published: bool = True
    cost: float | None = None


@dataclass(frozen=True)
class Constraint:
    """sum(coefficient x cell) = constant, or <= constant; `terms` maps a cell's position to its coefficient.

    Coefficients are 1 and -1. The attacker knows every constraint and its constant.
    """

    terms: Mapping[int, int]
    relation: Literal["=", "<="] = "="
    constant: float = 0


@dataclass(frozen=True)
class Problem:
    """Cells by position, and the constraints that hold between them; the values must satisfy them.

    Safe means, with H the hidden cells: (a) whoever sees all other cells and knows the constraints and that counts are
    whole and at least 0 finds upper - lower >= threshold for every cell of H; (b) whoever also knows which cells were
    hidden first, and that a first-hidden count under the threshold lies in 1 ... threshold - 1, finds upper > lower.
    """

    cells: Sequence[Cell]
    constraints: Sequence[Constraint]
    threshold: int = 5
