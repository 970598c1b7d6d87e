"""Edge cases of notifications: causes, notifiers, the unborn, and from when a notification is known."""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import HOME, Person, Stage
from dagster_project.example.files.rows import Value

_CAUSES = {f"aarsag_{number:02d}": 0 for number in range(1, 21)}


def _notify(stage: Stage, about: Person, on: date, *, fault: bool = False, **changes: Value) -> None:
    row: dict[str, Value] = {
        "pnr": about.number, "kom": HOME, "und_dato": on, "lbnr": 1, "ufoedt": 0, "alder": on.year - about.born.year,
        "koen": about.sex, "underretter": "01", **_CAUSES, "cprtjek": "0", "cprtype": "2", **changes,
    }  # fmt: skip
    stage.put("buu", on.year, row, fault=fault)


@case(150, "a notification with several causes", "once in cause 'all', once in each of its causes")
def several_causes(stage: Stage) -> None:
    _notify(stage, ordinary(stage), date(stage.year, 2, 3), aarsag_01=1, aarsag_07=1, aarsag_20=1)


@case(151, "a notification without a cause", "in cause 'all' only")
def no_cause(stage: Stage) -> None:
    _notify(stage, ordinary(stage), date(stage.year, 2, 4))


@case(152, "the notifier is not stated", "notifier 'unknown'")
def no_notifier(stage: Stage) -> None:
    _notify(stage, ordinary(stage), date(stage.year, 2, 5), underretter=None, aarsag_01=1)


@case(153, "an unborn child, registered on the mother-to-be", "counted; the mother, a pupil, has no risk factor by it")
def unborn(stage: Stage) -> None:
    _notify(stage, ordinary(stage, 9), date(stage.autumn, 3, 6), ufoedt=1, aarsag_03=1)


@case(154, "two notifications about a child on the same day", "two notifications, one child")
def same_day(stage: Stage) -> None:
    child = ordinary(stage)
    for number in (1, 2):
        _notify(stage, child, date(stage.year, 2, 7), lbnr=number, aarsag_04=1)


@case(155, "a notification on the count date, and one on the day after", "the risk factor of the first pupil only")
def around_the_count_date(stage: Stage) -> None:
    count_date = date(stage.autumn, 9, 30)
    _notify(stage, ordinary(stage), count_date, aarsag_05=1)
    _notify(stage, ordinary(stage), count_date + timedelta(days=1), aarsag_05=1)


@case(156, "a notification in an unknown municipality", "row quarantined")
def unknown_municipality(stage: Stage) -> None:
    _notify(stage, ordinary(stage), date(stage.year, 2, 8), fault=True, kom="999")
