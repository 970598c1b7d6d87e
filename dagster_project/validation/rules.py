"""Checks from the contract's rules: each kind of rule as a condition on a row, or a query over the rows of a load."""

from __future__ import annotations

from datetime import date

from dagster_project.contracts import Contract, Rule
from dagster_project.contracts.rule_sql import digits_sql, keeps_sql
from dagster_project.contracts.sql import name
from dagster_project.validation.check import CRITICAL, WARNING, Check, flag

_SEVERITY = {"reject": CRITICAL, "quarantine": CRITICAL, "critical": CRITICAL, "warning": WARNING, "info": "info"}


def _in_query(condition: str) -> str:
    """A rule's condition, safe inside a query in which braces mean a place to fill."""
    return "(" + str(condition).replace("{", "{{").replace("}", "}}") + ")"


def overlaps(rule: Rule) -> str:
    """Query for the rows of a load that begin before an earlier spell of the same key has ended."""
    *key, first, last = (name(column) for column in rule.columns)
    where = _in_query(rule.params.get("where", "true"))
    return (
        "select _load_id, count(*) as failed from ("
        f"select _load_id, {first} <= max(coalesce({last}, date '9999-12-31')) over ("
        f"partition by {', '.join(['_load_id', *key])} order by {first}, {last} nulls last"
        " rows between unbounded preceding and 1 preceding) as begins_too_early"
        f" from {{batch}} where {where} and {first} is not null) where begins_too_early group by _load_id"
    )


def too_many(rule: Rule) -> str:
    """Query for the rows of a load that are one too many for their key."""
    key = ", ".join(["_load_id", *map(name, rule.columns)])
    where = _in_query(rule.params.get("where", "true"))
    maximum = int(rule.params["maximum"])
    return (
        f"select _load_id, sum(extra)::bigint as failed from (select {key}, count(*) - {maximum} as extra"
        f" from {{batch}} where {where} group by {key} having count(*) > {maximum}) group by _load_id"
    )


def from_rule(contract: Contract, rule: Rule, as_of: date) -> Check:
    """The check that asks whether the rule is kept."""
    kind, column, sql = "true", flag(rule.id), ""
    if rule.kind == "pattern" and not digits_sql(rule.columns[0], rule.params["pattern"]):
        kind, column, sql = "matches", rule.columns[0], rule.params["pattern"]
    elif rule.kind == "no_overlap":
        kind, column, sql = "rows", "", overlaps(rule)
    elif rule.kind == "at_most":
        kind, column, sql = "rows", "", too_many(rule)
    else:
        sql = keeps_sql(contract, rule, as_of)
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
