"""Every way in which a row of a source can be at fault, as numbered SQL conditions over its raw and typed columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dagster_project.contracts.code_lists import CodeList
from dagster_project.contracts.model import Column, Contract
from dagster_project.contracts.person_numbers import (
    PERSON_NUMBER_AS_NUMBER,
    WITHOUT_ITS_ZERO,
    holds_person_number_sql,
)
from dagster_project.contracts.rule_sql import breaks_sql
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.reader.dialect import Dialect
from dagster_project.reader.expressions import PLAUSIBLE, other_form
from dagster_project.reader.relation import Relation, numbers_flag

# Text that is numbered by others, and may look like a person number by chance.
_NUMBERED = frozenset(["adresse_id", "familie_id", "forloebsnr", "recnum", "bilag", "resp_id"])
# Amounts can have nine digits; whatever else is counted or measured cannot.
_AMOUNTS = frozenset(["beloeb"])
_SHORTEST_PERSON_NUMBER = 100_000_000


@dataclass(frozen=True)
class Fault:
    """`rejects`: one such row rejects the file. `early`: the row lies after the data cut."""

    column: str
    rule: str
    condition: str
    description_da: str
    description_en: str
    rejects: bool = False
    early: bool = False


def raw_name(column: str) -> str:
    """What the raw value is called beside its typed one."""
    return quoted(f"raw {column}")


def _form_faults(contract: Contract, relation: Relation, dialect: Dialect) -> list[Fault]:
    found = []
    for column in contract.columns:
        if column.name not in relation.header.matched or not relation.is_text(column.name):
            continue
        condition = other_form(column, raw_name(column.name), dialect)
        if condition and column.kind == "date":
            found.append(
                Fault(
                    column.name,
                    "mixed_date_order",
                    condition,
                    "to datoformer i samme fil",
                    "two date orders in one file",
                    True,
                )
            )
        elif condition:
            found.append(
                Fault(
                    column.name,
                    "mixed_decimal_mark",
                    condition,
                    "to decimaltegn i samme fil",
                    "two decimal marks in one file",
                    True,
                )
            )
    return found


def _value_faults(contract: Contract, relation: Relation, code_lists: Mapping[str, CodeList]) -> list[Fault]:
    found = []
    for column in contract.columns:
        name, raw = column.name, raw_name(column.name)
        delivered = relation.header.matched.get(name)
        if delivered is None:
            continue
        if delivered in relation.numbers_in_text:
            flag = quoted(numbers_flag(delivered))
            found.append(
                Fault(name, "number_for_text_key", flag, "tekstnøgle gemt som tal", "text key stored as a number")
            )
        if column.kind != "text" or not relation.is_text(name):
            untypable = f"{raw} is not null and {name} is null"
            if column.kind == "date":
                untypable = f"({untypable}) or {name} not {PLAUSIBLE}"
            found.append(
                Fault(
                    name,
                    "untypable",
                    untypable,
                    f"værdien er ikke af typen {column.kind}",
                    f"the value is no {column.kind}",
                )
            )
        if column.required:
            found.append(Fault(name, "required", f"{raw} is null", "krævet værdi mangler", "required value is missing"))
        values = column.codes or (code_lists[column.code_list].values if column.code_list and column.closed else ())
        if values:
            listed = ", ".join(literal(value) if column.kind == "text" else value for value in values)
            # Not `in`: the engine turns each long list into a join of its own, and a wide table has forty of them.
            unknown = f"{name} is not null and not list_contains([{listed}], {name})"
            found.append(
                Fault(
                    name, "unknown_code", unknown, "koden findes ikke i kodelisten", "the code is not in its code list"
                )
            )
        number = _person_number(column, raw, is_text=relation.is_text(name))
        if number and not (values and column.kind == "text"):
            found.append(
                Fault(
                    name,
                    "person_number",
                    number,
                    "værdien ligner et personnummer, og kolonnen er ikke til det",
                    "the value looks like a person number, and the column is not for one",
                )
            )
    return found


def _person_number(column: Column, raw: str, *, is_text: bool) -> str | None:
    """Condition: the value has the form of a person number. Short ones, nearly all, are not looked at twice."""
    name = column.name
    if column.kind == "text" and column.personal != "direct_identifier" and name not in _NUMBERED:
        return f"{name} is not null and {holds_person_number_sql(name)}"
    if column.kind in ("int", "num"):
        form = PERSON_NUMBER_AS_NUMBER if name in _AMOUNTS else f"{PERSON_NUMBER_AS_NUMBER}|{WITHOUT_ITS_ZERO}"
        value = raw if is_text else f"cast({name} as varchar)"
        return f"abs({name}) >= {_SHORTEST_PERSON_NUMBER} and regexp_full_match({value}, {literal(form)})"
    return None


def _rule_faults(contract: Contract, relation: Relation, as_of: date, period: str) -> list[Fault]:
    found = []
    for rule in contract.rules:
        if rule.severity not in ("quarantine", "reject") or any(c not in relation.header.matched for c in rule.columns):
            continue
        condition = breaks_sql(contract, rule, as_of, period)
        rejects, early = rule.severity == "reject", rule.kind == "past"
        found.append(
            Fault(rule.columns[-1], rule.id, condition, rule.description_da, rule.description_en, rejects, early)
        )
    return found


def row_faults(
    contract: Contract,
    relation: Relation,
    dialect: Dialect,
    code_lists: Mapping[str, CodeList],
    as_of: date,
    period: str,
) -> list[Fault]:
    """All faults of one file in the order in which they are reported."""
    return [
        *_form_faults(contract, relation, dialect),
        *_value_faults(contract, relation, code_lists),
        *_rule_faults(contract, relation, as_of, period),
    ]
