"""Edge cases of the wellbeing survey: half answered, reversed items, the limit of low, grades without indicators."""

from __future__ import annotations

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import Stage
from dagster_project.example.files.rows import Value

_SOCIAL = [f"sp{number:02d}" for number in range(1, 11)]
_ALL = [f"sp{number:02d}" for number in range(1, 41)]
_REVERSED = ("sp04", "sp06", "sp07", "sp08", "sp20")


def _respondent(stage: Stage, answers: dict[str, int], grade: int = 6, *, fault: bool = False) -> None:
    """The respondent's number is the case's: it belongs to nobody in the world."""
    row: dict[str, Value] = {
        "resp_id": stage.case.id, "skoleaar": f"{stage.autumn}/{stage.autumn + 1}", "instnr": stage.school(),
        "klassetrin": grade, "koen": 1, **answers,
    }  # fmt: skip
    stage.put("trivsel", stage.autumn + 1, row, fault=fault)


@case(105, "exactly half of the social items answered (5 of 10)", "has a social indicator, 4.0")
def half(stage: Stage) -> None:
    _respondent(stage, {item: 2 if item in _REVERSED else 4 for item in _SOCIAL[:5]})


@case(106, "less than half of the social items answered (4 of 10)", "no social indicator")
def under_half(stage: Stage) -> None:
    _respondent(stage, {item: 2 if item in _REVERSED else 4 for item in _SOCIAL[:4]})


@case(107, "5 in every item", "social 3.4: four of its items are reversed")
def reversed_items(stage: Stage) -> None:
    _respondent(stage, dict.fromkeys(_ALL, 5))


@case(108, "a respondent of grade 3", "in no indicator: those are for grades 4-9")
def too_young(stage: Stage) -> None:
    _respondent(stage, dict.fromkeys(_ALL[:20], 3), grade=3)


@case(109, "an answer of 6", "row quarantined")
def no_such_answer(stage: Stage) -> None:
    _respondent(stage, {"sp01": 6, "sp02": 5}, fault=True)


@case(110, "3 in every item", "every indicator exactly 3.0: low, and in band (2,3]")
def exactly_three(stage: Stage) -> None:
    _respondent(stage, dict.fromkeys(_ALL, 3))


@case(111, "1 in every ordinary item and 5 in the reversed ones", "every indicator exactly 1.0: in the first band")
def exactly_one(stage: Stage) -> None:
    _respondent(stage, {item: 5 if item in _REVERSED else 1 for item in _ALL})
