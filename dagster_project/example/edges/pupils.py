"""Edge cases of enrolment: open ends, both grade series, several spells on the count date, returns."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import enrol, kotre, ordinary, school_years
from dagster_project.example.edges.stage import Person, Stage
from dagster_project.example.files.rows import Value

_SPECIAL_CLASS: list[dict[str, Value]] = [{"kl_type": "50", "spc_art": "H11", "spc_omfang": 25.0}]


def _only_spell(stage: Stage, *, fault: bool = False, grade: int = 4, **changes: Value) -> Person:
    """A pupil with one enrolment part, which begins in August of the last delivered autumn."""
    somebody = stage.resident(stage.person(grade))
    row = kotre(somebody, date(stage.autumn, 8, 1), grade, str(changes.pop("instnr", stage.school())))
    enrol(stage, {**row, **changes}, fault=fault)
    return somebody


@case(13, "open end: empty", "pupil on every later count date")
def open_empty(stage: Stage) -> None:
    _only_spell(stage, elev3_vtil=None, afg_art=None)


@case(14, "open end: the last day of the year 9999", "pupil on every later count date")
def open_sentinel(stage: Stage) -> None:
    _only_spell(stage, elev3_vtil=date(9999, 12, 31), afg_art=None)


@case(15, "open end: afg_art begins with 4, whatever elev3_vtil says", "pupil on the count date after elev3_vtil")
def open_by_exit_code(stage: Stage) -> None:
    _only_spell(stage, elev3_vtil=date(stage.autumn, 9, 1), afg_art="44")


@case(16, "running spell whose meaningless end lies before its start", "row kept, spell open")
def open_end_before_start(stage: Stage) -> None:
    _only_spell(stage, elev3_vtil=date(stage.autumn, 7, 31), afg_art="44")


@case(17, "a finished spell that ends before it begins", "row quarantined in every delivery")
def ends_before_start(stage: Stage) -> None:
    _only_spell(stage, elev3_vtil=date(stage.autumn, 7, 1), afg_art="31", fault=True)


@case(18, "the grade in the old series (udel 7) and in the new (27)", "two pupils of grade 7")
def both_series(stage: Stage) -> None:
    _only_spell(stage, grade=7, udel="7")
    _only_spell(stage, grade=7, udel="27")


@case(19, "two spells on the count date that began on the same day", "the lowest instnr counts")
def tie(stage: Stage) -> None:
    somebody = _only_spell(stage, instnr=stage.school(nth=4))
    enrol(stage, kotre(somebody, date(stage.autumn, 8, 1), 4, stage.school(nth=0)))


@case(20, "two spells on the count date that began on different days", "the one that started last counts")
def later_start(stage: Stage) -> None:
    somebody = _only_spell(stage, instnr=stage.school(nth=0))
    enrol(stage, kotre(somebody, date(stage.autumn, 9, 15), 4, stage.school(nth=4)))


@case(21, "grade 11", "no pupil: grades 0-10 are")
def grade_eleven(stage: Stage) -> None:
    _only_spell(stage, grade=11, udel="31")


@case(22, "an education outside the basic school (udd 5080), unknown to an open code list", "warning; no pupil")
def other_education(stage: Stage) -> None:
    _only_spell(stage, grade=10, udd="5080")


@case(23, "a school that the institution register does not know", "district 'unknown'; in no denominator scope")
def unknown_school(stage: Stage) -> None:
    _only_spell(stage, instnr="999999")


@case(24, "the same row twice in one file", "the second is quarantined")
def duplicate_row(stage: Stage) -> None:
    somebody = ordinary(stage, grade=3)
    row = kotre(somebody, date(stage.autumn, 8, 1), 3, stage.school())
    stage.put("kotre", stage.autumn + 1, row, fault=True)


def _segregated(stage: Stage, grade: int, years: range, until: int | None = None) -> None:
    somebody = stage.resident(stage.person(grade))
    support = dict.fromkeys(years, _SPECIAL_CLASS)
    school_years(stage, somebody, grade, stage.school(), support=support, until=until or stage.autumn + 1)


@case(25, "general, then segregated, then general again three years after the referral", "referred and returned")
def returned(stage: Stage) -> None:
    _segregated(stage, 5, range(stage.autumn - 3, stage.autumn))


@case(
    26, "general, then segregated, and still three years after the referral", "referred, still enrolled, not returned"
)
def stayed(stage: Stage) -> None:
    _segregated(stage, 5, range(stage.autumn - 3, stage.autumn + 1))


@case(27, "segregated at the first count date ever seen", "not referred: no general count date before")
def from_the_start(stage: Stage) -> None:
    _segregated(stage, 3, range(stage.autumn - 3, stage.autumn + 1))


@case(28, "referred, and no longer a pupil three years later", "referred, not still enrolled")
def left(stage: Stage) -> None:
    _segregated(stage, 6, range(stage.autumn - 3, stage.autumn), until=stage.autumn - 1)
