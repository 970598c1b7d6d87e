"""Periods as file names write them: '2023' year, '202312' quarter or half-year, 'all' where a source has none."""

from __future__ import annotations

import re

from dagster_project.contracts.model import Column, PeriodKind
from dagster_project.contracts.sql import name

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


def number_sql(period: str) -> str:
    """The period, given as SQL for its text, as a number in SQL."""
    return f"try_cast({period} as integer)"


def agrees(match: str, column: Column, period: str) -> str:
    """SQL that is true when the column's value lies in the period, given as SQL for its text."""
    it, number = name(column.name), number_sql(period)
    if match == "year":
        return f"{it if column.kind == 'int' else f'year({it})'} = {number}"
    if match == "month":
        return f"year({it}) * 100 + month({it}) = {number}"
    if match == "half_year":
        return f"year({it}) * 100 + if(month({it}) <= 6, 6, 12) = {number}"
    if match == "school_year":
        return f"year({it}) + if(month({it}) >= 8, 1, 0) = {number}"
    if match == "school_year_label":
        return f"{it} = concat({number} - 1, '/', {number})"
    raise ValueError(f"no such way to compare a column with a period: {match}")
