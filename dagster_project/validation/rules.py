"""Checks from the contract's rules: each kind of rule as a condition on a row, or a query over the rows of a load."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dagster_project.contracts import Contract, Rule
from dagster_project.validation import cpr, period
from dagster_project.validation.check import CRITICAL, WARNING, Check, flag, name

_SEVERITY = {"reject": CRITICAL, "quarantine": CRITICAL, "critical": CRITICAL, "warning": WARNING, "info": "info"}


def _range(contract: Contract, rule: Rule) -> str:
    (column,) = rule.columns
    text = contract.column(column).kind == "text"
    number = f"try_cast({name(column)} as decimal(38, 6))" if text else name(column)
    bounds = [("minimum", ">="), ("maximum", "<=")]
    tests = [f"{number} {sign} {Decimal(str(rule.params[key]))}" for key, sign in bounds if key in rule.params]
    return f"case when {name(column)} is not null then coalesce({' and '.join(tests)}, false) end"


def condition(contract: Contract, rule: Rule, as_of: date) -> str:
    """SQL that is true for a row that keeps the rule, and null for one that it says nothing about."""
    columns = [name(column) for column in rule.columns]
    kinds: dict[str, Callable[[], str]] = {
        "order": lambda: f"{columns[0]} <= {columns[1]}",
        "past": lambda: f"{columns[0]} <= date '{as_of}'",
        "not_negative": lambda: f"{columns[0]} >= 0",
        "range": lambda: _range(contract, rule),
        "period": lambda: period.agrees(rule.params["match"], contract.column(rule.columns[0])),
        "sum": lambda: f"{columns[0]} = {' + '.join(columns[1:])}",
        "modulus_11": lambda: cpr.modulus_11(rule.columns[0]),
        "cpr_date": lambda: cpr.date(rule.columns[0]),
        "sql": lambda: f"({rule.params['failing']}) is not true",
    }
    return kinds[rule.kind]()


def overlaps(rule: Rule) -> str:
    """Query for the rows of a load that begin before an earlier spell of the same key has ended."""
    *key, first, last = (name(column) for column in rule.columns)
    where = str(rule.params.get("where", "true")).replace("{", "{{").replace("}", "}}")
    return (
        "select _load_id, count(*) as failed from ("
        f"select _load_id, {first} <= max(coalesce({last}, date '9999-12-31')) over ("
        f"partition by {', '.join(['_load_id', *key])} order by {first}, {last} nulls last"
        " rows between unbounded preceding and 1 preceding) as begins_too_early"
        f" from {{batch}} where ({where}) and {first} is not null) where begins_too_early group by _load_id"
    )


def from_rule(contract: Contract, rule: Rule, as_of: date) -> Check:
    """The check that asks whether the rule is kept."""
    kind, column, sql = "true", flag(rule.id), ""
    if rule.kind == "pattern":
        kind, column, sql = "matches", rule.columns[0], rule.params["pattern"]
    elif rule.kind == "no_overlap":
        kind, column, sql = "rows", "", overlaps(rule)
    else:
        sql = condition(contract, rule, as_of)
    return Check(
        id=rule.id,
        kind=kind,  # type: ignore[arg-type]
        severity=_SEVERITY[rule.severity],
        dimension=rule.dimension,
        description_da=rule.description_da,
        description_en=rule.description_en,
        column=column,
        sql=sql,
    )
