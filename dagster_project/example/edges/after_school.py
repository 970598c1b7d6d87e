"""Edge cases of interventions and of what comes after school: unknown codes, open ends, leavers without a status."""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import HOME, Person, Stage
from dagster_project.example.files.rows import Value


def _course(stage: Stage, *, fault: bool = False, **changes: Value) -> None:
    row: dict[str, Value] = {
        "pnr": ordinary(stage).number, "kom": HOME, "indsats": "cool_kids", "start": date(stage.year, 2, 1),
        "slut": date(stage.year, 5, 31), "status": "gennemfoert", "pris_undervisning": 6500.0,
        "pris_behandling": None, **changes,
    }  # fmt: skip
    stage.put("indsats", "", row, fault=fault)


@case(
    220, "an intervention that the open list does not know", "row kept, warning; in a row of its own, labelled unknown"
)
def unknown_intervention(stage: Stage) -> None:
    _course(stage, indsats="grænsetilfælde")


@case(221, "a course that ends before it begins", "row quarantined")
def ends_before_start(stage: Stage) -> None:
    _course(stage, slut=date(stage.year, 1, 31), fault=True)


@case(222, "a course that begins after the data cut", "row quarantined")
def begins_after_the_cut(stage: Stage) -> None:
    _course(stage, start=stage.timeline.as_of + timedelta(days=9), slut=None, status="i_gang", fault=True)


@case(223, "a finished course without a last day", "row kept, warning; absence before it, none after it")
def finished_without_end(stage: Stage) -> None:
    _course(stage, slut=None)


@case(224, "a course that was broken off", "enrolled, neither finished nor ongoing")
def broken_off(stage: Stage) -> None:
    _course(stage, status="afbrudt")


@case(225, "a running course: the last day of the year 9999", "ongoing")
def open_sentinel(stage: Stage) -> None:
    _course(stage, slut=date(9999, 12, 31), status="i_gang")


@case(226, "a course of which nothing is said", "row quarantined")
def without_status(stage: Stage) -> None:
    _course(stage, status=None, fault=True)


def _leaver(stage: Stage) -> Person:
    """Segregated in grade 9 on the last count date whose leavers have been followed for five years."""
    last = stage.year - 6
    special: list[dict[str, Value]] = [{"kl_type": "50", "spc_art": "H11", "spc_omfang": 25.0}]
    return ordinary(stage, 9 + stage.autumn - last, until=last, support={last: special})


def _status(stage: Stage, somebody: Person, year: int, status: str, *, fault: bool = False) -> None:
    stage.put("beskaeftigelse", year, {"pnr": somebody.number, "aar": year, "status": status}, fault=fault)


@case(228, "a segregated leaver with a status in the fifth year and others before", "the fifth year's status counts")
def followed(stage: Stage) -> None:
    somebody = _leaver(stage)
    for year, status in ((stage.year - 1, "uddannelse"), (stage.year, "offentlig_forsoergelse")):
        _status(stage, somebody, year, status)


@case(229, "a segregated leaver without a status in the fifth year", "not in the size of the group")
def not_followed(stage: Stage) -> None:
    _status(stage, _leaver(stage), stage.year - 1, "uddannelse")


@case(230, "an occupation outside the closed code list", "row quarantined")
def unknown_status(stage: Stage) -> None:
    _status(stage, _leaver(stage), stage.year, "orlov", fault=True)
