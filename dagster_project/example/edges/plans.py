"""Edge cases of funds, staff, forecasts and investment plans. Ballerup's printed staff is left as it was printed."""

from __future__ import annotations

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import HOME, NEIGHBOUR, Stage
from dagster_project.example.files.rows import Value


def _funds(stage: Stage, school: str, pool: str, amount: float, *, fault: bool = False) -> None:
    row: dict[str, Value] = {"aar": stage.year, "kom": HOME, "instnr": school, "pulje": pool, "beloeb": amount}
    stage.put("pulje", stage.year, row, fault=fault)


@case(300, "funds that are laid out to a department", "added to its main school")
def department_funds(stage: Stage) -> None:
    _funds(stage, stage.school(nth=1), "inklusionspulje", 25_000.0)


@case(301, "a pool outside the closed list", "row quarantined")
def unknown_pool(stage: Stage) -> None:
    _funds(stage, stage.school(nth=1), "trivselspulje", 1_000.0, fault=True)


@case(302, "funds that are taken back: a negative amount", "kept with its sign")
def funds_taken_back(stage: Stage) -> None:
    _funds(stage, stage.school(nth=2), "stoettetimer", -5_000.0)


@case(
    303, "a school that the institution register does not know", "a row of its own, without pupils or money per pupil"
)
def unknown_school(stage: Stage) -> None:
    _funds(stage, f"{HOME}998", "inklusionspulje", 40_000.0)


@case(304, "the same school and pool twice", "the first counts, the second is quarantined")
def same_pool(stage: Stage) -> None:
    _funds(stage, f"{HOME}997", "stoettetimer", 700.0)
    _funds(stage, f"{HOME}997", "stoettetimer", 800.0, fault=True)


def _staff(stage: Stage, year: int, district: str, heads: float, *, fault: bool = False, **changes: Value) -> None:
    row: dict[str, Value] = {
        "aar": year, "kom": NEIGHBOUR, "distrikt": district, "enhed": "ppr", "hoveder": heads, "fuldtid": 1.0,
        "delt_med": None, **changes,
    }  # fmt: skip
    stage.put("personale", year, row, fault=fault)


@case(305, "staff that two districts share, delivered as halves", "halves are kept; delt_med changes no number")
def shared_staff(stage: Stage) -> None:
    _staff(stage, stage.year, "Grænsetilfældet Øst", 2.5, delt_med="Grænsetilfældet Vest")
    _staff(stage, stage.year, "Grænsetilfældet Vest", 2.5, delt_med="Grænsetilfældet Øst")


@case(306, "a printed total (I alt) that the districts do not add up to", "beside the computed total, in no sum")
def printed_total(stage: Stage) -> None:
    _staff(stage, stage.year - 1, "I alt", 99.0)


@case(307, "fewer than no employees", "row quarantined")
def negative_staff(stage: Stage) -> None:
    _staff(stage, stage.year, "Grænsetilfældet Nord", -1.0, fault=True)


@case(308, "a unit outside the closed list", "row quarantined")
def unknown_unit(stage: Stage) -> None:
    _staff(stage, stage.year, "Grænsetilfældet Syd", 4.0, enhed="kantine", fault=True)


def _forecast(stage: Stage, vintage: int, year: int, pupils: float, *, fault: bool = False, grade: int = 0) -> None:
    row: dict[str, Value] = {
        "aar": year, "kom": NEIGHBOUR, "distrikt": f"Grænsetilfældet {stage.case.number}", "klassetrin": grade,
        "elever": pupils,
    }  # fmt: skip
    stage.put("prognose", vintage, row, fault=fault)


@case(309, "a district that begins in the middle of a forecast", "its change is counted from its own first year")
def new_district(stage: Stage) -> None:
    vintage = stage.timeline.last_year
    _forecast(stage, vintage, vintage + 5, 40.0)
    _forecast(stage, vintage, vintage + 6, 55.5)


@case(310, "fewer than no pupils", "row quarantined")
def negative_pupils(stage: Stage) -> None:
    vintage = stage.timeline.last_year
    _forecast(stage, vintage, vintage + 1, -3.0, fault=True)


@case(311, "a grade after the tenth", "row kept, warning")
def grade_twelve(stage: Stage) -> None:
    vintage = stage.timeline.last_year
    _forecast(stage, vintage, vintage + 1, 2.0, grade=12)


@case(312, "a district that only the vintage before forecasts", "in no figure: the newest vintage stands alone")
def older_vintage(stage: Stage) -> None:
    vintage = stage.timeline.last_year
    _forecast(stage, vintage - 1, vintage + 1, 77.0)


@case(313, "a proposal with a line in one of the plan's two years", "its average is over both years")
def one_line(stage: Stage) -> None:
    for proposal, year in (("1", stage.year), ("2", stage.year), ("2", stage.year + 1)):
        stage.put("investering", "", {
            "kom": "101", "forslag": proposal, "titel": stage.case.id, "sektor": "1", "varighed": "engang", "aar": year,
            "beloeb_1000kr": 100.0,
        })  # fmt: skip
