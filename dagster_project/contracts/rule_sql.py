"""A contract rule as SQL: the condition under which a row breaks it. Reader and validation share it."""

from __future__ import annotations

from datetime import date

from dagster_project.contracts.model import Rule
from dagster_project.contracts.periods import agreement_sql

_CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def _modulus_11(column: str) -> str:
    total = " + ".join(
        f"{weight} * try_cast(substr({column}, {place}, 1) as integer)" for place, weight in enumerate(_CPR_WEIGHTS, 1)
    )
    return f"length({column}) = 10 and ({total}) % 11 <> 0"


def _cpr_date(column: str) -> str:
    """Day 61–91 is a replacement number's day plus 60; the century comes from the seventh digit and the year."""
    day = f"try_cast(substr({column}, 1, 2) as integer)"
    plain_day = f"case when {day} > 60 then {day} - 60 else {day} end"
    year, seventh = f"substr({column}, 5, 2)", f"substr({column}, 7, 1)"
    century = (
        f"case when {seventh} <= '3' then '19' "
        f"when {seventh} in ('4', '9') then case when {year} <= '36' then '20' else '19' end "
        f"else case when {year} <= '57' then '20' else '18' end end"
    )
    text = f"{century} || {year} || '-' || substr({column}, 3, 2) || '-' || lpad(cast({plain_day} as varchar), 2, '0')"
    return f"length({column}) = 10 and try_cast({text} as date) is null"


def failing_sql(rule: Rule, *, as_of: date, period: str) -> str | None:
    """Condition that is true for rows that break the rule; None for rules that look at several rows at once."""
    columns = rule.columns
    match rule.kind:
        case "order":
            condition = f"{columns[1]} < {columns[0]}"
            return (
                f"{condition} and not coalesce({rule.params['open_when']}, false)"
                if "open_when" in rule.params
                else condition
            )
        case "past":
            return f"{columns[0]} > date '{as_of.isoformat()}'"
        case "not_negative":
            return f"{columns[0]} < 0"
        case "range":
            number = f"try_cast({columns[0]} as bigint)"
            low, high = rule.params["minimum"], rule.params["maximum"]
            return f"{columns[0]} is not null and coalesce({number} not between {low} and {high}, true)"
        case "pattern":
            return f"not regexp_full_match({columns[0]}, '{rule.params['pattern']}')"
        case "period":
            return f"not {agreement_sql(rule.params['match'], columns[0], period)}"
        case "sum":
            return f"{columns[0]} <> {' + '.join(columns[1:])}"
        case "modulus_11":
            return _modulus_11(columns[0])
        case "cpr_date":
            return _cpr_date(columns[0])
        case "sql":
            return str(rule.params["failing"])
        case "no_overlap":
            return None
