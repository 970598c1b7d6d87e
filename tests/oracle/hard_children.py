"""The children of the invented world: birth, homes and school careers with referrals, returns and changes of school."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.oracle.hard_schools import Place

CLASS_KINDS = ("folkeskole", "privatskole", "efterskole", "kommunal_ungdomsskole")
FIRST_YEAR, LAST_YEAR = 2018, 2025
CHILDREN = 1500


@dataclass
class Stay:
    """One school year at one place, from the first to the last day there."""

    year: int
    grade: int
    place: Place
    start: date
    end: date | None
    support: str
    hours: float | None


@dataclass
class Child:
    """A child with a replacement-style number."""

    pnr: str
    sex: int
    born: date
    homes: list[tuple[date, str]]
    stays: list[Stay] = field(default_factory=list)
    in_bef_from: date = date(1900, 1, 1)

    def home(self, day: date) -> str:
        """Municipality on a day."""
        return [kom for start, kom in self.homes if start <= day][-1]


class Numbers:
    """Replacement-style person numbers: the day of birth plus 60, never one twice."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def new(self, born: date, sex: int) -> str:
        """The next number for the birthday."""
        day = f"{born.day + 60:02d}{born:%m%y}"
        self._used[day] = self._used.get(day, 0) + 1
        return f"{day}{4 + self._used[day] % 6}{self._used[day]:02d}{self._used[day] % 5 * 2 + sex % 2}"


def _kind(rng: random.Random, support: str, grade: int) -> list[str]:
    if support == "place":
        return rng.choice((["specialskole"], ["specialskole"], ["dagbehandling"], ["intern_skole"]))
    if support == "class":
        return ["folkeskole", "kommunal_ungdomsskole"] if grade >= 8 else ["folkeskole"]
    if rng.random() < 0.08:
        return ["privatskole"]
    return ["efterskole", "folkeskole"] if grade >= 9 else ["folkeskole"]


def _support(rng: random.Random, before: str) -> str:
    chance = rng.random()
    if before in ("place", "class"):
        return "none" if chance < 0.2 else before
    if before == "hours":
        return "class" if chance < 0.2 else "none" if chance < 0.4 else "hours"
    return "place" if chance < 0.03 else "class" if chance < 0.05 else "hours" if chance < 0.1 else "none"


def _place(rng: random.Random, places: list[Place], kom: str, kinds: list[str]) -> Place:
    fitting = [place for place in places if place.kind in kinds]
    near = [place for place in fitting if place.kom == kom]
    return rng.choice(near or fitting)


def career(rng: random.Random, child: Child, places: list[Place]) -> None:
    """School years from grade 0, one stay a year, now and then two."""
    support, place = "none", None
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        grade = year - 1 - child.born.year - 6
        if not 0 <= grade <= 10 or (grade == 10 and rng.random() < 0.5):
            continue
        before, support = support, _support(rng, support)
        start, end = date(year - 1, 8, 1), date(year, 6, 30)
        if place is None or support != before or child.home(start) != child.home(date(year - 1, 1, 1)) or grade >= 9:
            place = _place(rng, places, child.home(start), _kind(rng, support, grade))
        hours = (
            rng.choice((4.0, 8.99, 9.0, 9.5, 14.0, 99.99))
            if support == "hours"
            else 22.5
            if support == "class"
            else None
        )
        if rng.random() < 0.06:
            other = _place(rng, places, child.home(start), ["folkeskole"])
            middle = date(year - 1, 9, 1) + timedelta(days=rng.randrange(180))
            child.stays.append(Stay(year, grade, other, start, middle - timedelta(days=1), "none", None))
            start = middle
        running = year == LAST_YEAR
        child.stays.append(Stay(year, grade, place, start, None if running else end, support, hours))


def invent(rng: random.Random, places: list[Place], numbers: Numbers) -> list[Child]:
    """All children."""
    children = []
    for _ in range(CHILDREN):
        born = date(2003, 1, 1) + timedelta(days=rng.randrange(365 * 16))
        sex = rng.choice((1, 2))
        homes = [(date(1900, 1, 1), rng.choices(("151", "101", "161", "751"), (5, 4, 2, 1))[0])]
        if rng.random() < 0.15:
            homes.append(
                (date(2019, 1, 1) + timedelta(days=rng.randrange(2000)), rng.choice(("151", "101", "161", "751")))
            )
        child = Child(numbers.new(born, sex), sex, born, homes)
        career(rng, child, places)
        children.append(child)
    return children
