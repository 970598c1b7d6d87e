"""Edge cases of decisions on support: the nine-hour limit, the general area, departments, the turn of the half-year."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import Stage
from dagster_project.example.files.rows import Value


def _decision(stage: Stage, hours: float, on: date | None = None, **changes: Value) -> None:
    day = on or date(stage.year, 3, 12)
    row: dict[str, Value] = {
        "pnr": ordinary(stage).number, "instnr": stage.school(), "afgoerelse_dato": day, "timer_uge": hours,
        "almen": 1, **changes,
    }  # fmt: skip
    stage.put("afgoerelse", f"{day.year}{6 if day.month <= 6 else 12:02d}", row)


@case(210, "a decision on exactly 9 hours in the general area", "a decision over nine hours")
def nine_hours(stage: Stage) -> None:
    _decision(stage, 9.0)


@case(211, "a decision on 8.99 hours in the general area", "a decision, not over nine hours")
def under_nine(stage: Stage) -> None:
    _decision(stage, 8.99)


@case(212, "a decision on 12 hours outside the general area", "in the facts, in no support_decisions")
def outside(stage: Stage) -> None:
    _decision(stage, 12.0, almen=0)


@case(213, "a decision at a department", "counts in the main school")
def department(stage: Stage) -> None:
    _decision(stage, 10.0, instnr=stage.school(nth=1))


@case(214, "a decision on 30 June and another on 1 July", "one in each half-year")
def turn_of_the_half_year(stage: Stage) -> None:
    _decision(stage, 3.0, date(stage.year, 6, 30))
    _decision(stage, 3.0, date(stage.year, 7, 1))
