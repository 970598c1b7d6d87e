"""Complementary suppression: which further cells to hide so that no hidden count can be worked out.

>>> from dagster_project.disclosure import Cell, Constraint, Problem, protect
>>> total, small, large = Cell(12), Cell(3, first_hidden=True), Cell(9)
>>> sorted(protect(Problem([total, small, large], [Constraint({1: 1, 2: 1, 0: -1})])))
[1, 2]
"""

from dagster_project.disclosure.engine import Cannot, protect
from dagster_project.disclosure.problem import Cell, Constraint, Problem

__all__ = ["Cannot", "Cell", "Constraint", "Problem", "protect"]
