"""Takes people who are to be forgotten out of the rows that a load set aside, whatever form their number has there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.contracts.plain_text import plain
from dagster_project.contracts.sql import literal
from dagster_project.ledger.store import QuarantineRow
from dagster_project.personal_data.erasure_list import ErasureList
from dagster_project.personal_data.numbers_in_text import PERSON, numbers_anywhere
from dagster_project.personal_data.remove import link_value, replace_rows

# Digits in a row, also with a sign before the last four; nine where a leading zero was lost on the way.
_NUMBER = re.compile(r"(?<!\d)(?:\d{6}[ -]\d{4}|\d{9,12})(?!\d)")


def numbers_in(text: str) -> set[str]:
    """Everything in a text that could be a person's number, in the form in which registers hold it."""
    found = {re.sub(r"\D", "", number) for number in _NUMBER.findall(text)}
    return found | {number.zfill(10) for number in found if len(number) == 9}


@dataclass(frozen=True)
class SetAside:
    """Rows that went, and what is left by column and rule."""

    rows: int = 0
    after_cut: int = 0
    left: tuple[QuarantineRow, ...] = ()


def _fields(raw: Iterable[str | None]) -> set[str]:
    return {field.strip().strip('"') for value in raw if value for field in value.split(";")}


def _is_about(raw: list[str | None], period: str, contract: Contract, who: ErasureList) -> bool:
    """Numbers of people can be in a row of any source: it may have been set aside because one stood where none may."""
    domains = {column.identifies for column in contract.columns if column.identifies} | {PERSON}
    texts = [plain(value) for value in raw if value]
    numbers = {number for text in texts for number in numbers_in(text) | numbers_anywhere(text)} | _fields(raw)
    if any(who.named(domain, numbers) for domain in domains if domain in who.hashes):
        return True
    through = {column.person_through for column in contract.columns if column.person_through}
    links = {link_value(period, value) for value in _fields(raw)}
    return any(who.named(domain, links) for domain in through if domain in who.hashes)


def recount(
    con: duckdb.DuckDBPyConnection, path: Path, load_id: str, words: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[QuarantineRow, ...]:
    """Rows set aside by column and rule, as the ledger keeps them."""
    found = con.execute(
        f"select column_name, rule, count(distinct file_row), min(file_row) from read_parquet({literal(str(path))})"
        " group by all order by all"
    ).fetchall()
    return tuple(
        QuarantineRow(load_id, c, r, *words.get((c, r), ("", "")), int(n), int(first)) for c, r, n, first in found
    )


def remove_quarantined(
    con: duckdb.DuckDBPyConnection, path: Path, contract: Contract, period: str, load_id: str, who: ErasureList,
    words: Mapping[tuple[str, str], tuple[str, str]],
) -> SetAside:  # fmt: skip
    """Rewrites the quarantine file without rows that name people on the list, in whatever column."""
    if not path.exists():
        return SetAside()
    relation = f"read_parquet({literal(str(path))})"
    raw = con.execute(f"select file_row, any_value(raw), bool_or(early) from {relation} group by file_row").fetchall()
    going = {row: early for row, values, early in raw if _is_about(values or [], period, contract, who)}
    if not going:
        return SetAside()
    replace_rows(con, f"select * from {relation} where file_row not in ({', '.join(map(str, going))})", path)
    return SetAside(len(going), sum(map(bool, going.values())), recount(con, path, load_id, words))
