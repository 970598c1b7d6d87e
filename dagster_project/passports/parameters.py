"""What a figure is steered by: variables of the models behind it, and the lists and facts (seeds) that they read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dagster_project.landing import delivered_seeds
from dagster_project.settings import DBT_PROJECT, SEEDS
from dagster_project.warehouse.lineage import ancestors

_VARIABLE = re.compile(r"""\bvar\(\s*['"](\w+)['"]""")


@dataclass(frozen=True)
class Seed:
    """One list or table of facts: how sure it is, where it is from, and whether the landing folder replaced it."""

    name: str
    marks: tuple[str, ...]
    sources: tuple[str, ...]
    is_delivered: bool
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def variables() -> dict[str, Any]:
    """dbt's variables and their values, in the order in which the project states them."""
    found: dict[str, Any] = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    return found


def _macros(manifest: Mapping[str, Any], names: Iterable[str]) -> set[str]:
    """The project's own macros among `names`, and those that they use."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name.startswith("macro.plads.") and name not in found:
            found.add(name)
            waiting += manifest["macros"][name]["depends_on"]["macros"]
    return found


def variables_behind(manifest: Mapping[str, Any], models: Iterable[str]) -> dict[str, Any]:
    """The variables that the SQL of these models asks for, directly or in a macro."""
    nodes = [manifest["nodes"][key] for key in models]
    macros = _macros(manifest, (macro for node in nodes for macro in node["depends_on"]["macros"]))
    texts = [node["raw_code"] for node in nodes] + [manifest["macros"][name]["macro_sql"] for name in macros]
    used = {name for text in texts for name in _VARIABLE.findall(text)}
    return {name: value for name, value in variables().items() if name in used}


def seeds_behind(manifest: Mapping[str, Any], unique_id: str, landing: Path) -> list[Seed]:
    """The seeds that a model is made from, as this release read them."""
    names = sorted(key.split(".")[-1] for key in ancestors(manifest, unique_id) if key.startswith("seed."))
    delivered = delivered_seeds(landing)
    return [_read(name, delivered.get(name)) for name in names]


@cache
def _read(name: str, delivered: Path | None) -> Seed:
    with (delivered or SEEDS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file)) or [[]]
    told = [dict(zip(header, row, strict=False)) for row in rows]

    def kinds(column: str) -> tuple[str, ...]:
        return tuple(sorted({row.get(column) or "" for row in told} - {""}))

    return Seed(name, kinds("mark"), kinds("source"), delivered is not None, tuple(header), tuple(map(tuple, rows)))
