"""Children made for one rule each: spells in offers, placements and measures at their edges."""

from datetime import date

from tests.oracle.hard_children import Child
from tests.oracle.hard_edges_pupils import Edges
from tests.oracle.hard_municipal import visitation_row
from tests.oracle.hard_write import OPEN, Row


def offers(edges: Edges) -> None:
    """Both ends, leap years, unions within and across types, open ends, hours, payers, districts, the data cut."""

    def stay(child: Child, offer: str, start: date | None, end: date | None, **other: object) -> None:
        edges.tables["visitation", ""].append(visitation_row(child, offer, start, end, **other))

    stay(edges.child(), "specialskole", date(2021, 5, 4), date(2021, 5, 4))
    stay(edges.child(), "specialskole", date(2020, 1, 1), date(2020, 12, 31))
    stay(edges.child(), "dagbehandling", date(2020, 2, 29), date(2020, 2, 29))
    stay(edges.child(), "intern_skole", date(2023, 12, 31), date(2024, 1, 1))
    stay(edges.child(), "specialskole", date(2016, 6, 1), date(2025, 7, 31))
    for end in (None, OPEN, OPEN, OPEN):
        stay(edges.child(), "gruppeordning", date(2024, 11, 1), end)
    same = edges.child()
    stay(same, "gruppeordning", date(2021, 1, 1), date(2021, 6, 30))
    stay(same, "gruppeordning", date(2021, 4, 1), date(2021, 9, 30))
    across = edges.child()
    stay(across, "specialskole", date(2021, 1, 1), date(2021, 12, 31))
    stay(across, "stoettetimer", date(2021, 6, 1), date(2022, 5, 31), timer_uge=10.0)
    stay(across, "mellemform_klasse", date(2021, 1, 1), date(2022, 12, 31))
    for hours in (9.0, 8.9, None):
        stay(edges.child(), "stoettetimer", date(2022, 1, 1), date(2022, 12, 31), timer_uge=hours)
    both = edges.child()
    stay(both, "stoettetimer", date(2022, 1, 1), date(2022, 6, 30), timer_uge=9.0)
    stay(both, "stoettetimer", date(2022, 3, 1), date(2022, 12, 31), timer_uge=8.9)
    paid = edges.child()
    stay(paid, "specialskole", date(2022, 1, 1), date(2022, 6, 30), betalingskom="101")
    stay(paid, "specialskole", date(2022, 6, 1), date(2022, 12, 31), betalingskom="151")
    places = edges.child()
    stay(places, "specialskole", date(2022, 1, 1), date(2022, 6, 30), distrikt="Måløv")
    stay(places, "specialskole", date(2022, 6, 1), date(2022, 12, 31), distrikt="Skovlunde")
    stay(places, "specialskole", date(2023, 1, 1), date(2023, 1, 31), distrikt=None)
    stay(edges.child(), "specialskole", None, None)
    stay(edges.child(), "gruppeordning", date(2025, 8, 1), None)
    for offer in ("mellemform_klasse", "mellemform_hold", "enkeltintegration"):
        stay(edges.child(), offer, date(2024, 2, 29), date(2024, 3, 1))


def placements(edges: Edges) -> list[Row]:
    """Spell events and others, same-day, the year's ends, consent, a key that comes again with other values."""
    found: list[Row] = []

    def spell(start: date, end: date | None, child: Child | None = None, **other: object) -> None:
        base = {"pnr": (child or edges.child()).pnr, "kom": "151", "forloebsnr": f"E{len(found):03d}", "haendelse": "0"}
        rest = {"samtykke": "1", "ansted_klas": "07", "pgf": "180", "startdato": start, "slutdato": end}
        found.append(base | rest | other)

    for event in ("0", "0.2", "1", "1.1", "2", "3", "4", "5", "5.5", "6", "7", "7.2", "7.5"):
        spell(date(2023, 2, 1), date(2023, 2, 10), haendelse=event)
    spell(date(2024, 2, 29), date(2024, 2, 29))
    spell(date(2023, 12, 31), date(2024, 1, 1), ansted_klas="30")
    spell(date(2023, 1, 1), date(2023, 12, 31), ansted_klas="12")
    spell(date(2024, 12, 31), None, ansted_klas="98")
    spell(date(2024, 6, 1), date(2026, 6, 1), ansted_klas="13")
    for consent in ("1", "9", "2", "10", "99", None):
        spell(date(2024, 3, 1), None, ansted_klas="06", samtykke=consent)
    twice = edges.child()
    spell(date(2022, 1, 1), date(2022, 8, 31), twice, ansted_klas="14")
    spell(date(2022, 6, 1), date(2022, 12, 1), twice, ansted_klas="18")
    spell(date(2022, 11, 1), date(2022, 12, 15), twice, ansted_klas="09")
    moved = edges.child()
    spell(date(2023, 1, 1), date(2023, 5, 31), moved, haendelse="5.5")
    spell(date(2023, 6, 1), date(2024, 6, 1), moved, haendelse="7.5", kom="101")
    return found


def corrections(edges: Edges, tables: dict[tuple[str, str], list[Row]]) -> None:
    """The same placement in two years' files, the later one with another site, consent and end."""
    first = {
        "pnr": edges.child().pnr,
        "kom": "151",
        "forloebsnr": "K1",
        "haendelse": "0",
        "startdato": date(2021, 4, 1),
    }
    tables["buaf", "2021"].append(first | {"slutdato": OPEN, "ansted_klas": "01", "samtykke": "2"})
    tables["buaf", "2023"].append(first | {"slutdato": date(2023, 3, 31), "ansted_klas": "10", "samtykke": "1"})
    measure = {"pnr": edges.child().pnr, "pgf": "420", "sag_vfra": date(2021, 4, 1)}
    tables["bufo", "2021"].append(measure | {"kom": "151", "sag_vtil": OPEN})
    tables["bufo", "2022"].append(measure | {"kom": "101", "sag_vtil": date(2022, 5, 31)})


def measures(edges: Edges) -> list[Row]:
    """Groups and their borders, several at a time, the year's ends, an end after the data cut."""
    child = edges.child().pnr
    spans = (("200", 3), ("299", 3), ("400", 9), ("499", 9), ("100", 9), ("199", 9), ("300", 9), ("399", 9))
    found = [
        {"pnr": child, "kom": "161", "pgf": pgf, "sag_vfra": date(2023, 1, 1), "sag_vtil": date(2023, month, 30)}
        for pgf, month in spans
    ]
    days = (
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2023, 12, 31), date(2024, 1, 1)),
        (date(2024, 5, 1), date(2025, 12, 31)),
    )
    return found + [
        {"pnr": edges.child().pnr, "kom": "161", "pgf": "210", "sag_vfra": start, "sag_vtil": end}
        for start, end in days
    ]
