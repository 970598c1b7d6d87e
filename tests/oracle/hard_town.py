"""What the municipalities keep themselves: pools, staff, surveys, interventions, decisions, forecasts and plans."""

import random
from datetime import date, timedelta

from tests.oracle.hard_children import Child
from tests.oracle.hard_edges_pupils import Tables
from tests.oracle.hard_schools import TOWNS
from tests.oracle.hard_write import Row

POOLS = ("inklusionspulje", "stoettetimer", "enhedstakst_udlagt", "enhedstakst_betalt")
UNITS = ("distrikt", "bfo", "ppr", "c_bur")
PROFESSIONS = ("laerer", "paedagog", "andet")
SCHOOLS = ("001", "002", "003", "020", "011")
INTERVENTIONS = ("trivselsteam", "cool_kids", "back2school", "noget_nyt")
OCCUPATIONS = ("beskaeftigelse", "uddannelse", "offentlig_forsoergelse", "oevrige")
HALF_YEARS = ("202212", "202306", "202312", "202406", "202412", "202506")


def pulje_rows(rng: random.Random, year: int) -> list[Row]:
    """Four pools a school; a department's pool is its main school's."""
    return [
        {"aar": year, "kom": kom, "instnr": f"{kom}{school}", "pulje": pool, "beloeb": rng.randrange(1, 900000) + 0.25}
        for kom in TOWNS
        for school in SCHOOLS
        for pool in POOLS
    ]


def personale_rows(rng: random.Random, year: int) -> list[Row]:
    """Heads and posts by district and unit, halves where two share, and a printed total that doesn't add up."""
    rows = []
    for kom, districts in TOWNS.items():
        for unit in UNITS:
            base = {"aar": year, "kom": kom, "enhed": unit}
            for district in (*districts, "Midtby"):
                shared = rng.random() < 0.3
                heads = rng.randrange(1, 60) + (0.5 if shared else 0.0)
                mine = {"distrikt": district, "hoveder": heads, "fuldtid": round(heads * 0.75, 2)}
                rows.append(base | mine | {"delt_med": "Midtby" if shared else None})
            if unit != "c_bur":
                rows.append(base | {"distrikt": "I alt", "hoveder": 99.0, "fuldtid": 71.0})
    return rows


def survey_rows(rng: random.Random, year: int) -> list[Row]:
    """One question on a scale, one of many choices, one that no list knows; some don't answer, some have no school."""
    rows = []
    for number in range(220):
        kom = rng.choice(tuple(TOWNS))
        base = {
            "resp_id": f"{year}-{number:04d}",
            "aar": year,
            "kom": kom,
            "instnr": f"{kom}{rng.choice(SCHOOLS)}" if rng.random() < 0.9 else None,
            "faggruppe": rng.choice(PROFESSIONS),
        }
        for question in ("q01", "q99"):
            if rng.random() < 0.9:
                answer = rng.choice((1, 2, 3, 4, 5, 6, None))
                rows.append(base | {"spoergsmaal": question, "valg": None, "svar": answer})
        choices = rng.sample(("tid", "viden", "hænder", "ro"), rng.choice((0, 1, 3)))
        rows += [base | {"spoergsmaal": "q02", "valg": choice, "svar": rng.choice((1, None))} for choice in choices]
    return rows


def invited_rows(rng: random.Random, year: int) -> list[Row]:
    """Who was asked; one school's staff was not."""
    return [
        {"aar": year, "kom": kom, "instnr": f"{kom}{school}", "faggruppe": who, "inviteret": rng.randrange(4, 30)}
        for kom in TOWNS
        for school in SCHOOLS
        for who in PROFESSIONS
        if (kom, school) != ("161", "003")
    ]


def indsats_rows(rng: random.Random, children: list[Child]) -> list[Row]:
    """Courses of a year or less; a finished one has an end, a running one has none."""
    rows = []
    for child in rng.sample([child for child in children if child.stays], 160):
        start = date(2021, 1, 1) + timedelta(days=rng.randrange(1400))
        status = rng.choices(("gennemfoert", "i_gang", "afbrudt"), (5, 3, 1))[0]
        end = None if status == "i_gang" else start + timedelta(days=rng.randrange(30, 100))
        price = {"pris_undervisning": 100000.0, "pris_behandling": 115000.0 + rng.randrange(9000)}
        rows.append(
            {"pnr": child.pnr, "kom": child.home(start), "indsats": rng.choice(INTERVENTIONS), "start": start}
            | {"slut": end, "status": status}
            | (price if rng.random() < 0.8 else {})
        )
    return rows


def afgoerelse_rows(rng: random.Random, children: list[Child], period: str, as_of: date) -> list[Row]:
    """Decisions around the limit of nine hours, in and outside the general area."""
    first = date(int(period[:4]), int(period[4:]) - 5, 1)
    last = min(as_of, date(int(period[:4]), int(period[4:]), 30))
    rows = []
    for child in rng.sample(children, 110):
        day = first + timedelta(days=rng.randrange((last - first).days + 1))
        school = f"{rng.choice(tuple(TOWNS))}{rng.choice((*SCHOOLS, '012'))}"
        hours = rng.choice((4.0, 8.99, 9.0, 9.01, 15.0))
        almen = int(rng.random() < 0.8)
        rows.append({"pnr": child.pnr, "instnr": school, "afgoerelse_dato": day, "timer_uge": hours, "almen": almen})
    return rows


def prognose_rows(rng: random.Random, vintage: int) -> list[Row]:
    """Expected pupils by district and grade; the forecast of one town stops early."""
    return [
        {"aar": year, "kom": kom, "distrikt": district, "klassetrin": grade, "elever": rng.randrange(10, 90) + 0.5}
        for kom, districts in TOWNS.items()
        for year in range(vintage, 2028 if kom == "751" else 2033)
        for district in districts
        for grade in range(0, 11, 2)
    ]


def beskaeftigelse_rows(rng: random.Random, children: list[Child], year: int) -> list[Row]:
    """Main occupation of most of the grown-up."""
    return [
        {"pnr": child.pnr, "aar": year, "status": rng.choice(OCCUPATIONS)}
        for child in children
        if child.born.year <= 2012 and rng.random() < 0.9
    ]


def investering_rows(rng: random.Random) -> list[Row]:
    """Two titles under one number, two sectors, one-off and lasting money; one proposal runs for two years only."""
    proposals = (("SF1", "Flere pladser"), ("SF1", "Nyt hus"), ("SF2", "Åbne døre"), ("SF3", "Prøve"))
    return [
        {
            "kom": kom,
            "forslag": proposal,
            "titel": title,
            "sektor": sector,
            "varighed": "engang" if sector == "5.51" and proposal != "SF2" else "varig",
            "aar": year,
            "beloeb_1000kr": float(rng.randrange(1, 9000)),
        }
        for kom in ("151", "751")
        for proposal, title in proposals
        for sector in ("5.51", "3.22")
        for year in ((2024, 2025) if proposal == "SF3" else (2024, 2025, 2026, 2027))
    ]


def opfoelgning_rows() -> list[Row]:
    """Subjects with several kinds of data, one with none."""
    rows = []
    for kom in ("101", "151"):
        for number in range(12):
            base = {"kom": kom, "initiativ": f"Initiativ {number:02d}", "tidspunkt": f"{1 + number % 6:02d}-2026"}
            kinds = (("Survey", "Interview", "Registerdata")[: 1 + number % 3]) if number else (None,)
            rows += [base | {"fokus": f"Fokus {number % 4}", "data": kind} for kind in kinds]
    return rows


def tables(rng: random.Random, children: list[Child], as_of: date) -> Tables:
    """All of them by source and period."""
    found: Tables = {
        ("indsats", ""): indsats_rows(rng, children),
        ("investering", ""): investering_rows(rng),
        ("opfoelgning", ""): opfoelgning_rows(),
    }
    for year in range(2021, as_of.year + 1):
        found["pulje", str(year)] = pulje_rows(rng, year)
    for year in (2023, 2024):
        found["personale", str(year)] = personale_rows(rng, year)
        found["survey", str(year)] = survey_rows(rng, year)
        found["survey_inviteret", str(year)] = invited_rows(rng, year)
        found["prognose", str(year)] = prognose_rows(rng, year)
    for year in (2022, 2023, 2024):
        found["beskaeftigelse", str(year)] = beskaeftigelse_rows(rng, children, year)
    for period in HALF_YEARS:
        found["afgoerelse", period] = afgoerelse_rows(rng, children, period, as_of)
    return found
