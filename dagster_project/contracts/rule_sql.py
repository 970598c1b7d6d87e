"""A contract rule as SQL: the condition under which a row keeps it. Reader and validation share it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dagster_project.contracts import cpr
from dagster_project.contracts.model import Contract, Rule
from dagster_project.contracts.periods import agrees
from dagster_project.contracts.sql import literal, name

PERIOD_COLUMN = "_period"


def _order(rule: Rule) -> str:
    first, last = (name(column) for column in rule.columns)
    kept = f"{first} <= {last}"
    unless = rule.params.get("open_when")
    return f"case when coalesce({unless}, false) then true else {kept} end" if unless else kept


def _range(contract: Contract, rule: Rule) -> str:
    (column,) = rule.columns
    text = contract.column(column).kind == "text"
    number = f"try_cast({name(column)} as decimal(38, 6))" if text else name(column)
    bounds = [("minimum", ">="), ("maximum", "<=")]
    tests = [f"{number} {sign} {Decimal(str(rule.params[key]))}" for key, sign in bounds if key in rule.params]
    return f"case when {name(column)} is not null then coalesce({' and '.join(tests)}, false) end"


_LENGTHS = re.compile(r"\[0-9\]\{\d+\}(\|\[0-9\]\{\d+\})*")


def digits_sql(column: str, pattern: str) -> str | None:
    """A pattern that asks for nothing but so many digits, as wildcards: half the price. None for any other pattern."""
    if not _LENGTHS.fullmatch(pattern):
        return None
    lengths = sorted({int(length) for length in re.findall(r"\{(\d+)\}", pattern)})
    *others, last = (f"{column} glob {literal('[0-9]' * length)}" for length in lengths)
    # Not `or`: outside a `case` the engine works out both sides for every row.
    return f"case {' '.join(f'when {other} then true' for other in others)} else {last} end" if others else last


def _pattern(rule: Rule) -> str:
    column, pattern = name(rule.columns[0]), rule.params["pattern"]
    return digits_sql(column, pattern) or f"regexp_full_match({column}, {literal(pattern)})"


def keeps_sql(contract: Contract, rule: Rule, as_of: date, period: str = PERIOD_COLUMN) -> str:
    """SQL that is true for a row that keeps the rule, and null for one that it says nothing about.

    `period` is SQL for the period of the row's file. Raises KeyError for a rule that looks at several rows at once.
    """
    columns = [name(column) for column in rule.columns]
    kinds: dict[str, Callable[[], str]] = {
        "order": lambda: _order(rule),
        "past": lambda: f"{columns[0]} <= date '{as_of}'",
        "not_negative": lambda: f"{columns[0]} >= 0",
        "range": lambda: _range(contract, rule),
        "pattern": lambda: _pattern(rule),
        "period": lambda: agrees(rule.params["match"], contract.column(rule.columns[0]), period),
        "sum": lambda: f"{columns[0]} = {' + '.join(columns[1:])}",
        "modulus_11": lambda: cpr.modulus_11(rule.columns[0]),
        "cpr_date": lambda: cpr.date(rule.columns[0]),
        "sql": lambda: f"({rule.params['failing']}) is not true",
    }
    return kinds[rule.kind]()


def breaks_sql(contract: Contract, rule: Rule, as_of: date, period: str) -> str:
    """SQL that is true for a row that breaks the rule, in a file of the given period."""
    return f"not coalesce({keeps_sql(contract, rule, as_of, literal(period))}, true)"
