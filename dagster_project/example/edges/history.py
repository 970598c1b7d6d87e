"""Edge cases of change: schools that merge, close, pass to another municipality or get departments; a child who moves.

Every event is on 1 August before the last delivered count date, so that the count date before it is of the old order.
"""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary, school_years
from dagster_project.example.edges.schools import institution
from dagster_project.example.edges.stage import HOME, NEIGHBOUR, Person, Stage
from dagster_project.example.files.rows import Value

_SPECIAL_CLASS: list[dict[str, Value]] = [{"kl_type": "50", "spc_art": "H11", "spc_omfang": 25.0}]


def _day(stage: Stage) -> date:
    return date(stage.autumn, 8, 1)


def _until(stage: Stage, number: str, **changes: Value) -> None:
    """What the register says of an institution up to the event."""
    stage.put("institution", "", institution(stage, number, gyldig_til=_day(stage) - timedelta(days=1), **changes))


def _since(stage: Stage, number: str, **changes: Value) -> None:
    """What it says from the event on."""
    stage.put("institution", "", institution(stage, number, gyldig_fra=_day(stage), **changes))


def _pupil(stage: Stage, before: str, after: str, *, special: bool = False) -> Person:
    """A pupil who goes from one institution to another on the day."""
    starts = [start for start in stage.timeline.school_starts if start >= stage.autumn]
    support = dict.fromkeys(stage.timeline.finished_school_starts, _SPECIAL_CLASS) if special else {}
    return ordinary(stage, school=before, schools=dict.fromkeys(starts, after), support=support)


@case(235, "two schools merge: one closes, the other takes its pupils and a new district", "as many pupils and as many "
      "segregated in the new district as in the two old ones together")  # fmt: skip
def merged(stage: Stage) -> None:
    closes, goes_on = f"{HOME}960", f"{HOME}961"
    _until(stage, closes, distrikt="Sammenlagt Nord")
    _until(stage, goes_on, distrikt="Sammenlagt Syd")
    _since(stage, goes_on, distrikt="Sammenlagt")
    for special in (True, False, False):
        _pupil(stage, closes, goes_on, special=special)
    for _ in range(2):
        _pupil(stage, goes_on, goes_on)


@case(236, "a school closes; one pupil goes elsewhere, one is still enrolled there", "both are pupils after; the "
      "one at the closed school is in no denominator scope")  # fmt: skip
def closed(stage: Stage) -> None:
    _until(stage, f"{HOME}962", distrikt="Lukket")
    _pupil(stage, f"{HOME}962", stage.school())
    _pupil(stage, f"{HOME}962", f"{HOME}962")


@case(237, "a school passes to another municipality and keeps its number", "absence and decisions count in 151 before "
      "the day and in 161 from it; its pupils go on counting where they live")  # fmt: skip
def changed_municipality(stage: Stage) -> None:
    number = f"{HOME}963"
    _until(stage, number, distrikt="Skifter")
    _since(stage, number, distrikt="Skifter", kom=NEIGHBOUR)
    somebody = _pupil(stage, number, number)
    for school_year, month in ((stage.autumn, date(stage.autumn, 5, 1)), (stage.autumn + 1, date(stage.autumn, 9, 1))):
        stage.put("fravaer", school_year, {
            "pnr": somebody.number, "instnr": number, "maaned": month, "dageaktiv": 20, "dagesyg": 2,
            "dagelovfra": 0, "dageulovfra": 0, "dageialtfra": 2,
        })  # fmt: skip
    for half, on in ((6, date(stage.autumn, 3, 12)), (12, date(stage.autumn, 10, 2))):
        row: dict[str, Value] = {"pnr": somebody.number, "instnr": number, "afgoerelse_dato": on, "timer_uge": 9.0}
        stage.put("afgoerelse", f"{stage.autumn}{half:02d}", {**row, "almen": 1})


@case(238, "a school gets departments, one of them a specialskole", "the same main school and as many pupils; the one "
      "in the special department is segregated from then on")  # fmt: skip
def got_departments(stage: Stage) -> None:
    main, general, special = f"{HOME}964", f"{HOME}965", f"{HOME}966"
    _until(stage, main, distrikt="Delt")
    _since(stage, main, distrikt="Delt", enhedsart="hovedskole")
    _since(stage, general, enhedsart="afdeling", hovedskole_instnr=main)
    _since(stage, special, enhedsart="afdeling", hovedskole_instnr=main, insttype="specialskole")
    for after in (general, general, special):
        _pupil(stage, main, after)


@case(
    239,
    "a child who moves to 161 and stays at the school",
    "counted in 151 before and in 161 after, in 'all' in both years",
)
def moved(stage: Stage) -> None:
    number = f"{HOME}967"
    stage.put("institution", "", institution(stage, number, distrikt="Fraflyttet"))
    somebody = stage.resident(stage.person(), **{f"d{stage.autumn}0801": NEIGHBOUR})
    school_years(stage, somebody, 5, number)
