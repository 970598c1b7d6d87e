"""Edge cases of placements and preventive measures: events, corrections, the new code list of 2024."""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import HOME, Arrival, Person, Stage
from dagster_project.example.files.rows import Row, Value
from dagster_project.example.timeline import EPOCH

_CHILD_ACT = date(2024, 1, 1)


def _child(stage: Stage) -> Person:
    return stage.resident(stage.person(5, sex=1))


def _event(stage: Stage, child: Person, event: str, start: date, end: date | None, **changes: Value) -> Row:
    return {
        "pnr": child.number, "kom": HOME, "forloebsnr": stage.case.id, "haendelse": event, "startdato": start,
        "slutdato": end, "samtykke": "1", "ansted_klas": "21", "ansted_kom": HOME, "aarsag_1": "1", "koen": child.sex,
        "alder": start.year - child.born.year, "cprtjek": "0", "cprtype": "2", **changes,
    }  # fmt: skip


def _known(stage: Stage, source: str, row: Row, start: date, end: date | None) -> None:
    """A spell in every year's file that it touches, open until the year in which it ends."""
    column = "slutdato" if source == "buaf" else "sag_vtil"
    for year in stage.timeline.years:
        cut = date.fromordinal(stage.timeline.year_end(year) + EPOCH)
        if start <= cut and (end is None or end >= date(year, 1, 1)):
            stage.put(source, year, {**row, column: None if end is None or end > cut else end})


def _placed(
    stage: Stage, event: str, start: date, end: date | None, child: Person | None = None, **changes: Value
) -> None:
    _known(stage, "buaf", _event(stage, child or _child(stage), event, start, end, **changes), start, end)


@case(75, "placed and discharged on the same day", "1 day")
def same_day(stage: Stage) -> None:
    _placed(stage, "0", date(stage.year, 5, 4), date(stage.year, 5, 4))


@case(76, "two overlapping placements of one child", "warning; helårsbørn count a day once")
def overlapping(stage: Stage) -> None:
    child = _child(stage)
    _placed(stage, "0", date(stage.year, 1, 1), date(stage.year, 6, 30), child)
    _placed(stage, "1", date(stage.year, 6, 1), date(stage.year, 8, 31), child, ansted_klas="12")


@case(77, "events that are no placement spell (decision, follow-up, end)", "no placement, no days")
def no_spell(stage: Stage) -> None:
    child = _child(stage)
    for event, month in (("0.2", 2), ("3", 5), ("5", 9)):
        _placed(stage, event, date(stage.year, month, 1), date(stage.year, month, 1), child)


@case(78, "consent not stated (99) and empty", "in no consent_share")
def unknown_consent(stage: Stage) -> None:
    _placed(stage, "0", date(stage.year, 3, 1), None, samtykke="99")
    _placed(stage, "0", date(stage.year, 3, 1), None, samtykke=None)


@case(79, "an open placement whose end comes in the next year's file", "the newest row of the key holds: it has ended")
def ended_later(stage: Stage) -> None:
    _placed(stage, "0", date(stage.year - 1, 3, 1), date(stage.year, 4, 30))


@case(80, "a redelivered file (_v2) with a corrected end", "the newest accepted load holds; the first stays readable")
def corrected(stage: Stage) -> None:
    year = stage.year - 2
    row = _event(stage, _child(stage), "0", date(year, 2, 1), date(year, 10, 31))
    stage.put("buaf", year, row)
    stage.put("buaf", year, {**row, "slutdato": date(year, 11, 30)}, version=2)
    stage.again("buaf", year, Arrival.CORRECTED)


@case(81, "a placement that ends before it begins", "row quarantined")
def ends_before_start(stage: Stage) -> None:
    year = stage.year - 1
    row = _event(stage, _child(stage), "0", date(year, 5, 2), date(year, 5, 1))
    stage.put("buaf", year, row, fault=True)


@case(82, "a placement that begins after the data cut", "row quarantined")
def begins_tomorrow(stage: Stage) -> None:
    tomorrow = stage.timeline.as_of + timedelta(days=15)
    stage.put("buaf", stage.year, _event(stage, _child(stage), "0", tomorrow, None), fault=True)


@case(83, "a placement site with a leading zero (06)", "placement_group own_room: the zero is kept")
def own_room(stage: Stage) -> None:
    _placed(stage, "7", date(stage.year, 2, 1), None, ansted_klas="06")


@case(84, "placed on 31 December", "in the home at year end, 1 day in the year")
def last_day(stage: Stage) -> None:
    _placed(stage, "0", date(stage.year, 12, 31), None, ansted_klas="09")


def _measure(stage: Stage, code: str, start: date, end: date | None, child: Person | None = None) -> None:
    child = child or _child(stage)
    row: Row = {"pnr": child.number, "kom": HOME, "pgf": code, "sag_vfra": start, "sag_vtil": end}
    _known(stage, "bufo", row, start, end)


@case(
    85,
    "a measure over the break of the code list on 1 January 2024",
    "two measures: old code to 2023, new code from 2024",
)
def over_the_break(stage: Stage) -> None:
    if stage.year >= _CHILD_ACT.year:
        child = _child(stage)
        _measure(stage, "405", date(2023, 6, 1), date(2023, 12, 31), child)
        _measure(stage, "407", _CHILD_ACT, None, child)


@case(86, "a code of the new list before it was valid (407 in 2022)", "row kept, warning")
def not_yet_valid(stage: Stage) -> None:
    _measure(stage, "407", date(min(stage.year, 2022), 4, 1), date(min(stage.year, 2022), 9, 30))


@case(87, "a measure code that the open list does not know (399)", "row kept, warning; in no measure_group")
def unknown_code(stage: Stage) -> None:
    _measure(stage, "399", date(stage.year, 2, 1), None)


@case(88, "a measure code outside 100-499 (777)", "row quarantined")
def outside_range(stage: Stage) -> None:
    row: Row = {"pnr": _child(stage).number, "kom": HOME, "pgf": "777", "sag_vfra": date(stage.year, 2, 1)}
    stage.put("bufo", stage.year, row, fault=True)


@case(89, "two family-directed measures at the same time", "both count: only placements may not overlap")
def two_measures(stage: Stage) -> None:
    child = _child(stage)
    _measure(stage, "420", date(stage.year, 1, 15), date(stage.year, 12, 31), child)
    _measure(stage, "430", date(stage.year, 2, 1), date(stage.year, 12, 31), child)
