"""The national registers on care and health as rows: childcare, notifications, births, contacts and diagnoses."""

import random
from datetime import date, timedelta

from tests.oracle.hard_children import Child
from tests.oracle.hard_edges_pupils import Tables
from tests.oracle.hard_write import OPEN, Row

OFFERS = ("1", "2", "3", "77")
NOTIFIERS = ("skole", "sundhedsplejerske", "politi", "anonym", None)
CAUSES = [f"aarsag_{number:02d}" for number in range(1, 21)]
DIAGNOSES = ("DF840", "DF900", "DF32", "DJ45", "DZ032", "DF84")


def boernfb_rows(rng: random.Random, children: list[Child], year: int) -> list[Row]:
    """Everyone of nursery age, some at two places in the year, one offer that no list knows."""
    rows = []
    for child in children:
        if not 1 <= year - child.born.year <= 5:
            continue
        for part in range(rng.choice((1, 1, 1, 2))):
            start = date(year, 1 + 6 * part, 1)
            rows.append(
                {
                    "pnr": child.pnr,
                    "aar": year,
                    "kom": child.home(start),
                    "dst_instnr": f"{rng.randrange(60):08d}",
                    "pasningstilbud": rng.choices(OFFERS, (4, 3, 2, 1))[0],
                    "ejerform": "kommunal",
                    "aldersgruppe": "0-2" if year - child.born.year < 3 else "3-5",
                    "indskrevet_fra": start,
                    "indskrevet_til": rng.choice((OPEN, None, date(year, 12, 31))) if part else date(year, 6, 30),
                    "fuldtidsenhed": rng.choice((0.25, 0.5, 0.42, 1.0, 0.0)),
                    "timer_uge": rng.choice((37.0, 48.0, None)),
                }
            )
    return rows


def buu_rows(rng: random.Random, children: list[Child], year: int, last: date) -> list[Row]:
    """Notifications with none, one or several causes; the same child again, also on one day."""
    rows = []
    for child in rng.sample(children, 90):
        day = date(year, 1, 1) + timedelta(days=rng.randrange((last - date(year, 1, 1)).days + 1))
        for number in range(rng.choice((1, 1, 2))):
            marked = set(rng.sample(CAUSES, rng.choice((0, 1, 1, 3))))
            rows.append(
                {
                    "pnr": child.pnr,
                    "kom": child.home(day),
                    "und_dato": day,
                    "lbnr": number + 1,
                    "ufoedt": int(rng.random() < 0.05),
                    "alder": (day - child.born).days // 365,
                    "koen": child.sex,
                    "underretter": rng.choice(NOTIFIERS),
                }
                | {cause: int(cause in marked) for cause in CAUSES}
            )
    return rows


def ftbarn_rows(children: list[Child], year: int) -> list[Row]:
    """Births of a year; a weight of -1 is no weight."""
    return [
        {
            "pnr": child.pnr,
            "foed_dag": child.born,
            "foedaar": year,
            "koen": child.sex,
            "levende_eller_doedfoedt": "L",
            "flerfold": 1,
            "vaegt_barn": -1 if number % 10 == 0 else 2500 + number,
            "laengde_barn": 50,
            "inddag": number % 4,
            "mor_alder": 28.5,
            "mor_foed_adop": "21",
        }
        for number, child in enumerate(child for child in children if child.born.year == year)
    ]


def ssko_rows(rng: random.Random, children: list[Child]) -> list[Row]:
    """Contacts by specialty; a few negative, one specialty that no list knows."""
    return [
        {"pnr": child.pnr, "spec2": code, "kontaktagg": rng.choice((1, 2, 5, -1)), "koenimp": child.sex, "version": 1}
        for child in children[::9]
        for code in rng.sample(("08", "26", "63", "80", "97"), 2)
    ]


def hospital_rows(rng: random.Random, children: list[Child], year: int, counts: tuple[str, str]) -> list[Row]:
    """Hospital contacts by group of diagnoses."""
    return [
        {"pnr": child.pnr, "aar": year, "kom": child.home(date(year, 12, 31)), "diaggrp_99": f"{group:02d}", "akut": 0}
        | {counts[0]: rng.randrange(1, 5), counts[1]: rng.randrange(9)}
        for child in children[::11]
        for group in rng.sample(range(99), 2)
    ]


def contact_rows(rng: random.Random, children: list[Child], year: int) -> tuple[list[Row], list[Row]]:
    """Contacts and their diagnoses; a contact may have several, and other chapters than the psychiatric."""
    contacts, diagnoses = [], []
    for number, child in enumerate(rng.sample(children, 150)):
        recnum = f"{year}{number:014d}"
        day = date(year, 1, 1) + timedelta(days=rng.randrange(365))
        contacts.append({"pnr": child.pnr, "recnum": recnum, "d_inddto": day})
        for code in rng.sample(DIAGNOSES, rng.choice((0, 1, 1, 2))):
            kind = rng.choice(("A", "B", "H", "+"))
            diagnoses.append({"recnum": recnum, "c_diag": code, "c_diagtype": kind, "version": 2})
    return contacts, diagnoses


def tables(rng: random.Random, children: list[Child], as_of: date) -> Tables:
    """All of them by source and period."""
    found: Tables = {}
    for year in (2020, 2021, 2022):
        found["boernfb", str(year)] = boernfb_rows(rng, children, year)
    for year in range(2020, as_of.year + 1):
        found["buu", str(year)] = buu_rows(rng, children, year, min(date(year, 12, 31), as_of))
    for year in (2015, 2016):
        found["ftbarn", str(year)] = ftbarn_rows(children, year)
    for year in (2022, 2023):
        found["ssko", str(year)] = ssko_rows(rng, children)
        found["syap", str(year)] = hospital_rows(rng, children, year, ("ant_kontakter", "ant_bes_aar"))
        found["syhb", str(year)] = hospital_rows(rng, children, year, ("antal_indl", "sengedage"))
    for year in (2017, 2018):
        found["uaf_adm", str(year)], found["uaf_diag", str(year)] = contact_rows(rng, children, year)
    return found
