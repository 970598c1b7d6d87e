"""Schools, special schools, treatment offers and day care of every municipality, with districts and clusters."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dagster_project.example.municipalities import MUNICIPALITIES
from dagster_project.example.streams import Floats, Ints
from dagster_project.example.timeline import Timeline, day

TYPES = (
    "folkeskole", "specialskole", "dagbehandling", "intern_skole", "kommunal_ungdomsskole", "privatskole",
    "efterskole", "daginstitution", "dagpleje",
)  # fmt: skip
_OWNER = {"privatskole": "4", "efterskole": "4", "dagbehandling": "6", "intern_skole": "6"}
_TITLE = {
    "specialskole": "Specialskolen", "dagbehandling": "Dagbehandlingen", "intern_skole": "Den interne skole",
    "kommunal_ungdomsskole": "Ungdomsskolen", "privatskole": "Friskolen", "efterskole": "Efterskolen",
    "daginstitution": "Børnehuset", "dagpleje": "Dagplejen",
}  # fmt: skip
_BALLERUP = ("Skovlunde", "Måløv", "Baltorp", "Hedegården", "Skovvejen")
_PLACES = ("Nord", "Syd", "Øst", "Vest", "Centrum", "Åparken", "Højen", "Engen", "Søndermark", "Nørremark")
_FEW_SCHOOLS = 2
# Today's municipalities begin here, and with them every institution's row.
_REFORM = day(2007, 1, 1)


@dataclass
class Institutions:
    """One entry per institution; `main` is the position of the main school (itself where there are no departments)."""

    number: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    type: list[int] = field(default_factory=list)
    unit: list[str] = field(default_factory=list)
    main: list[int] = field(default_factory=list)
    home: list[int] = field(default_factory=list)
    district: list[str] = field(default_factory=list)
    cluster: list[str] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)

    def owner(self, position: int) -> str:
        """`ejerkode`: municipal, self-owning with agreement, or private."""
        return _OWNER.get(TYPES[self.type[position]], "2")

    def add(self, kind: str, name: str, home: int, number: str, *, district: str = "", cluster: str = "",
            unit: str = "uden_enheder", main: int | None = None) -> int:  # fmt: skip
        """One more institution; gives its position."""
        position = len(self.number)
        self.number.append(number)
        self.name.append(name)
        self.type.append(TYPES.index(kind))
        self.unit.append(unit)
        self.main.append(position if main is None else main)
        self.home.append(home)
        self.district.append(district)
        self.cluster.append(cluster)
        self.opened.append(_REFORM)
        return position


@dataclass(frozen=True)
class Lists:
    """Positions grouped by municipality or district, to draw from without a loop."""

    first: Ints
    count: Ints
    members: Ints

    def draw(self, group: Ints, share: Floats) -> Ints:
        """A member of each group, chosen by a number in 0..1."""
        found: Ints = self.members[self.first[group] + (share * self.count[group]).astype(np.int64)]
        return found


def _lists(groups: list[list[int]]) -> Lists:
    count = np.array([len(group) for group in groups])
    return Lists(np.cumsum(count) - count, count, np.array([item for group in groups for item in group], np.int32))


@dataclass(frozen=True)
class Map:
    """Where a child may go: by school district, and per kind of school by municipality."""

    first_district: Ints
    district_count: Ints
    general: Lists
    special_classes: Lists
    by_kind: dict[str, Lists]

    def district(self, home: Ints, place: Floats) -> Ints:
        """The school district of a place (0..1) in a municipality."""
        found: Ints = self.first_district[home] + (place * self.district_count[home]).astype(np.int64)
        return found


def _main_school(books: Institutions, home: int, code: str, number: int, name: str, big: bool) -> list[int]:
    """A folkeskole of one district; a big one has two departments, where its pupils are then enrolled."""
    title = MUNICIPALITIES[code][0]
    cluster = f"{title} klynge {1 + (number // 10 - 10) // 3}"
    main = books.add("folkeskole", f"{name} Skole", home, f"{code}{number}", district=name, cluster=cluster,
                     unit="hovedskole" if big else "uden_enheder")  # fmt: skip
    if not big:
        return [main]
    return [main] + [
        books.add("folkeskole", f"{name} Skole, afdeling {letter}", home, f"{code}{number + step}",
                  unit="afdeling", main=main)
        for step, letter in ((1, "A"), (2, "B"))
    ]  # fmt: skip


def _names(code: str, count: int) -> list[str]:
    title = MUNICIPALITIES[code][0]
    stock = list(_BALLERUP) if code == "151" else [f"{title} {place}" for place in _PLACES]
    return [
        stock[nth % len(stock)] + (f" {nth // len(stock) + 1}" if nth >= len(stock) else "") for nth in range(count)
    ]


def build_institutions(timeline: Timeline) -> tuple[Institutions, Map]:
    """Every municipality has each kind at least once, so that nobody has to leave it for a place."""
    books = Institutions()
    districts: list[int] = []
    general: list[list[int]] = []
    classes: list[list[int]] = []
    kinds: dict[str, list[list[int]]] = {kind: [] for kind in TYPES[1:]}
    for home, (code, size) in enumerate(timeline.scale.children.items()):
        schools = max(5 if code == "151" else _FEW_SCHOOLS, round(size / 1600))
        districts.append(schools)
        for nth, name in enumerate(_names(code, schools)):
            units = _main_school(books, home, code, 100 + nth * 5, name, big=nth % 3 == 0)
            general.append(units)
            classes.append(units[:1])
        serial = 100 + schools * 5
        for kind, members in kinds.items():
            wanted = _wanted(kind, size)
            members.append([])
            for nth in range(wanted):
                name = f"{_TITLE[kind]} {MUNICIPALITIES[code][0]} {nth + 1}"
                members[-1].append(books.add(kind, name, home, f"{code}{serial}"))
                serial += 1
    count = np.array(districts)
    by_kind = {kind: _lists(groups) for kind, groups in kinds.items()}
    return books, Map(np.cumsum(count) - count, count, _lists(general), _lists(classes), by_kind)


def _wanted(kind: str, children: int) -> int:
    per = {"specialskole": 4000, "dagbehandling": 5000, "intern_skole": 9000, "kommunal_ungdomsskole": 50_000,
           "privatskole": 2500, "efterskole": 9000, "daginstitution": 600, "dagpleje": 10**9}  # fmt: skip
    return max(1, round(children / per[kind]))
