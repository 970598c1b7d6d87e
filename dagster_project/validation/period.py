"""The first and last day that a row speaks of, as SQL."""

from __future__ import annotations

from datetime import date

from dagster_project.contracts import Contract
from dagster_project.contracts.periods import number_sql
from dagster_project.contracts.rule_sql import PERIOD_COLUMN
from dagster_project.contracts.sql import name

_NUMBER = number_sql(PERIOD_COLUMN)
_YEAR = f"{_NUMBER} // 100"
_MONTH = f"{_NUMBER} % 100"


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
