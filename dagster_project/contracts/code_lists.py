"""Code lists from the seeds: which values a coded column may hold, and when each was valid."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dagster_project.settings import SEEDS


@dataclass(frozen=True)
class Code:
    value: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class CodeList:
    name: str
    codes: tuple[Code, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """Distinct codes; one code can have several validity spans."""
        return tuple(dict.fromkeys(code.value for code in self.codes))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(name: str, path: Path) -> CodeList:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        first = (rows.fieldnames or [""])[0]
        codes = [Code(row[first], _date(row.get("valid_from")), _date(row.get("valid_to"))) for row in rows]
    return CodeList(name, tuple(codes))


def load_code_lists(names: Iterable[str], *, overrides: Path | None = None, seeds: Path = SEEDS) -> dict[str, CodeList]:
    """The named lists from `seeds`, or from `overrides` (a landing folder's seed/) where it has a file of that name.

    The first column of a seed is the code. Raises FileNotFoundError for a list that has no seed.
    """
    found = {}
    for name in sorted(set(names)):
        delivered = overrides / f"{name}.csv" if overrides else None
        path = delivered if delivered and delivered.is_file() else seeds / f"{name}.csv"
        found[name] = _read(name, path)
    return found
