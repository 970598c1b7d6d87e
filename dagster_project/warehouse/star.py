"""The bus matrix: which fact joins which dimension by which column, and what it does without for which reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.warehouse.references import Reference, references

CALENDAR = "calendar"  # any of the tables of days, years and school years
CALENDARS = ("dim_date", "dim_school_year", "dim_year")
CONFORMED = (*CALENDARS, "dim_municipality", "dim_institution", "dim_institution_latest", "dim_district", "dim_person")
REQUIRED = (CALENDAR, "dim_municipality")


@dataclass(frozen=True)
class Fact:
    """One fact or bridge. `joins`: dimension → columns that lead there. `without`: dimension → why there is none."""

    name: str
    joins: dict[str, tuple[str, ...]]
    without: dict[str, str]

    def lacks(self) -> set[str]:
        """Dimensions that every fact is to have and that this one has neither joined nor excused."""
        joined = {CALENDAR if dimension in CALENDARS else dimension for dimension in self.joins}
        return set(REQUIRED) - joined - self.without.keys()


def own_column(reference: Reference) -> str:
    """The column that is the reference; the further ones of a key of several columns reference on their own."""
    return reference.columns[0]


def facts(manifest: Mapping[str, Any]) -> list[Fact]:
    """The facts and bridges of core, by name."""
    found = []
    for node in sorted(manifest["nodes"].values(), key=lambda node: str(node["name"])):
        if node["resource_type"] == "model" and node["name"].startswith(("fct_", "bridge_")):
            joins: dict[str, list[str]] = defaultdict(list)
            for reference in references(manifest, node["name"]):
                joins[reference.dimension].append(own_column(reference))
            without = node["config"].get("meta", {}).get("without", {})
            found.append(Fact(node["name"], {name: tuple(columns) for name, columns in joins.items()}, dict(without)))
    return found
