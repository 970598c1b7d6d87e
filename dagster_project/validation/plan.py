"""What is asked of the rows of one source: the contract as a list of checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dagster_project.contracts import CodeList, Column, Contract
from dagster_project.contracts.sql import name
from dagster_project.validation.check import CRITICAL, Check
from dagster_project.validation.codes import known, valid_then
from dagster_project.validation.rules import from_rule


def present(column: Column) -> Check:
    """A required column is filled in."""
    return Check(
        id=f"{column.name}_present",
        kind="not_null",
        severity=CRITICAL,
        dimension="completeness",
        description_da=f"{column.name} er udfyldt",
        description_en=f"{column.name} is filled in",
        column=column.name,
    )


def unique(contract: Contract) -> Check:
    """The key is unique within a load, and null equals null.

    Hashes are grouped first, which is cheaper than the keys themselves; only keys whose hash occurs twice are then
    compared as they are. Every row but the first of a key counts.
    """
    key = ", ".join(["_load_id", *map(name, contract.key)])
    return Check(
        id="key_unique",
        kind="rows",
        severity=CRITICAL,
        dimension="uniqueness",
        description_da=f"Nøglen er entydig i leverancen: {', '.join(contract.key)}",
        description_en=f"The key is unique within the load: {', '.join(contract.key)}",
        sql=(
            f"with suspect as (select hash({key}) as h from {{batch}} group by 1 having count(*) > 1)"
            " select _load_id, sum(extra)::bigint as failed from ("
            f"select {key}, count(*) - 1 as extra from {{batch}} where hash({key}) in (select h from suspect)"
            " group by all having count(*) > 1) group by _load_id"
        ),
    )


def checks(contract: Contract, code_lists: Mapping[str, CodeList], as_of: date) -> Iterator[Check]:
    """Everything that is asked of the rows, in the order of the contract."""
    if contract.key:
        yield unique(contract)
    for column in contract.columns:
        if column.required:
            yield present(column)
        if listed := known(column, code_lists):
            yield listed
        yield from valid_then(contract, column, code_lists, as_of)
    for rule in contract.rules:
        if rule.compares:
            continue
        yield from_rule(contract, rule, as_of)
