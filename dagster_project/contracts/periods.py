"""Periods as file names write them: '2023' year, '202312' quarter or half-year, 'all' where a source has none."""

from __future__ import annotations

import re

from dagster_project.contracts.model import PeriodKind

NO_PERIOD = "all"
_FORMS: dict[PeriodKind, str] = {
    "none": r"",
    "year": r"(?:19|20)\d{2}",
    "school_year": r"(?:19|20)\d{2}",
    "quarter": r"(?:19|20)\d{2}(?:03|06|09|12)",
    "half_year": r"(?:19|20)\d{2}(?:06|12)",
}


def is_period(kind: PeriodKind, text: str) -> bool:
    """True when `text` is a period of that kind; for kind 'none' the text must be empty."""
    return re.fullmatch(_FORMS[kind], text) is not None


def school_year_label(period: str) -> str:
    """'2023' → '2022/2023': the period of a school year is the calendar year in which it ends."""
    return f"{int(period) - 1}/{period}"


def agreement_sql(match: str, column: str, period: str) -> str:
    """SQL condition that is true when the column agrees with the file's period."""
    if match == "year":
        return f"{column} = {int(period)}"
    if match == "month":
        return f"(extract(year from {column}) * 100 + extract(month from {column})) = {int(period)}"
    if match == "school_year":
        return f"({column} between date '{int(period) - 1}-08-01' and date '{int(period)}-07-31')"
    if match == "school_year_label":
        return f"{column} = '{school_year_label(period)}'"
    if match == "half_year":
        year, month = int(period[:4]), int(period[4:])
        first, last = (f"{year}-01-01", f"{year}-06-30") if month == 6 else (f"{year}-07-01", f"{year}-12-31")
        return f"({column} between date '{first}' and date '{last}')"
    raise ValueError(f"no such way to compare a column with a period: {match}")
