"""Edge cases of visitation: days, unions, leap years, hours, who pays, who waits."""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import HOME, NEIGHBOUR, Person, Stage
from dagster_project.example.files.rows import Value


def _place(stage: Stage, offer: str, start: date | None, end: date | None, somebody: Person | None = None,
           *, fault: bool = False, **changes: Value) -> Person:  # fmt: skip
    somebody = somebody or ordinary(stage)
    referred = (start or stage.timeline.as_of) - timedelta(days=90)
    row: dict[str, Value] = {
        "pnr": somebody.number, "tilbud": offer, "tilbud_instnr": None, "betalingskom": HOME, "bopaelskom": HOME,
        "distrikt": None, "henvist_fra_instnr": stage.school(), "timer_uge": None, "henvist_dato": referred,
        "afgoerelse_dato": referred + timedelta(days=30), "visiteret_fra": start, "visiteret_til": end, **changes,
    }  # fmt: skip
    stage.put("visitation", "", row, fault=fault)
    return somebody


@case(55, "two overlapping places in one offer", "the days are a union: each counts once")
def overlap_within(stage: Stage) -> None:
    somebody = _place(stage, "specialskole", date(stage.year, 1, 1), date(stage.year, 6, 30))
    _place(stage, "specialskole", date(stage.year, 5, 1), date(stage.year, 12, 31), somebody)


@case(
    56,
    "two overlapping places in different offers",
    "each offer counts its days; 'all' counts them once; overlap listed",
)
def overlap_between(stage: Stage) -> None:
    somebody = _place(stage, "gruppeordning", date(stage.year, 1, 1), date(stage.year, 9, 30))
    _place(stage, "dagbehandling", date(stage.year, 7, 1), date(stage.year, 12, 31), somebody)


@case(57, "a whole leap year and the year before", "exactly 1 helårsbarn in each: 366/366 and 365/365")
def leap_year(stage: Stage) -> None:
    _place(stage, "specialskole", date(stage.leap_year - 1, 1, 1), date(stage.leap_year, 12, 31))


@case(58, "a place for one day, 29 February", "1 day, 1/366 helårsbarn")
def leap_day(stage: Stage) -> None:
    _place(stage, "dagbehandling", date(stage.leap_year, 2, 29), date(stage.leap_year, 2, 29))


@case(59, "a place that ends after the data cut", "no day after the data cut counts")
def beyond_the_cut(stage: Stage) -> None:
    as_of = stage.timeline.as_of
    _place(stage, "intern_skole", as_of - timedelta(days=30), as_of + timedelta(days=200))


@case(60, "a decided place that begins after the data cut", "no days; still waiting")
def future_place(stage: Stage) -> None:
    as_of = stage.timeline.as_of
    _place(stage, "gruppeordning", as_of + timedelta(days=32), None, henvist_dato=as_of - timedelta(days=60),
           afgoerelse_dato=as_of - timedelta(days=5))  # fmt: skip


@case(61, "support of exactly 9 hours", "offer_type stoettetimer: special")
def nine_hours(stage: Stage) -> None:
    _place(stage, "stoettetimer", date(stage.year, 1, 1), None, timer_uge=9.0)


@case(62, "support of 8.99 hours", "offer_type stoettetimer_under_9: not special")
def under_nine(stage: Stage) -> None:
    _place(stage, "stoettetimer", date(stage.year, 1, 1), None, timer_uge=8.99)


@case(63, "support with unknown hours", "offer_type stoettetimer_under_9: not special")
def unknown_hours(stage: Stage) -> None:
    _place(stage, "stoettetimer", date(stage.year, 1, 1), None, timer_uge=None)


@case(64, "referred, no place yet (visiteret_fra empty)", "in waiting_time only")
def waiting(stage: Stage) -> None:
    _place(stage, "specialskole", None, None, afgoerelse_dato=None)


@case(65, "another municipality pays than where the child lives", "money and places in 161, pupil in 151")
def other_payer(stage: Stage) -> None:
    _place(stage, "dagbehandling", date(stage.year, 1, 1), None, betalingskom=NEIGHBOUR)


@case(66, "the decision names another district than the school's", "the pupil's district is the decision's")
def other_district(stage: Stage) -> None:
    _place(stage, "enkeltintegration", date(stage.autumn, 8, 1), None, distrikt="Baltorp")


@case(67, "open end: the last day of the year 9999", "running at the data cut")
def open_sentinel(stage: Stage) -> None:
    _place(stage, "mellemform_hold", date(stage.year, 3, 1), date(9999, 12, 31))


@case(68, "a place that ends before it begins", "row quarantined")
def ends_before_start(stage: Stage) -> None:
    _place(stage, "specialskole", date(stage.year, 6, 1), date(stage.year, 5, 1), fault=True)


@case(69, "an offer outside the closed code list", "row quarantined")
def unknown_offer(stage: Stage) -> None:
    _place(stage, "hjemmeundervisning", date(stage.year, 6, 1), None, fault=True)


@case(70, "31 December of one year to 1 January of the next", "1 day in each year: both ends count")
def over_new_year(stage: Stage) -> None:
    _place(stage, "gruppeordning", date(stage.year - 1, 12, 31), date(stage.year, 1, 1))
