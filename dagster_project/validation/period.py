"""SQL that reads a file's period (`_period`) as dates, and compares a column with it."""

from __future__ import annotations

from datetime import date

from dagster_project.contracts import Column, Contract
from dagster_project.validation.check import name

_NUMBER = "try_cast(_period as integer)"
_YEAR = f"{_NUMBER} // 100"
_MONTH = f"{_NUMBER} % 100"


def agrees(match: str, column: Column) -> str:
    """True when the column's value lies in the file's period."""
    it = name(column.name)
    if match == "year":
        return f"{it if column.kind == 'int' else f'year({it})'} = {_NUMBER}"
    if match == "month":
        return f"year({it}) * 100 + month({it}) = {_NUMBER}"
    if match == "half_year":
        return f"year({it}) * 100 + if(month({it}) <= 6, 6, 12) = {_NUMBER}"
    if match == "school_year":
        return f"year({it}) + if(month({it}) >= 8, 1, 0) = {_NUMBER}"
    if match == "school_year_label":
        return f"{it} = concat({_NUMBER} - 1, '/', {_NUMBER})"
    raise ValueError(f"no such way to compare a column with a period: {match}")


def span(contract: Contract, as_of: date) -> tuple[str, str]:
    """First and last day that a row speaks of: the first date of its key, else its period, else the data cut."""
    for column in map(contract.column, contract.key):
        if column.kind == "date":
            return name(column.name), name(column.name)
    if contract.period == "year":
        return f"make_date({_NUMBER}, 1, 1)", f"make_date({_NUMBER}, 12, 31)"
    if contract.period == "school_year":
        return f"make_date({_NUMBER} - 1, 8, 1)", f"make_date({_NUMBER}, 7, 31)"
    if contract.period in ("quarter", "half_year"):
        months = 2 if contract.period == "quarter" else 5
        return f"make_date({_YEAR}, {_MONTH} - {months}, 1)", f"last_day(make_date({_YEAR}, {_MONTH}, 1))"
    return f"date '{as_of}'", f"date '{as_of}'"
