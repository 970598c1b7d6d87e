"""Children made for one rule each: risk factors, notifications and interventions at their edges."""

from datetime import date

from tests.oracle.hard_care import CAUSES
from tests.oracle.hard_edges_pupils import Edges
from tests.oracle.hard_write import OPEN, Row

LONG_AGO = date(1900, 1, 1)
RISKS_TOWN, COURSES_TOWN = "190", "210"
MAIN, DEPARTMENT = "190001", "190011"


def _general(edges: Edges, first: int = 2022) -> str:
    child = edges.child((LONG_AGO, RISKS_TOWN))
    for year in range(first, 2024):
        edges.enrol(child, MAIN, date(year, 8, 1), date(year + 1, 6, 30))
    return child.pnr


def risks(edges: Edges) -> None:
    """Each factor on the count date and the day after, at the borders of its codes, and for an unborn child."""
    for day in (date(2022, 9, 30), date(2022, 10, 1)):
        for event in ("0", "7.5", "3", "5.5"):
            spell = {"kom": RISKS_TOWN, "forloebsnr": "R1", "haendelse": event, "startdato": day, "slutdato": day}
            edges.tables["buaf", "2022"].append(spell | {"pnr": _general(edges), "ansted_klas": "01"})
        for pgf in ("199", "200", "300", "399", "499", "100"):
            measure = {"pnr": _general(edges), "kom": RISKS_TOWN, "pgf": pgf, "sag_vfra": day, "sag_vtil": OPEN}
            edges.tables["bufo", "2022"].append(measure)
        for unborn in (0, 1):
            told = {"pnr": _general(edges), "kom": RISKS_TOWN, "und_dato": day, "lbnr": 1, "ufoedt": unborn}
            edges.tables["buu", "2022"].append(told | {"underretter": "læge"})
    for number, code in enumerate(("DF840", "DF849", "DF83", "DF00", "DG40", "DZF84")):
        recnum = f"E{number:017d}"
        day = date(2018, 9, 30) if number % 2 else date(2018, 10, 1)
        edges.tables["uaf_adm", "2018"].append({"pnr": _general(edges, 2018), "recnum": recnum, "d_inddto": day})
        edges.tables["uaf_diag", "2018"].append({"recnum": recnum, "c_diag": code, "c_diagtype": "H"})


def notifications(edges: Edges) -> None:
    """One with every cause, one without any, an unborn child, twice on one day, no notifier, the year's ends."""
    child = edges.child()
    base = {"pnr": child.pnr, "kom": RISKS_TOWN, "ufoedt": 0, "underretter": "naboer"} | dict.fromkeys(CAUSES, 0)
    rows: list[Row] = [
        {"und_dato": date(2023, 1, 1), "lbnr": 1} | dict.fromkeys(CAUSES, 1),
        {"und_dato": date(2023, 12, 31), "lbnr": 1},
        {"und_dato": date(2023, 12, 31), "lbnr": 2, "aarsag_20": 1},
        {"und_dato": date(2023, 5, 5), "lbnr": 1, "ufoedt": 1, "pnr": edges.child().pnr, "aarsag_01": 1},
        {"und_dato": date(2023, 5, 6), "lbnr": 1, "underretter": None} | dict.fromkeys(CAUSES) | {"aarsag_02": 1},
    ]
    edges.tables["buu", "2023"] += [base | row for row in rows]


def decisions(edges: Edges) -> None:
    """The limit of nine hours, no hours, a department, the middle of the year, and a school nobody knows."""
    rows = (
        (DEPARTMENT, date(2024, 3, 1), 9.0, 1),
        (DEPARTMENT, date(2024, 3, 2), 8.99, 1),
        (DEPARTMENT, date(2024, 3, 3), 12.0, 0),
        (MAIN, date(2024, 3, 4), 0.0, 1),
        (MAIN, date(2024, 6, 30), 9.5, 1),
        (MAIN, date(2024, 7, 1), 9.0, 1),
        ("888888", date(2024, 5, 1), 20.0, 1),
        ("161002", date(2022, 7, 31), 9.0, 1),
        ("161002", date(2022, 8, 1), 9.0, 1),
    )
    for instnr, day, hours, general in rows:
        period = f"{day.year}{'06' if day.month <= 6 else '12'}"
        row = {"pnr": edges.child().pnr, "instnr": instnr, "afgoerelse_dato": day, "timer_uge": hours}
        edges.tables["afgoerelse", period].append(row | {"almen": general})


def courses(edges: Edges) -> None:
    """Twelve months before the start month and after the end month, and where the finished children are now."""

    def course(start: date, end: date | None, status: str, school: str | None, **price: float) -> str:
        child = edges.child((LONG_AGO, COURSES_TOWN))
        if school:
            edges.enrol(child, school, date(2023, 8, 1), date(2024, 6, 30))
        row = {"pnr": child.pnr, "kom": COURSES_TOWN, "indsats": "trivselsteam", "start": start, "slut": end}
        edges.tables["indsats", ""].append(row | {"status": status} | price)
        return child.pnr

    def month(pnr: str, year: int, number: int, active: int, sick: int) -> None:
        days = {"dageaktiv": active, "dagesyg": sick, "dagelovfra": 0, "dageulovfra": 0, "dageialtfra": sick}
        period = str(year + (number > 7))
        row = {"pnr": pnr, "instnr": MAIN, "maaned": date(year, number, 1)}
        edges.tables["fravaer", period].append(row | days)

    first = course(
        date(2022, 3, 15), date(2022, 9, 10), "gennemfoert", DEPARTMENT, pris_undervisning=1e5, pris_behandling=115e3
    )
    outside, before, after = ((2021, 2), (2022, 3), (2022, 9), (2023, 10)), (2021, 3, 2), (2022, 10, 1)
    for year, number in outside:
        month(first, year, number, 20, 20)
    month(first, *before[:2], 20, before[2])
    month(first, 2022, 2, 20, 4)
    month(first, *after[:2], 10, after[2])
    month(first, 2023, 9, 10, 3)
    second = course(date(2022, 1, 1), date(2022, 1, 31), "gennemfoert", MAIN)
    month(second, 2021, 12, 10, 5)
    course(date(2022, 5, 1), None, "i_gang", None, pris_undervisning=11e4)
    course(date(2022, 6, 1), date(2022, 6, 1), "afbrudt", MAIN)
    course(date(2022, 7, 1), date(2022, 12, 1), "gennemfoert", None)
