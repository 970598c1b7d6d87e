"""Days and years: both ends count, a day counts once, nothing after the data cut."""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

Span = tuple[date, date]


def as_dates(column: pd.Series) -> list[date | None]:
    """Python dates, None where open."""
    return [None if pd.isna(value) else value.date() for value in column]


def cut(start: date, end: date | None, as_of: date) -> Span | None:
    """A spell up to the data cut, None when it starts later."""
    last = as_of if end is None else min(end, as_of)
    return (start, last) if start <= last else None


def union(spans: Iterable[Span]) -> list[Span]:
    """The same days without overlaps."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def days_by_year(spans: Iterable[Span]) -> dict[int, int]:
    """Distinct days per calendar year."""
    days: dict[int, int] = {}
    for start, end in union(spans):
        for year in range(start.year, end.year + 1):
            first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
            days[year] = days.get(year, 0) + (last - first).days + 1
    return days


def year_length(year: int) -> int:
    """365, or 366 in a leap year."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def is_provisional(year: int, as_of: date) -> bool:
    """The data cut lies in the year, before its last day."""
    return as_of.year == year and as_of < date(year, 12, 31)


def is_over(year: int, as_of: date) -> bool:
    """The whole year is known."""
    return as_of >= date(year, 12, 31)


def count_date(school_year_end: int) -> date:
    """30 September of the school year that ends in this calendar year."""
    return date(school_year_end - 1, 9, 30)


def school_year(school_year_end: int) -> str:
    """The school year's name."""
    return f"{school_year_end - 1}/{school_year_end}"


def covers(start: pd.Series, end: pd.Series, day: date) -> pd.Series:
    """Spells that hold the day; no end is open."""
    moment = pd.Timestamp(day)
    return (start <= moment) & ((end >= moment) | end.isna())
