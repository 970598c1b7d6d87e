"""Takes people who are to be forgotten out of the typed rows of one load.

A row about such a person goes. A row about somebody else that names the person, as a parent say, loses the name only.
A text of another column that holds the person's number goes too.
A row elsewhere that is about the person without naming them (`personThrough`) goes with the row that knows whom.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Column, Contract
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.ledger.erasures import Forgotten
from dagster_project.personal_data.erasure_list import ErasureList, bucket_sql, entry
from dagster_project.personal_data.numbers_in_text import mentions, without_mentions

COMPRESSION = "zstd"


@dataclass(frozen=True)
class Removed:
    """What went out of one load. `links`: keys under which rows elsewhere are about the same people."""

    rows: int = 0
    blanked: int = 0
    links: frozenset[Forgotten] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.rows or self.blanked)


def link_value(period: str, value: str) -> str:
    """A linking key means the same row only within one period."""
    return f"{period}/{value}"


def _from(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def candidates(con: duckdb.DuckDBPyConnection, relation: str, expression: str, buckets: Iterable[int]) -> set[str]:
    """Distinct values that could be on the list: a thousandth of them, so that few have to be hashed."""
    listed = ", ".join(map(str, buckets)) or "null"
    found = con.execute(
        f"select distinct value from (select {expression} as value from {relation})"
        f" where value is not null and {bucket_sql('value')} in ({listed})"
    )
    return {value for (value,) in found.fetchall()}


def _named(con: duckdb.DuckDBPyConnection, path: Path, contract: Contract, who: ErasureList) -> dict[str, set[str]]:
    """Column → values of it that are of people on the list."""
    found = {}
    for column in contract.columns:
        if column.identifies and who.hashes.get(column.identifies):
            domain = column.identifies
            values = candidates(con, _from(path), quoted(column.name), who.buckets[domain])
            found[column.name] = who.named(domain, values)
        elif column.person_through and who.hashes.get(column.person_through):
            found[column.name] = _linked(con, path, column, who)
    return {name: values for name, values in found.items() if values}


def _linked(con: duckdb.DuckDBPyConnection, path: Path, column: Column, who: ErasureList) -> set[str]:
    assert column.person_through is not None
    expression = f"_period || '/' || {quoted(column.name)}"
    values = candidates(con, _from(path), expression, who.buckets[column.person_through])
    return {value.split("/", 1)[1] for value in who.named(column.person_through, values)}


def _any_of(column: str, values: Iterable[str]) -> str:
    return f"coalesce({quoted(column)} in ({', '.join(literal(value) for value in sorted(values))}), false)"


def _links(
    con: duckdb.DuckDBPyConnection, path: Path, contract: Contract, contracts: Mapping[str, Contract],
    going: str, who: ErasureList,
) -> frozenset[Forgotten]:  # fmt: skip
    """Keys of the rows that go, under which other sources have rows about the same people."""
    found = set()
    for other in contracts.values():
        for column in other.columns:
            source, _, name = (column.person_through or "").partition(".")
            if source == contract.source:
                rows = con.execute(f"select distinct _period, {quoted(name)} from {_from(path)} where {going}")
                found |= {entry(who.key, f"{source}.{name}", link_value(*row)) for row in rows.fetchall() if row[1]}
    return frozenset(found)


def replace_rows(con: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    """Writes what `select` gives in place of the file: the old one stays until the new one is whole."""
    beside = path.with_name(f".{path.name}.tmp")
    con.execute(f"copy ({select}) to {literal(str(beside))} (format parquet, compression {COMPRESSION})")
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(path)


def remove_people(
    con: duckdb.DuckDBPyConnection, path: Path, contract: Contract, contracts: Mapping[str, Contract], who: ErasureList
) -> Removed:
    """Rewrites the file at `path` without the people on the list; leaves it alone when it names none of them."""
    named, said = _named(con, path, contract, who), mentions(con, _from(path), contract, who)
    if not (named or said):
        return Removed()
    subjects = {name for column in contract.columns if column.identifies
                for name in contract.subject_columns(column.identifies)}  # fmt: skip
    must_go = [
        name for name in named
        if name in subjects or contract.column(name).person_through or contract.column(name).required
    ]  # fmt: skip
    beside = [name for name in named if name not in must_go]
    going = " or ".join(_any_of(name, named[name]) for name in must_go) or "false"
    mentioned = {name: set(instead) for name, instead in said.items()} | {name: named[name] for name in beside}
    counts = ", ".join(f"count(*) filter (not ({going}) and {_any_of(name, of)})" for name, of in mentioned.items())
    found = con.execute(
        f"select count(*) filter ({going}){', ' + counts if counts else ''} from {_from(path)}"
    ).fetchone()
    assert found is not None
    links = _links(con, path, contract, contracts, going, who)
    blank: dict[str, dict[str, str | None]] = said | {name: dict.fromkeys(named[name]) for name in beside}
    replaced = ", ".join(f"{without_mentions(name, instead)} as {quoted(name)}" for name, instead in blank.items())
    columns = f"* replace ({replaced})" if replaced else "*"
    replace_rows(con, f"select {columns} from {_from(path)} where not ({going})", path)
    return Removed(int(found[0]), sum(map(int, found[1:])), links)
