"""Ordinary school years for the people of edge cases, and the rows that cases vary."""

from __future__ import annotations

from datetime import date
from typing import Any

from dagster_project.example.edges.stage import Person, Stage
from dagster_project.example.files.rows import Row, Value
from dagster_project.example.timeline import EPOCH, day

_GROUPS = ["1114"] * 7 + ["1116"] * 3 + ["1117", "1117"]


def kotre(somebody: Person, start: date, grade: int, school: str, **changes: Value) -> Row:
    """One enrolment part, finished at the end of its school year."""
    ends = date(start.year + (start.month > 7), 7, 31)
    return {
        "pnr": somebody.number, "elev3_vfra": start, "elev3_vtil": ends, "udd": _GROUPS[grade], "udel": str(20 + grade),
        "audd": "0", "instnr": school, "afg_art": "11", **changes,
    }  # fmt: skip


def enrol(stage: Stage, row: Row, *, focus: bool = True, fault: bool = False) -> None:
    """A part in every delivery that knows of it; still running at a delivery's end it is open there."""
    start, end = row["elev3_vfra"], row["elev3_vtil"]
    assert isinstance(start, date)
    for year in stage.timeline.years:
        cut = date.fromordinal(stage.timeline.year_end(year) + EPOCH)
        if start <= cut:
            # A row with an explicit state of its own is delivered as it stands.
            running = row["afg_art"] == "11" and isinstance(end, date) and end > cut
            known = {**row, "elev3_vtil": None, "audd": "9999", "afg_art": "44"} if running else row
            (stage.put if focus and year == stage.timeline.last_year else stage.add)("kotre", year, known, fault=fault)


def udsp(somebody: Person, start: int, grade: int, school: str, **changes: Value) -> Row:
    """A pupil's row of a school year, without special education unless the case says otherwise."""
    return {
        "pnr": somebody.number, "skl_vfra": date(start, 8, 1), "skl_vtil": date(start + 1, 7, 31),
        "udd": _GROUPS[grade], "udel": str(20 + grade), "instnr": school, "kl_type": "40", "spc_art": "H00",
        "spc_omfang": None, "spc_omfang_ud": None, "spc_start": None, "spc_slut": None, "dansk_2_sp": 0, "modt": 0,
        "cprtjek": "0", "cprtype": "2", **changes,
    }  # fmt: skip


def school_years(stage: Stage, somebody: Person, grade: int, school: str, **variants: Any) -> None:
    """Every school year with the grade that leads to `grade` in the last delivered autumn.

    `schools` and `support` (by start year) vary a year; `without` leaves years to the case itself; `until` is the last.
    """
    schools: dict[int, str] = variants.get("schools", {})
    support: dict[int, list[dict[str, Value]]] = variants.get("support", {})
    timeline = stage.timeline
    for start in timeline.school_starts:
        then = grade - (stage.autumn - start)
        if not 0 <= then <= 10 or start in variants.get("without", ()) or start > variants.get("until", start):
            continue
        where = schools.get(start, school)
        if day(start, 8, 1) <= timeline.today:
            enrol(stage, kotre(somebody, date(start, 8, 1), then, where), focus=False)
        if start in timeline.finished_school_starts:
            for changes in support.get(start, [{}]):
                put = stage.put if start in support else stage.add
                put("udsp", start + 1, udsp(somebody, start, then, where, **changes))


def ordinary(stage: Stage, grade: int = 5, **variants: Any) -> Person:
    """A resident pupil of a general school."""
    somebody = stage.resident(stage.person(grade))
    school_years(stage, somebody, grade, variants.pop("school", stage.school()), **variants)
    return somebody
