"""Survey and follow-up files: every rule of their contracts on one broken row, and what is only a warning."""

from __future__ import annotations

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.reader import Refused
from tests.reader.conftest import Reader

GOOD = {
    "survey": (
        "2024",
        "resp_id;aar;kom;instnr;faggruppe;spoergsmaal;valg;svar",
        "r1;2024;151;151001;laerer;tilbud_passende;;4",
    ),
    "survey_inviteret": ("2024", "aar;kom;instnr;faggruppe;inviteret", "2024;151;151001;laerer;12"),
    "opfoelgning": ("all", "kom;initiativ;tidspunkt;fokus;data", "101;NEST;Juni 2027;Trivsel;Interview"),
}
BROKEN = [
    ("survey", "resp_id", "", "required"),
    ("survey", "aar", "totusind", "untypable"),
    ("survey", "kom", "", "required"),
    ("survey", "faggruppe", "", "required"),
    ("survey", "faggruppe", "vikar", "unknown_code"),
    ("survey", "spoergsmaal", "", "required"),
    ("survey", "svar", "0", "unknown_code"),
    ("survey", "svar", "7", "unknown_code"),
    ("survey", "svar", "enig", "untypable"),
    ("survey_inviteret", "kom", "", "required"),
    ("survey_inviteret", "instnr", "", "required"),
    ("survey_inviteret", "faggruppe", "", "required"),
    ("survey_inviteret", "inviteret", "", "required"),
    ("survey_inviteret", "inviteret", "12.5", "untypable"),
    ("survey_inviteret", "inviteret", "-1", "inviteret_not_negative"),
    ("opfoelgning", "kom", "", "required"),
    ("opfoelgning", "initiativ", "", "required"),
    ("opfoelgning", "tidspunkt", "", "required"),
    ("opfoelgning", "fokus", "", "required"),
]
# Another key than the good row's, so that the broken one is no repetition.
OTHER = {"survey": ("resp_id", "r2"), "survey_inviteret": ("instnr", "151002"), "opfoelgning": ("initiativ", "Andet")}


def _with(source: str, **values: str) -> str:
    _, header, good = GOOD[source]
    row = dict(zip(header.split(";"), good.split(";"), strict=True)) | values
    return ";".join(row.values())


@pytest.mark.parametrize(("source", "column", "value", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_set_aside(read: Reader, source: str, column: str, value: str, rule: str) -> None:
    period, header, good = GOOD[source]
    broken = _with(source, **{OTHER[source][0]: OTHER[source][1], column: value})
    outcome = read(source, period, f"{source}.csv", f"{header}\n{good}\n{broken}\n")
    assert outcome.quarantine == [(3, column, rule)]
    assert outcome.result.rows_loaded == 1


@pytest.mark.parametrize("source", GOOD)
def test_a_repeated_key_is_set_aside_and_an_empty_part_of_it_equals_another(read: Reader, source: str) -> None:
    period, header, _ = GOOD[source]
    row = _with(source, data="") if source == "opfoelgning" else _with(source)
    outcome = read(source, period, f"{source}.csv", f"{header}\n{row}\n{row}\n")
    assert outcome.quarantine == [(3, "(key)", "duplicate_key")]


@pytest.mark.parametrize("source", ["survey", "survey_inviteret"])
def test_a_file_with_another_year_than_its_name_is_refused(read: Reader, source: str) -> None:
    period, header, good = GOOD[source]
    with pytest.raises(Refused):
        read(source, period, f"{source}.csv", f"{header}\n{good}\n{_with(source, aar='2023')}\n")


@pytest.mark.parametrize(
    "values",
    [{"spoergsmaal": "nobody_knows"}, {"svar": ""}, {"instnr": ""}, {"svar": "6"}],
    ids=["unknown question", "no answer", "no school", "does not know"],
)
def test_what_is_no_fault_is_loaded(read: Reader, values: dict[str, str]) -> None:
    period, header, _ = GOOD["survey"]
    outcome = read("survey", period, "survey.csv", f"{header}\n{_with('survey', **values)}\n")
    assert outcome.quarantine == [] and outcome.result.rows_loaded == 1


def test_a_fourth_choice_is_a_warning_and_no_fault(read: Reader) -> None:
    period, header, _ = GOOD["survey"]
    rows = "\n".join(_with("survey", spoergsmaal="redskaber_bedste", valg=choice, svar="") for choice in "abcd")
    assert read("survey", period, "survey.csv", f"{header}\n{rows}\n").result.rows_loaded == 4
    (rule,) = [rule for rule in load_contracts()["survey"].rules if rule.kind == "at_most"]
    assert (rule.severity, rule.params["maximum"]) == ("warning", 3)
