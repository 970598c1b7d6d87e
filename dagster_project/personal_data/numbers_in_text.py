"""People's numbers inside texts: found however they are divided and whatever stands around them."""

from __future__ import annotations

import re

import duckdb

from dagster_project.contracts.model import Column, Contract
from dagster_project.contracts.person_numbers import BETWEEN
from dagster_project.contracts.plain_text import plain, plain_sql
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.personal_data.erasure_list import ErasureList, entry

PERSON = "person"
# The proof looks for a number anywhere in a text, also inside other digits, and rows are set aside for every way of
# writing one; so what is taken out must not be less than either.
_WRITTEN = rf"\d\d(?:{BETWEEN}{{0,3}}\d\d){{4}}"
_ANYWHERE = tuple(re.compile(rf"(?=({form}))") for form in (_WRITTEN, r"\d{12}"))


def numbers_anywhere(text: str) -> set[str]:
    """Every run of digits in a plain text that is as long as a number, wherever it begins and however it is divided."""
    return {re.sub(r"\D", "", number) for form in _ANYWHERE for number in form.findall(text)}


def _may_mention(column: Column) -> bool:
    return column.kind == "text" and not column.identifies and not column.person_through


def mentions(
    con: duckdb.DuckDBPyConnection, relation: str, contract: Contract, who: ErasureList
) -> dict[str, dict[str, str | None]]:
    """Column that is not for people → values of it that hold the number of one on the list, and what to put instead.

    Where a value is required, it is a mark that only the erasure key can make: a voucher stays one voucher.
    """
    if PERSON not in who.hashes:
        return {}
    found: dict[str, dict[str, str | None]] = {}
    for column in filter(_may_mention, contract.columns):
        value = quoted(column.name)
        long = f"regexp_matches({plain_sql(value)}, {literal(_WRITTEN)})"
        rows = con.execute(f"select distinct {value} from {relation} where {long}").fetchall()
        named = [text for (text,) in rows if who.named(PERSON, numbers_anywhere(plain(text)))]
        if named:
            instead = {text: f"slettet-{entry(who.key, 'mention', text).hash[:16]}" for text in named}
            found[column.name] = {text: instead[text] if column.required else None for text in named}
    return found


def without_mentions(column: str, instead: dict[str, str | None]) -> str:
    """SQL of a column with its mentions replaced."""
    whens = " ".join(
        f"when {literal(text)} then {'null' if other is None else literal(other)}" for text, other in instead.items()
    )
    return f"case {quoted(column)} {whens} else {quoted(column)} end"
