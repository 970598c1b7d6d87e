"""Edge cases of the population register: residence, person numbers, rows that are set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary, school_years
from dagster_project.example.edges.stage import NEIGHBOUR, Stage
from dagster_project.example.files.rows import Raw, Value


def _one_row(stage: Stage, *, fault: bool = True, **changes: Value) -> None:
    period, on = stage.last_snapshot()
    stage.put("bef", period, stage.bef(stage.person(2), on, **changes), fault=fault)


@case(1, "a municipality code with four digits (Norway) is unknown", "row quarantined")
def foreign_municipality(stage: Stage) -> None:
    _one_row(stage, kom="0301", reg="84")


@case(2, "a required column is empty (koen)", "row quarantined")
def no_sex(stage: Stage) -> None:
    _one_row(stage, koen=None)


@case(3, "a value that cannot be typed (alder = 'ukendt')", "row quarantined; CSV only")
def untypable(stage: Stage) -> None:
    _one_row(stage, alder=Raw("ukendt"))


@case(4, "the same key twice in one file, with different content", "the first row counts, the second is quarantined")
def duplicate_key(stage: Stage) -> None:
    somebody = stage.resident(stage.person(2))
    period, on = stage.last_snapshot()
    stage.put("bef", period, stage.bef(somebody, on, kom=NEIGHBOUR), fault=True)


@case(5, "a number that does not meet modulus 11", "row kept, warning")
def wrong_check_digit(stage: Stage) -> None:
    somebody = stage.person(2)
    last = (int(somebody.number[-1]) + 2) % 10
    period, on = stage.last_snapshot()
    stage.put("bef", period, stage.bef(replace(somebody, number=f"{somebody.number[:-1]}{last}"), on))


@case(6, "a number whose first six digits are no date (month 13)", "row kept, warning")
def impossible_date(stage: Stage) -> None:
    somebody = stage.person(2)
    period, on = stage.last_snapshot()
    stage.put("bef", period, stage.bef(replace(somebody, number=f"6113{somebody.number[4:]}"), on))


@case(7, "a delivered pseudonym of 12 digits instead of a CPR number", "row kept; modulus 11 does not apply")
def pseudonym(stage: Stage) -> None:
    somebody = stage.person(2)
    period, on = stage.last_snapshot()
    stage.put("bef", period, stage.bef(replace(somebody, number=f"00{somebody.number}"), on))


@case(8, "a date after the data cut where the past is meant (foed_dag)", "row quarantined")
def born_tomorrow(stage: Stage) -> None:
    _one_row(stage, foed_dag=date(stage.timeline.as_of.year + 1, 2, 1), alder=0)


@case(
    9, "a move between the count date and the end of the year", "counted in 151, where the last row on or before it is"
)
def moved_after_count_date(stage: Stage) -> None:
    somebody = stage.resident(stage.person(4), **{f"d{stage.autumn}1015": NEIGHBOUR})
    school_years(stage, somebody, 4, stage.school())
    stage.mention(f"bef{stage.autumn}09")


@case(10, "a pupil without any population row", "counted in municipality 'all' only")
def without_residence(stage: Stage) -> None:
    school_years(stage, stage.person(4), 4, stage.school())
    stage.mention(f"kotre{stage.timeline.last_year}")


@case(11, "a negative count (antboernf)", "row quarantined")
def negative_count(stage: Stage) -> None:
    _one_row(stage, antboernf=-1)


@case(12, "an ordinary pupil, for comparison", "counted once in every table")
def nothing_special(stage: Stage) -> None:
    ordinary(stage)
    stage.mention(f"bef{stage.last_snapshot()[0]}")
    stage.mention(f"kotre{stage.timeline.last_year}")
