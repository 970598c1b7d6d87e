"""The schools of the invented world: main schools with departments, special offers, one that moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.oracle.hard_write import OPEN, Row

TOWNS = {
    "151": ("Måløv", "Skovlunde"),
    "101": ("Østerbro", "Amager; Øst"),
    "161": ("Hvissinge", "Nordvang"),
    "751": ("Højbjerg", "Åby"),
}
LONG_AGO = date(2008, 8, 1)
MOVE = date(2022, 8, 1)


@dataclass(frozen=True)
class Place:
    """A place where a child can be enrolled."""

    instnr: str
    kind: str
    kom: str
    main: str


def _row(instnr: str, kind: str, unit: str, kom: str, district: str | None, main: str | None = None) -> Row:
    return {
        "instnr": instnr,
        "navn": f'{kind.title()} "{instnr}"; {district or "Søndre"}',
        "insttype": kind,
        "enhedsart": unit,
        "hovedskole_instnr": main,
        "kom": kom,
        "ejerkode": "2",
        "distrikt": district,
        "klynge": None if district is None else f"Klynge {district[:2]}",
        "gyldig_fra": LONG_AGO,
        "gyldig_til": OPEN,
    }


def _of_municipality(kom: str) -> Iterator[Row]:
    first, second = TOWNS[kom]
    yield _row(f"{kom}001", "folkeskole", "hovedskole", kom, first)
    yield _row(f"{kom}011", "folkeskole", "afdeling", kom, second, f"{kom}001")
    yield _row(f"{kom}012", "specialskole", "afdeling", kom, None, f"{kom}001")
    yield _row(f"{kom}002", "folkeskole", "uden_enheder", kom, second)
    yield _row(f"{kom}003", "folkeskole", "uden_enheder", kom, None)
    yield _row(f"{kom}020", "specialskole", "uden_enheder", kom, first)
    yield _row(f"{kom}030", "privatskole", "uden_enheder", kom, None)


def school_rows() -> list[Row]:
    """The institution register."""
    rows = [row for kom in TOWNS for row in _of_municipality(kom)]
    rows += [
        _row("151040", "dagbehandling", "uden_enheder", "151", "Skovlunde"),
        _row("101040", "dagbehandling", "uden_enheder", "101", None),
        _row("151050", "intern_skole", "uden_enheder", "161", "Nordvang"),
        _row("101060", "efterskole", "uden_enheder", "751", None),
        _row("101070", "kommunal_ungdomsskole", "uden_enheder", "101", "Østerbro"),
        _row("161013", "intern_skole", "afdeling", "751", "Åby", "161001"),
        _row("190001", "folkeskole", "hovedskole", "190", "Farum"),
        _row("190011", "specialskole", "afdeling", "190", None, "190001"),
        _row("101090", "daginstitution", "uden_enheder", "101", "Østerbro"),
    ]
    moved = next(row for row in rows if row["instnr"] == "161002")
    later = moved | {"kom": "151", "distrikt": "Måløv", "klynge": "Klynge Må", "gyldig_fra": MOVE}
    moved["gyldig_til"] = date(2022, 7, 31)
    return [*rows, later]


def places(rows: list[Row]) -> list[Place]:
    """Where children of school age can go."""
    kinds = ("daginstitution",)
    unique = {row["instnr"]: row for row in rows if row["insttype"] not in kinds and row["enhedsart"]}
    return [Place(nr, row["insttype"], nr[:3], row["hovedskole_instnr"] or nr) for nr, row in unique.items()]
