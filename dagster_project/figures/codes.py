"""What codes are called: names from the seeds as this run had them; of the few that no seed names, from words.yaml."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dagster_project.landing import delivered_seeds
from dagster_project.settings import SEEDS, Settings

_WORDS = Path(__file__).with_name("words.yaml")
Names = dict[str, list[str]]  # code -> Danish, English; their order is the order of the figure


@cache
def words() -> dict[str, Any]:
    """The whole file, as it stands."""
    found: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return found


class Seeds:
    """Shipped code lists, and those that the landing folder put in their place."""

    def __init__(self, settings: Settings) -> None:
        self._delivered = delivered_seeds(settings.landing) if settings.landing.is_dir() else {}

    def rows(self, seed: str) -> list[dict[str, str]]:
        """The facts of one list, in order; those that ended come first, so that a later one takes their place."""
        path = self._delivered.get(seed, SEEDS / f"{seed}.csv")
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = [
                {str(key).strip().lower(): value or "" for key, value in row.items()} for row in csv.DictReader(file)
            ]
        found.sort(key=lambda row: row.get("valid_to") or "9999")
        return sorted(found, key=lambda row: int(row.get("sort_order") or 0))

    def names(self, seed: str, code: str) -> Names:
        return {
            row[code]: [row.get("name_da") or row[code], row.get("name_en") or row[code]] for row in self.rows(seed)
        }


def _own(column: str) -> Names:
    stated: Mapping[str, Mapping[str, str]] = words()["codes"].get(column, {})
    return {str(code): [name["da"], name["en"]] for code, name in stated.items()}


def code_names(settings: Settings) -> dict[str, Names]:
    """Column, or table.column where the table means something else by it → what its codes are called."""
    seeds = Seeds(settings)
    listed = {column: tuple(seed) for column, seed in words()["seeds"].items()}
    for table, columns in words()["tables"].items():
        listed |= {f"{table}.{column}": tuple(seed) for column, seed in columns.items()}
    found = {column: seeds.names(*seed) for column, seed in listed.items()}
    for column in words()["codes"]:
        found[column] = found.get(column, {}) | _own(column)
    return found


def of_kind(settings: Settings, column: str, kind: str) -> list[str]:
    """Codes of a column whose seed says that they are of this kind."""
    seed, code = words()["seeds"][column]
    return [row[code] for row in Seeds(settings).rows(seed) if row.get("kind") == kind]
