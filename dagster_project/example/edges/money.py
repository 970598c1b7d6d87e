"""Edge cases of postings: signs, kinds of operation, codes and numbers that do not fit."""

from __future__ import annotations

from dagster_project.example.edges.case import case
from dagster_project.example.edges.stage import HOME, Stage
from dagster_project.example.files.rows import Raw, Value


def _posting(stage: Stage, amount: Value, *, fault: bool = False, **changes: Value) -> None:
    row: dict[str, Value] = {
        "bilag": stage.case.id, "kom": HOME, "aar": stage.year, "maaned": 6, "art": "regnskab", "funktion": "3.22.08",
        "dranst": "1", "ejerforhold": "1", "gruppering": "001", "omraade": "special", "tilbud": "specialskole",
        "instnr": None, "beloeb": amount, **changes,
    }  # fmt: skip
    stage.put("oekonomi", stage.year, row, fault=fault)


@case(115, "a credit note: a negative amount", "kept with its sign")
def credit_note(stage: Stage) -> None:
    _posting(stage, -12500.50)


@case(116, "state reimbursement (dranst 2)", "lowers the special money")
def reimbursement(stage: Stage) -> None:
    _posting(stage, -40000.0, dranst="2")


@case(117, "a building project (dranst 3)", "in the facts, in no mart of special money")
def building(stage: Stage) -> None:
    _posting(stage, 900000.0, dranst="3", tilbud=None)


@case(118, "an account function that the open list does not know (5.51, a local sector)", "row kept, warning")
def local_sector(stage: Stage) -> None:
    _posting(stage, 1000.0, funktion="5.51", omraade="andet", tilbud=None)


@case(119, "an area outside the closed list", "row quarantined")
def unknown_area(stage: Stage) -> None:
    _posting(stage, 1000.0, omraade="social", fault=True)


@case(120, "an amount that is no number", "row quarantined; CSV only")
def no_number(stage: Stage) -> None:
    _posting(stage, Raw("ca. 1000 kr."), fault=True)


@case(121, "the same voucher number twice", "the first counts, the second is quarantined")
def same_voucher(stage: Stage) -> None:
    _posting(stage, 700.0)
    _posting(stage, 800.0, fault=True)


@case(122, "month 13, where closing entries are put", "row kept, warning")
def month_thirteen(stage: Stage) -> None:
    _posting(stage, 250.0, maaned=13)


@case(
    123,
    "special money without an offer",
    "in area_cost_index and budget_balance; not in special_education_cost, whose 'all' is the sum of its offers",
)
def without_offer(stage: Stage) -> None:
    _posting(stage, 300.0, tilbud=None)
