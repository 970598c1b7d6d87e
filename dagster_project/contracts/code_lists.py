"""Code lists from the seeds: which values a coded column may hold, and when each was valid."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

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


def load_code_lists(
    names: Iterable[str], *, overrides: Mapping[str, Path] = MappingProxyType({}), seeds: Path = SEEDS
) -> dict[str, CodeList]:
    """The named lists from `seeds`, or from `overrides` (list name → delivered file) where it has one of that name.

    The first column of a seed is the code. Raises FileNotFoundError for a list that has no seed.
    """
    return {name: _read(name, overrides.get(name, seeds / f"{name}.csv")) for name in sorted(set(names))}
