"""Edge cases of the staff survey and of thematic follow-ups: choices, unknown codes, missing counterparts."""

from __future__ import annotations

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import NEIGHBOUR, Stage
from dagster_project.example.files.rows import Value

_LIKERT, _MULTI = "ppr_samarbejde", "redskaber_bedste"


def _answer(stage: Stage, *, fault: bool = False, **changes: Value) -> None:
    """A respondent whose number is the case's, in a municipality whose figures no document prints."""
    row: dict[str, Value] = {
        "resp_id": stage.case.id, "aar": stage.year, "kom": NEIGHBOUR, "instnr": stage.school(home=NEIGHBOUR),
        "faggruppe": "laerer", "spoergsmaal": _LIKERT, "valg": None, "svar": 4, **changes,
    }  # fmt: skip
    stage.put("survey", stage.year, row, fault=fault)


def _choose(stage: Stage, *choices: str, fault: bool = False) -> None:
    for choice in choices:
        _answer(stage, spoergsmaal=_MULTI, valg=choice, svar=None, fault=fault)


def _invited(stage: Stage, profession: str, count: int, *, fault: bool = False) -> None:
    row: dict[str, Value] = {
        "aar": stage.year, "kom": NEIGHBOUR, "instnr": stage.school("specialskole", home=NEIGHBOUR),
        "faggruppe": profession, "inviteret": count,
    }  # fmt: skip
    stage.put("survey_inviteret", stage.year, row, fault=fault)


def _theme(stage: Stage, data: str | None) -> None:
    row: dict[str, Value] = {
        "kom": NEIGHBOUR, "initiativ": stage.case.id, "tidspunkt": "Juni 2026", "fokus": "Prøve", "data": data,
    }  # fmt: skip
    stage.put("opfoelgning", "", row)


@case(400, "three choices in a multi-choice question", "one respondent, three answers: shares add up to more than one")
def three_choices(stage: Stage) -> None:
    _choose(stage, "co-teaching", "mindre klasser", "tidlig opsporing")


@case(401, "four choices where at most three are allowed", "rows kept, warning; all four count")
def four_choices(stage: Stage) -> None:
    _choose(stage, "co-teaching", "mindre klasser", "tidlig opsporing", "tolærersystem")


@case(402, "the same choice twice", "the first counts, the second is quarantined")
def same_choice(stage: Stage) -> None:
    _choose(stage, "co-teaching")
    _choose(stage, "co-teaching", fault=True)


@case(403, "an answer of 7 on a scale to 6", "row quarantined")
def off_the_scale(stage: Stage) -> None:
    _answer(stage, svar=7, fault=True)


@case(404, "a profession outside the closed list", "row quarantined")
def unknown_profession(stage: Stage) -> None:
    _answer(stage, faggruppe="vikar", fault=True)


@case(405, "a question that the open list does not know", "row kept, warning; in the figures, labelled unknown")
def unknown_question(stage: Stage) -> None:
    _answer(stage, spoergsmaal="nyt_spoergsmaal")


@case(406, "a respondent without a school", "counts in all and in the profession, as a school in 'unknown'")
def no_school(stage: Stage) -> None:
    _answer(stage, instnr=None)


@case(407, "neither a choice nor an answer", "row kept, warning; counts nowhere")
def says_nothing(stage: Stage) -> None:
    _answer(stage, spoergsmaal="kvalificeret", svar=None)


@case(408, "a respondent at a department", "counts in the main school")
def at_department(stage: Stage) -> None:
    _answer(stage, instnr=stage.school(nth=1, home=NEIGHBOUR))


@case(409, "staff invited at a school where nobody answers", "in the municipality's response rate; no row of their own")
def nobody_answers(stage: Stage) -> None:
    _invited(stage, "laerer", 6)


@case(410, "a negative number of invited", "row quarantined")
def negative_invited(stage: Stage) -> None:
    _invited(stage, "paedagog", -1, fault=True)


@case(411, "one initiative with two kinds of data", "one row, the kinds in alphabetical order")
def two_kinds(stage: Stage) -> None:
    _theme(stage, "Spørgeskema")
    _theme(stage, "Interview")


@case(412, "an initiative whose kind of data is not decided", "a row without a kind of data")
def no_kind(stage: Stage) -> None:
    _theme(stage, None)
