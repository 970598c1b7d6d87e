"""Edge cases of absence: exactly ten per cent, sums that do not add up, months without school days."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import Person, Stage
from dagster_project.example.files.rows import Value


def _month(stage: Stage, somebody: Person, nth: int, active: int, sick: int, *, fault: bool = False,
           **changes: Value) -> None:  # fmt: skip
    """The nth month from August of the last delivered school year."""
    month = date(stage.autumn + (nth > 4), (7 + nth) % 12 + 1, 1)
    row: dict[str, Value] = {
        "pnr": somebody.number, "instnr": stage.school(), "maaned": month, "dageaktiv": active, "dagesyg": sick,
        "dagelovfra": 0, "dageulovfra": 0, "dageialtfra": sick, **changes,
    }  # fmt: skip
    stage.put("fravaer", stage.autumn + 1, row, fault=fault)


@case(95, "20 of 200 days: exactly 10 %", "not high absence")
def ten_per_cent(stage: Stage) -> None:
    somebody = ordinary(stage)
    for nth in range(10):
        _month(stage, somebody, nth, 20, 2)


@case(96, "21 of 200 days", "high absence")
def over_ten(stage: Stage) -> None:
    somebody = ordinary(stage)
    for nth in range(10):
        _month(stage, somebody, nth, 20, 2 + (nth == 0))


@case(97, "dageialtfra is not the sum of its parts", "warning; the parts count")
def wrong_sum(stage: Stage) -> None:
    _month(stage, ordinary(stage), 1, 21, 3, dageialtfra=9)


@case(98, "two schools in one month", "one pupil: days of both schools together, the month weighs once")
def two_schools(stage: Stage) -> None:
    somebody = ordinary(stage)
    _month(stage, somebody, 2, 8, 1)
    _month(stage, somebody, 2, 9, 0, instnr=stage.school(nth=4))


@case(99, "a month without school days", "the month does not weigh")
def empty_month(stage: Stage) -> None:
    somebody = ordinary(stage)
    _month(stage, somebody, 3, 0, 0)
    _month(stage, somebody, 4, 15, 3)


@case(100, "negative days", "row quarantined")
def negative(stage: Stage) -> None:
    _month(stage, ordinary(stage), 5, 20, -1, fault=True)


@case(101, "more days absent than school days", "row kept, warning")
def more_than_all(stage: Stage) -> None:
    _month(stage, ordinary(stage), 6, 15, 16)


@case(102, "a department's row", "counts in the main school")
def department(stage: Stage) -> None:
    _month(stage, ordinary(stage), 7, 21, 2, instnr=stage.school(nth=1))
