"""Edge cases of childcare: two kinds in a year, kinds that nobody knows, enrolments that cannot be."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import HOME, Person, Stage
from dagster_project.example.files.rows import Value

_AGE_OF_THREE = -3  # as a grade


def _small_child(stage: Stage) -> Person:
    return stage.resident(stage.person(_AGE_OF_THREE))


def _enrol(stage: Stage, child: Person, *, fault: bool = False, **changes: Value) -> None:
    row: dict[str, Value] = {
        "pnr": child.number, "aar": stage.year, "kom": HOME, "dst_instnr": "00151900",
        "pasningstilbud": "daginstitution", "ejerform": "kommunal", "aldersgruppe": "3-5",
        "indskrevet_fra": date(stage.year, 1, 1), "fuldtidsenhed": 1.0, "timer_uge": 37.0, "cprtjek": "0",
        "cprtype": "2", **changes,
    }  # fmt: skip
    stage.put("boernfb", stage.year, row, fault=fault)


@case(157, "from family day care to an institution on 1 July", "a child in each of the two; the units are added")
def two_kinds(stage: Stage) -> None:
    child = _small_child(stage)
    summer = date(stage.year, 6, 30)
    _enrol(stage, child, pasningstilbud="dagpleje", dst_instnr="00099905", indskrevet_til=summer, fuldtidsenhed=0.5)
    _enrol(stage, child, indskrevet_fra=date(stage.year, 7, 1), fuldtidsenhed=0.5)


@case(158, "a kind of childcare that the open list does not know", "row kept, warning; the dimension says unknown")
def unknown_kind(stage: Stage) -> None:
    _enrol(stage, _small_child(stage), pasningstilbud="skovgruppe")


@case(159, "an enrolment that ends before it begins", "row quarantined")
def ends_before_start(stage: Stage) -> None:
    _enrol(stage, _small_child(stage), fault=True, indskrevet_til=date(stage.year - 1, 12, 31))


@case(160, "negative full-time units", "row quarantined")
def negative_units(stage: Stage) -> None:
    _enrol(stage, _small_child(stage), fault=True, fuldtidsenhed=-0.25)
