"""Where edge cases are set up: people with an ordinary life, to which a case adds the one thing that it is about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from dagster_project.example import pnr
from dagster_project.example.edges.case import Case
from dagster_project.example.files.rows import Row, Value
from dagster_project.example.municipalities import region
from dagster_project.example.timeline import EPOCH, Timeline, month_end
from dagster_project.example.world import World
from dagster_project.example.world.institutions import TYPES

HOME, NEIGHBOUR = "151", "161"


@dataclass(frozen=True)
class EdgeRow:
    """One hand-written row; a fault is set aside when it is loaded, and left out of files that are too small for it."""

    row: Row
    fault: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody in a case."""

    number: str
    born: date
    sex: int


class Arrival(Enum):
    """Ways in which a file can come again."""

    IDENTICAL = "the same bytes"
    CORRECTED = "everything, with corrections"
    SHORTENED = "less than half of the rows"
    HEADER_ONLY = "no rows"
    OTHER_PERIOD = "the rows of the next period"


@dataclass(frozen=True)
class Redelivery:
    """A second version of a file that has been delivered."""

    source: str
    period: str
    arrival: Arrival


@dataclass
class Stage:
    """Collects the rows of all cases by (source, period, version); `files` tells which file a case is about."""

    world: World
    rows: dict[tuple[str, str, int], list[EdgeRow]] = field(default_factory=lambda: defaultdict(list))
    files: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    redeliveries: list[Redelivery] = field(default_factory=list)
    extra_columns: dict[tuple[str, str], str] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    case: Case = field(init=False)

    @property
    def timeline(self) -> Timeline:
        return self.world.timeline

    @property
    def year(self) -> int:
        """The last calendar year that is over on the as-of date."""
        as_of = self.timeline.as_of
        return as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1

    @property
    def leap_year(self) -> int:
        return self.year - self.year % 4

    @property
    def autumn(self) -> int:
        """The year of the last count date for which special education has been delivered."""
        return self.timeline.finished_school_starts[-1]

    def put(self, source: str, period: int | str, row: Row, *, fault: bool = False, version: int = 1) -> None:
        """A row that the case is about."""
        self.add(source, period, row, fault=fault, version=version)
        name = f"{source}{period}" + (f"_v{version}" if version > 1 else "")
        self.mention(name)

    def add(self, source: str, period: int | str, row: Row, *, fault: bool = False, version: int = 1) -> None:
        """A row that only makes the case's people ordinary."""
        self.rows[source, str(period), version].append(EdgeRow(row, fault))

    def again(self, source: str, period: int | str, arrival: Arrival) -> None:
        """The file comes again as its version 2."""
        self.redeliveries.append(Redelivery(source, str(period), arrival))
        self.mention(f"{source}{period}_v2")

    def mention(self, name: str) -> None:
        """A file that the case is about."""
        if name not in self.files[self.case.number]:
            self.files[self.case.number].append(name)

    def school(self, kind: str = "folkeskole", nth: int = 0, home: str = HOME) -> str:
        """The number of an institution of a municipality."""
        books, position = self.world.institutions, self.world.codes.index(home)
        found = [
            number
            for number, type_, where in zip(books.number, books.type, books.home, strict=True)
            if TYPES[type_] == kind and where == position
        ]
        return found[nth]

    def person(self, grade: int = 5, sex: int = 2) -> Person:
        """Somebody who is in a grade at the last delivered count date; each case has birth dates of its own."""
        slot = len(self.people[self.case.number])
        born = date.fromordinal(date(self.autumn - 6 - grade, 1, 2).toordinal() + 3 * self.case.number)
        somebody = Person(pnr.reserved(born.toordinal() - EPOCH, sex, slot), born, sex)
        self.people[self.case.number].append(somebody)
        return somebody

    def resident(self, somebody: Person, **after: str) -> Person:
        """Registered in every snapshot; `after` = d20231001='161' names a municipality from a date on."""
        for year, month in self.timeline.snapshots():
            on = date.fromordinal(month_end(year, month) + EPOCH)
            if somebody.born <= on:
                moves = [kom for since, kom in sorted(after.items()) if f"d{on:%Y%m%d}" >= since]
                self.add("bef", f"{year}{month:02d}", self.bef(somebody, on, kom=[HOME, *moves][-1]))
        return somebody

    def bef(self, somebody: Person, on: date, **changes: Value) -> Row:
        """A population row; the address carries the id of the case."""
        kom = str(changes.get("kom", HOME))
        age = on.year - somebody.born.year - ((on.month, on.day) < (somebody.born.month, somebody.born.day))
        return {
            "pnr": somebody.number, "referencetid": on, "version": 1, "koen": somebody.sex, "foed_dag": somebody.born,
            "alder": max(age, 0), "kom": kom, "reg": region(kom), "adresse_id": self.case.id, "bop_vfra": somebody.born,
            "familie_id": self.case.id, "familie_type": 7, "fm_mark": 1, "plads": 3, "hustype": 3, "antboernf": 1,
            "antboernh": 1, "antpersf": 3, "antpersh": 3, "civst": "U", "ie_type": 1, "opr_land": "5100",
            "statsb": "5100", "opholdmd_dk": 60, **changes,
        }  # fmt: skip

    def last_snapshot(self) -> tuple[str, date]:
        """Period and date of the newest population file."""
        year, month = self.timeline.snapshots()[-1]
        return f"{year}{month:02d}", date.fromordinal(month_end(year, month) + EPOCH)
