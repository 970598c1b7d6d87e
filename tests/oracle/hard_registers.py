"""The national registers as rows: population, pupils, special education, absence and wellbeing."""

import random
from datetime import date

from tests.oracle.hard_children import LAST_YEAR, Child, Stay
from tests.oracle.hard_schools import Place
from tests.oracle.hard_write import OPEN, Row

SURVEYED = ("folkeskole", "specialskole", "intern_skole")
ABSENT = ("folkeskole", "specialskole")


def bef_rows(children: list[Child], day: date) -> list[Row]:
    """Everyone born on the snapshot date."""
    return [
        {
            "pnr": child.pnr,
            "referencetid": day,
            "version": 1,
            "koen": child.sex,
            "foed_dag": child.born,
            "alder": (day - child.born).days // 365,
            "kom": child.home(day),
            "reg": "84" if child.home(day) != "751" else "82",
            "adresse_id": f"Ø{int(child.pnr[:6]):08d}",
            "bop_vfra": None,
            "familie_id": child.pnr[::-1],
            "familie_type": 1,
            "fm_mark": 1,
            "plads": 3,
            "antboernf": 2,
            "antpersf": 4,
            "civst": "U",
            "ie_type": 1 + int(child.pnr[-1]) % 3,
            "opr_land": "5100",
        }
        for child in children
        if child.born <= day and child.in_bef_from <= day
    ]


def _education(stay: Stay) -> str:
    if stay.place.kind == "efterskole":
        return str(2500 + stay.grade)
    return "1100" if stay.grade == 0 else "1114" if stay.grade <= 6 else "1116" if stay.grade <= 9 else "1117"


def kotre_row(child: Child, stay: Stay) -> Row:
    """One part of the pupil register; half of the grades in the new spelling."""
    number = int(child.pnr[-3:])
    return {
        "pnr": child.pnr,
        "elev3_vfra": stay.start,
        "elev3_vtil": stay.end or (OPEN, None, date(LAST_YEAR, 2, 1))[number % 3],
        "udd": _education(stay),
        "udel": str(stay.grade + 20 * (number % 2)),
        "audd": "0",
        "instnr": stay.place.instnr,
        "afg_art": "11" if stay.end else ("44", "40", "41")[number % 3],
    }


def kotre_rows(children: list[Child], last_year: int) -> list[Row]:
    """The whole history up to a school year."""
    return [kotre_row(child, stay) for child in children for stay in child.stays if stay.year <= last_year]


def udsp_rows(rng: random.Random, children: list[Child], year: int) -> list[Row]:
    """Every pupil of the school year, most without special education."""
    rows = []
    for child in children:
        for stay in (stay for stay in child.stays if stay.year == year):
            special = stay.support in ("class", "hours") or stay.place.kind in ("specialskole", "dagbehandling")
            dated = special and rng.random() < 0.6
            rows.append(
                {
                    "pnr": child.pnr,
                    "skl_vfra": stay.start,
                    "skl_vtil": stay.end,
                    "udd": _education(stay),
                    "udel": str(stay.grade + 20 * (stay.grade % 2)),
                    "instnr": stay.place.instnr,
                    "kl_type": "50" if stay.support == "class" else "40",
                    "spc_art": rng.choice(("H10", "H11", "H12", "H18")) if special else "H00",
                    "spc_omfang": stay.hours,
                    "spc_start": stay.start if dated else None,
                    "spc_slut": OPEN if dated and rng.random() < 0.5 else None,
                    "dansk_2_sp": rng.randrange(2),
                    "modt": 0,
                }
            )
    return rows


def fravaer_rows(rng: random.Random, children: list[Child], year: int, last_month: date) -> list[Row]:
    """Every fourth child, month by month; dageialtfra is wrong in some rows and means nothing."""
    rows = []
    for child in children[::4]:
        for stay in (stay for stay in child.stays if stay.year == year and stay.place.kind in ABSENT):
            for month in (*range(8, 13), *range(1, 7)):
                first = date(year - (month > 7), month, 1)
                if not stay.start.replace(day=1) <= first <= min(stay.end or last_month, last_month):
                    continue
                active = rng.choice((0, 12, 18, 20, 20, 22))
                sick, permitted, unpermitted = (min(active, int(rng.expovariate(scale))) for scale in (0.7, 1.2, 1.5))
                rows.append(
                    {
                        "pnr": child.pnr,
                        "instnr": stay.place.instnr,
                        "maaned": first,
                        "dageaktiv": active,
                        "dagesyg": sick,
                        "dagelovfra": permitted,
                        "dageulovfra": unpermitted,
                        "dageialtfra": sick + permitted + unpermitted + (rng.random() < 0.01),
                    }
                )
    unique = {(row["pnr"], row["instnr"], row["maaned"]): row for row in rows}
    return list(unique.values())


def trivsel_rows(rng: random.Random, places: list[Place], year: int) -> list[Row]:
    """Respondents of every surveyed school, with a number of their own that says nothing about the child."""
    rows = []
    for place in (place for place in places if place.kind in SURVEYED):
        for number in range(24):
            grade = number % 10
            items, answers = (range(1, 21), (1, 2, 3)) if grade <= 3 else (range(1, 41), (1, 2, 3, 4, 5))
            silent = rng.choice((0.0, 0.1, 0.5, 0.7))
            row = {f"sp{item:02d}": None if rng.random() < silent else rng.choice(answers) for item in items}
            resp_id = f"{year}{place.instnr}{number:03d}"
            rows.append(
                {"resp_id": resp_id, "skoleaar": f"{year - 1}/{year}", "instnr": place.instnr, "klassetrin": grade}
                | row
            )
    return rows
