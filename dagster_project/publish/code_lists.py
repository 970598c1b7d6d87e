"""What codes are called, list by list, as the build had them: shipped lists, and those delivered in their place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb

from dagster_project.contracts.sql import name as quoted
from dagster_project.settings import SEEDS

COLUMNS = ("code_list", "code", "name_da", "name_en", "code_kind", "sort_order")
_CODE = {"follow_up_indicator": "indicator"}  # elsewhere the code is a list's first column
_DELIVERED = "seed_override"  # checked on arrival: no text in it looks like a person number
Facts = list[dict[str, str]]


def _shipped() -> Iterator[tuple[str, str, Facts]]:
    for path in sorted(SEEDS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            read = csv.DictReader(file)
            header = list(read.fieldnames or ())
            if "name_da" in header:
                yield path.stem, _CODE.get(path.stem, header[0]), list(read)


def _delivered(warehouse: Path) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    with duckdb.connect(str(warehouse)) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = ?", [_DELIVERED])
        for (table,) in tables.fetchall():
            read = connection.execute(f"select columns(*)::varchar from {_DELIVERED}.{quoted(table)}")
            header = [column[0] for column in read.description or ()]
            found[table] = [
                {name: value or "" for name, value in zip(header, row, strict=True)} for row in read.fetchall()
            ]
    return found


def code_list_rows(warehouse: Path) -> list[tuple[str | int | None, ...]]:
    """One row a code, COLUMNS across; a fact that is still valid says what a code is called before one that ended."""
    delivered, rows = _delivered(warehouse), []
    for seed, code, shipped in _shipped():
        facts = sorted(delivered.get(seed, shipped), key=lambda fact: fact.get("valid_to") or "9999")
        facts.sort(key=lambda fact: int(fact.get("sort_order") or 0))
        named = {fact[code]: fact for fact in facts if fact[code]}
        for place, (value, fact) in enumerate(named.items(), 1):
            words = (fact.get(column) or None for column in ("name_da", "name_en", "kind"))
            rows.append((seed, value, *words, place))
    return rows
