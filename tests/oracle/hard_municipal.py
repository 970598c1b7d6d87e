"""The municipalities' own extracts as rows: referrals to offers, placements, measures and postings."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tests.oracle.hard_children import Child
from tests.oracle.hard_schools import TOWNS
from tests.oracle.hard_write import OPEN, Row

OFFERS = {"specialskole": "specialskole", "dagbehandling": "dagbehandling", "intern_skole": "intern_skole"}
LIGHT = ("mellemform_klasse", "mellemform_hold", "enkeltintegration", "stoettetimer")
COSTED = ("specialskole", "gruppeordning", "intern_skole", "dagbehandling", "stoettetimer", None)


def visitation_row(child: Child, offer: str, start: date | None, end: date | None, **other: object) -> Row:
    """One referral; the payer and the district can be said otherwise."""
    home = child.home(start or date(2024, 1, 1))
    return {
        "pnr": child.pnr,
        "tilbud": offer,
        "betalingskom": home,
        "bopaelskom": home,
        "distrikt": TOWNS[home][0],
        "henvist_dato": (start or date(2024, 6, 1))
        - timedelta(days=40 if start and start < date(2025, 3, 15) else 200),
        "visiteret_fra": start,
        "visiteret_til": end,
    } | dict(other)


def visitation_rows(rng: random.Random, children: list[Child]) -> Iterator[Row]:
    """One row per school year with help; every tenth paid by somebody else, some without a district."""
    for child in children:
        for stay in child.stays:
            offer = OFFERS.get(stay.place.kind) or {"class": "gruppeordning", "hours": "stoettetimer"}.get(stay.support)
            offer = offer or (rng.choice(LIGHT) if rng.random() < 0.02 else None)
            if not offer:
                continue
            end = OPEN if stay.end is None else stay.end.replace(month=7, day=31) if stay.end.month == 6 else stay.end
            row = visitation_row(
                child,
                offer,
                stay.start,
                end,
                timer_uge=rng.choice((6.0, 9.0, 12.5, None)),
                tilbud_instnr=stay.place.instnr,
            )
            if rng.random() < 0.1:
                row["betalingskom"] = rng.choice(tuple(TOWNS))
            if rng.random() < 0.2:
                row["distrikt"] = rng.choice((None, TOWNS[row["bopaelskom"]][1]))
            yield row


def _known_by(rows: list[Row], start: str, end: str, year: int) -> list[Row]:
    """What a year's file can know: spells begun by its end, and ends only when they lie in or before it."""
    last = date(year, 12, 31)
    began = [row for row in rows if row[start] <= last and (row[end] or OPEN) >= date(year, 1, 1)]
    return [row | {end: OPEN if (row[end] or OPEN) > last else row[end]} for row in began]


def placements(rng: random.Random, children: list[Child]) -> list[Row]:
    """Courses of placement: a beginning, sometimes a change of place, decisions in between that are no spells."""
    rows = []
    for number, child in enumerate(rng.sample([child for child in children if child.born < date(2016, 1, 1)], 130)):
        start = date(2018, 1, 1) + timedelta(days=rng.randrange(2300))
        end = start + timedelta(days=rng.randrange(900))
        base = {
            "pnr": child.pnr,
            "kom": child.home(start),
            "forloebsnr": f"F{number:04d}",
            "pgf": "180",
            "koen": child.sex,
        }
        base |= {
            "samtykke": rng.choice(("1", "1", "2", "9", "99", None)),
            "ansted_klas": rng.choice(("01", "06", "09", "12", "11", "22")),
        }
        rows.append(base | {"haendelse": rng.choice(("0", "7.5")), "startdato": start, "slutdato": end})
        if rng.random() < 0.5:
            after = end + timedelta(days=1)
            moved = {
                "haendelse": rng.choice(("1", "1.1", "7", "7.2")),
                "ansted_klas": rng.choice(("05", "08", "13", "99")),
            }
            rows.append(
                base
                | moved
                | {"startdato": after, "slutdato": None if rng.random() < 0.5 else after + timedelta(days=300)}
            )
        rows.append(base | {"haendelse": rng.choice(("0.2", "3", "5")), "startdato": start, "slutdato": None})
    return rows


def measures(rng: random.Random, children: list[Child]) -> list[Row]:
    """Preventive measures, several at a time; placements (1..) and 3.. take no part in the mart."""
    rows = {}
    for child in rng.sample(children, 220):
        for _ in range(rng.choice((1, 1, 2, 3))):
            start = date(2018, 1, 1) + timedelta(days=rng.randrange(2400))
            end = None if rng.random() < 0.3 else start + timedelta(days=rng.randrange(800))
            pgf = rng.choice(("210", "230", "299", "401", "420", "455", "499", "120", "310"))
            rows[child.pnr, pgf, start] = {
                "pnr": child.pnr,
                "kom": child.home(start),
                "pgf": pgf,
                "sag_vfra": start,
                "sag_vtil": end,
            }
    return list(rows.values())


def buaf_rows(spells: list[Row], year: int) -> list[Row]:
    """The placements file of a year."""
    return _known_by(spells, "startdato", "slutdato", year)


def bufo_rows(spells: list[Row], year: int) -> list[Row]:
    """The measures file of a year."""
    return _known_by(spells, "sag_vfra", "sag_vtil", year)


def oekonomi_rows(rng: random.Random, year: int, running: bool) -> list[Row]:
    """Budget, expected spend and accounts (two months while the year runs); one place has no accounts for 2023."""
    rows = []
    for kom in TOWNS:
        for kind in ("budget", "forventet", "regnskab"):
            if (kind == "forventet" and year < 2023) or (kind == "regnskab" and year == 2023 and kom == "161"):
                continue
            for month in (1, 2) if running and kind == "regnskab" else (1, 5, 9):
                for area in ("special", "almen", "ppr"):
                    for offer in COSTED if area == "special" else (None,):
                        row = {
                            "kom": kom,
                            "aar": year,
                            "maaned": month,
                            "art": kind,
                            "funktion": "3.22.08",
                            "omraade": area,
                        }
                        amount = float(round(rng.uniform(4e5, 9e6) * (1 + (year - 2019) / 20))) + 0.25
                        rows.append(
                            row
                            | {
                                "tilbud": offer,
                                "dranst": "1",
                                "ejerforhold": "1",
                                "gruppering": "løn",
                                "beloeb": amount,
                            }
                        )
                rows.append(row | {"omraade": "special", "tilbud": "specialskole", "dranst": "2", "beloeb": -120000.5})
                rows.append(row | {"omraade": "special", "tilbud": "specialskole", "dranst": "3", "beloeb": 9999999.0})
    rng.shuffle(rows)
    return [row | {"bilag": f"{year}-{number:05d}"} for number, row in enumerate(rows)]
