"""Checks that coded columns hold known codes, and codes that were valid at the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from dagster_project.contracts import CodeList, Column, Contract
from dagster_project.contracts.sql import literal, name
from dagster_project.validation.check import CRITICAL, WARNING, Check, flag
from dagster_project.validation.period import span

_SHORT = 12  # up to here a plain `in`; above, DuckDB finds a value in a constant list many times faster


def _contains(column: str, values: Iterable[str]) -> str:
    return f"list_contains([{', '.join(map(literal, values))}], {name(column)})"


def known(column: Column, code_lists: Mapping[str, CodeList]) -> Check | None:
    """The column holds codes of its list; None for a column without one."""
    if not column.codes and column.code_list is None:
        return None
    listed = column.code_list if not column.codes else ", ".join(column.codes)
    made = Check(
        id=f"{column.name}_known",
        kind="in_set",
        severity=CRITICAL if column.closed else WARNING,
        dimension="validity",
        description_da=f"{column.name}: koden findes i listen {listed}",
        description_en=f"{column.name}: the code is in the list {listed}",
        column=column.name,
    )
    if not column.codes and column.code_list not in code_lists:
        return replace(made, impossible=f"no code list {column.code_list}")
    values = column.codes or code_lists[column.code_list or ""].values
    if column.kind in ("int", "num"):
        return replace(made, values=tuple(int(value) for value in values))
    if len(values) <= _SHORT:
        return replace(made, values=tuple(values))
    return replace(made, kind="true", column=flag(made.id), sql=_contains(column.name, values))


def valid_then(contract: Contract, column: Column, code_lists: Mapping[str, CodeList], as_of: date) -> Iterator[Check]:
    """The code was valid on the day, or in the period, that the row speaks of; only where the list has dates."""
    listed = code_lists.get(column.code_list or "")
    if listed is None or not any(code.valid_from or code.valid_to for code in listed.codes):
        return
    groups: dict[tuple[date | None, date | None], list[str]] = defaultdict(list)
    for code in listed.codes:
        groups[code.valid_from, code.valid_to].append(code.value)
    first, last = span(contract, as_of)
    valid = []
    for (valid_from, valid_to), values in groups.items():
        terms = [_contains(column.name, values)]
        if valid_from:
            terms.append(f"{last} >= date '{valid_from}'")
        if valid_to:
            terms.append(f"{first} <= date '{valid_to}'")
        valid.append(f"({' and '.join(terms)})")
    check_id = f"{column.name}_valid_then"
    yield Check(
        id=check_id,
        kind="true",
        severity=WARNING,
        dimension="validity",
        description_da=f"{column.name}: koden i {listed.name} var gyldig på rækkens tidspunkt",
        description_en=f"{column.name}: the code in {listed.name} was valid at the time of the row",
        column=flag(check_id),
        sql=f"case when {_contains(column.name, listed.values)} then {' or '.join(valid)} end",
    )
