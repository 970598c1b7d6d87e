"""The calendar of an example world: which years, snapshots and school years exist on the as-of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dagster_project.example.scales import Scale

EPOCH = date(1970, 1, 1).toordinal()
OPEN = date(9999, 12, 31).toordinal() - EPOCH
NEVER = 10_000_000


def day(year: int, month: int, dom: int) -> int:
    """A date as days since 1970, the only form of a date inside the world."""
    return date(year, month, dom).toordinal() - EPOCH


def month_end(year: int, month: int) -> int:
    """The last day of a month."""
    return day(year + month // 12, month % 12 + 1, 1) - 1


@dataclass(frozen=True)
class Timeline:
    """What an extract can know on `as_of`; school years are named by the year in which they start."""

    as_of: date
    scale: Scale

    @property
    def today(self) -> int:
        return self.as_of.toordinal() - EPOCH

    @property
    def last_year(self) -> int:
        return self.as_of.year

    @property
    def first_year(self) -> int:
        return self.last_year - self.scale.years + 1

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def first_school_start(self) -> int:
        """The earliest school year whose enrolments are delivered."""
        return self.first_year - 1 - self.scale.history_years

    @property
    def last_school_start(self) -> int:
        return self.last_year if self.today >= day(self.last_year, 8, 1) else self.last_year - 1

    @property
    def school_starts(self) -> range:
        return range(self.first_school_start, self.last_school_start + 1)

    @property
    def finished_school_starts(self) -> range:
        """School years whose end-of-year deliveries (UDSP, absence, wellbeing) have arrived."""
        last = self.last_year - 1 if self.today >= day(self.last_year, 7, 31) else self.last_year - 2
        return range(self.first_year - 1, last + 1)

    def year_end(self, year: int) -> int:
        """The last day that a delivery about this year can know of."""
        return min(day(year, 12, 31), self.today)

    def snapshots(self) -> list[tuple[int, int]]:
        """(year, month) of each BEF snapshot, from the September before the first year: its first count date."""
        months = [(self.first_year - 1, 9), (self.first_year - 1, 12)]
        months += [(year, month) for year in self.years for month in (3, 6, 9, 12)]
        return [(year, month) for year, month in months if month_end(year, month) <= self.today]
