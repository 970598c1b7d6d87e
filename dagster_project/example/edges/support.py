"""Edge cases of special education: the nine-hour limit, unknown hours, special classes and where they are."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary, udsp
from dagster_project.example.edges.stage import Stage
from dagster_project.example.files.rows import Value


def _pupil(stage: Stage, *rows: dict[str, Value], school: str | None = None, grade: int = 5) -> None:
    ordinary(stage, grade, school=school or stage.school(), support={stage.autumn: list(rows)})


@case(30, "exactly 9.00 hours in an ordinary class", "special education, not segregated")
def nine_hours(stage: Stage) -> None:
    _pupil(stage, {"spc_art": "H13", "spc_omfang": 9.0})


@case(31, "8.99 hours in an ordinary class", "not special education")
def under_nine(stage: Stage) -> None:
    _pupil(stage, {"spc_art": "H13", "spc_omfang": 8.99})


@case(32, "99.99 hours: unknown", "not special education: unknown is never nine or more")
def unknown_hours(stage: Stage) -> None:
    _pupil(stage, {"spc_art": "H10", "spc_omfang": 99.99})


@case(33, "two measures of 5 hours each", "not special education: hours of several rows are not added")
def two_measures(stage: Stage) -> None:
    _pupil(stage, {"spc_art": "H13", "spc_omfang": 5.0}, {"spc_art": "H14", "spc_omfang": 5.0})


@case(34, "a special class (kl_type 50) in a folkeskole, without dates", "segregated")
def special_class(stage: Stage) -> None:
    _pupil(stage, {"kl_type": "50", "spc_art": "H11", "spc_omfang": 30.0})


@case(35, "a special class whose dates begin after the count date", "not segregated at the count date")
def special_class_later(stage: Stage) -> None:
    dates: dict[str, Value] = {"spc_start": date(stage.autumn, 10, 1), "spc_slut": date(stage.autumn + 1, 7, 31)}
    _pupil(stage, {"kl_type": "50", "spc_art": "H11", "spc_omfang": 30.0, **dates})


@case(36, "a special class that covers the count date with its last day", "segregated: both ends count")
def special_class_to_count_date(stage: Stage) -> None:
    dates: dict[str, Value] = {"spc_start": date(stage.autumn, 8, 15), "spc_slut": date(stage.autumn, 9, 30)}
    _pupil(stage, {"kl_type": "50", "spc_art": "H11", "spc_omfang": 30.0, **dates})


@case(37, "kl_type 50 in a private school", "not segregated; outside municipal_offers")
def private_special_class(stage: Stage) -> None:
    _pupil(stage, {"kl_type": "50", "spc_art": "H11", "spc_omfang": 4.0}, school=stage.school("privatskole"))


@case(38, "kl_type 50 in a kommunal ungdomsskole", "segregated")
def youth_school_class(stage: Stage) -> None:
    _pupil(stage, {"kl_type": "50", "spc_art": "H18", "spc_omfang": 20.0},
           school=stage.school("kommunal_ungdomsskole"), grade=9)  # fmt: skip


@case(39, "12 hours with spc_art H00", "not special education")
def hours_without_need(stage: Stage) -> None:
    _pupil(stage, {"spc_art": "H00", "spc_omfang": 12.0})


def _fault(stage: Stage, **changes: Value) -> None:
    somebody = ordinary(stage, 2)
    stage.put("udsp", stage.autumn + 1, udsp(somebody, stage.autumn, 2, stage.school(), **changes), fault=True)


@case(40, "negative hours", "row quarantined")
def negative_hours(stage: Stage) -> None:
    _fault(stage, spc_art="H10", spc_omfang=-2.0)


@case(41, "a need outside the closed code list (H77)", "row quarantined")
def unknown_need(stage: Stage) -> None:
    _fault(stage, spc_art="H77", spc_omfang=10.0)
