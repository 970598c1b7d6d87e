"""Edge cases of the institution register: departments, validity, numbers that mislead."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import HOME, Stage
from dagster_project.example.files.rows import NumberCell, Row, Value


def institution(stage: Stage, number: str, **changes: Value) -> Row:
    """A row of the register as the case wants it: a folkeskole of the home municipality unless it says otherwise."""
    return {
        "instnr": number, "navn": f"Grænsetilfældets Skole {stage.case.id}", "insttype": "folkeskole",
        "enhedsart": "uden_enheder", "hovedskole_instnr": None, "kom": HOME, "ejerkode": "2", "distrikt": None,
        "klynge": None, "gyldig_fra": date(2007, 1, 1), "gyldig_til": None, **changes,
    }  # fmt: skip


@case(
    45,
    "a department that is a specialskole under a folkeskole",
    "its pupil is segregated, in the main school's district",
)
def special_department(stage: Stage) -> None:
    row = institution(stage, f"{HOME}945", insttype="specialskole", enhedsart="afdeling",
                       hovedskole_instnr=stage.school())  # fmt: skip
    stage.put("institution", "", row)
    ordinary(stage, school=f"{HOME}945")


@case(46, "a number whose first three digits are another municipality's", "the school is in 151: kom decides")
def foreign_prefix(stage: Stage) -> None:
    stage.put("institution", "", institution(stage, "101946", distrikt="Skovlunde"))
    ordinary(stage, school="101946")


@case(47, "a number that begins with zeros", "the zeros are kept and the pupil finds the school")
def leading_zeros(stage: Stage) -> None:
    stage.put("institution", "", institution(stage, "000947", distrikt="Måløv"))
    ordinary(stage, school="000947")


@case(48, "a school that becomes a specialskole on 1 August", "the pupil is general the year before, segregated after")
def new_type(stage: Stage) -> None:
    change = date(stage.autumn, 8, 1)
    before = date.fromordinal(change.toordinal() - 1)
    stage.put("institution", "", institution(stage, f"{HOME}948", gyldig_til=before))
    stage.put("institution", "", institution(stage, f"{HOME}948", insttype="specialskole", gyldig_fra=change))
    ordinary(stage, school=f"{HOME}948")


@case(49, "a text key stored as a number in a spreadsheet", "row quarantined; xlsx only")
def number_cell(stage: Stage) -> None:
    stage.put("institution", "", institution(stage, "", instnr=NumberCell(1949)), fault=True)


@case(50, "a department without a main school", "row kept, warning; it counts as its own main school")
def orphan_department(stage: Stage) -> None:
    stage.put("institution", "", institution(stage, f"{HOME}950", enhedsart="afdeling"))


@case(51, "an institution type outside the closed code list", "row quarantined")
def unknown_type(stage: Stage) -> None:
    stage.put("institution", "", institution(stage, f"{HOME}951", insttype="gymnasium"), fault=True)
