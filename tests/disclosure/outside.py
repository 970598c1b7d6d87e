"""What an outsider has: the published tables, every cell shown, hidden or missing, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import duckdb

# Table → its grain. Declared here and not read from the models: the attack must not trust what it attacks.
GRAINS = {
    "absence": "municipality_code school_year instnr stage",
    "childcare": "municipality_code year offer",
    "cost_projection": "municipality_code year series",
    "follow_up_status": "municipality_code follow_up indicator",
    "helaarsboern": "municipality_code year district offer_type",
    "inclusion_funds": "municipality_code year instnr",
    "institution_profile": "instnr school_year",
    "intermediate_forms": "municipality_code year cluster level",
    "intervention_outcome": "municipality_code intervention start_year",
    "notification": "municipality_code year notifier cause",
    "outcome_after_school": "municipality_code leaving_year leaver_group status",
    "personnel": "municipality_code year district unit",
    "placement": "municipality_code year placement_group",
    "preventive_measure": "municipality_code year measure_group",
    "reallocation_scenario": "scenario municipality_code year from_offer to_offer",
    "return_rate": "municipality_code school_year stage",
    "risk_distribution": "municipality_code school_year instnr bin",
    "risk_factor": "municipality_code school_year factor",
    "school_starters": "municipality_code school_year",
    "segregation_rate": "municipality_code school_year district denominator_scope",
    "special_education_cost": "municipality_code year offer_type kind",
    "staff_survey": "municipality_code year question group_kind group_value answer",
    "support_decisions": "municipality_code half_year instnr",
    "waiting_time": "municipality_code year offer_type",
    "wellbeing_indicator": "municipality_code school_year instnr indicator",
    "wellbeing_item": "municipality_code school_year instnr item",
}


class Cell(NamedTuple):
    """One figure: of a published row, or of a group that no row shows but that arithmetic knows of."""

    table: str
    key: tuple[Any, ...]
    measure: str

    def __str__(self) -> str:
        return f"{self.table}[{', '.join(map(str, self.key))}].{self.measure}"


@dataclass
class Table:
    """Rows by key; a row is a dictionary from column to value."""

    name: str
    grain: tuple[str, ...]
    rows: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def groups(self, *without: str) -> Iterator[tuple[dict[str, Any], dict[tuple[Any, ...], dict[str, Any]]]]:
        """Rows that agree in every key but those named: what they agree in, and the rows by what they differ in."""
        rest = [place for place, name in enumerate(self.grain) if name not in without]
        own = [self.grain.index(name) for name in without]
        found: dict[tuple[Any, ...], dict[tuple[Any, ...], dict[str, Any]]] = {}
        for key, row in self.rows.items():
            found.setdefault(tuple(key[place] for place in rest), {})[tuple(key[place] for place in own)] = row
        for common, rows in found.items():
            yield {self.grain[place]: value for place, value in zip(rest, common, strict=True)}, rows


class Tables:
    """The published tables, and what of them is known so far."""

    def __init__(self, rows: dict[str, list[dict[str, Any]]], grains: dict[str, str] | None = None) -> None:
        self.known: dict[Cell, float] = {}
        self.hidden: dict[Cell, None] = {}
        self.tables: dict[str, Table] = {}
        for name, found in rows.items():
            table = self.tables[name] = Table(name, tuple((grains or GRAINS)[name].split()))
            for row in found:
                self._take(table, row)

    def _take(self, table: Table, row: dict[str, Any]) -> None:
        key = tuple(row[name] for name in table.grain)
        table.rows[key] = row
        hidden = row.get("suppressed_measures") or ()
        for measure, value in row.items():
            if measure in table.grain:
                continue
            if measure in hidden:
                self.hidden[Cell(table.name, key, measure)] = None
            elif value is not None and not isinstance(value, (str, list)):
                self.known[Cell(table.name, key, measure)] = float(value)

    def __contains__(self, name: str) -> bool:
        return bool(self.tables.get(name))

    def __getitem__(self, name: str) -> Table:
        return self.tables.get(name) or Table(name, tuple(GRAINS[name].split()))

    def cell(self, table: str, measure: str, **key: Any) -> Cell:
        return Cell(table, tuple(key[name] for name in self[table].grain), measure)

    def has_row(self, cell: Cell) -> bool:
        return cell.key in self[cell.table].rows

    def is_missing(self, cell: Cell) -> bool:
        """Neither shown nor hidden though its row is there: no figure exists."""
        return cell not in self.known and cell not in self.hidden

    def learn(self, cell: Cell, value: float) -> bool:
        """What was worked out; whether that is news."""
        if cell in self.known or cell not in self.hidden or not math.isfinite(value):
            return False
        self.known[cell] = value
        return True


def read(connection: duckdb.DuckDBPyConnection, schema: str) -> dict[str, list[dict[str, Any]]]:
    """Every table of the grains that the schema has."""
    listed = connection.execute("select table_name from duckdb_tables() where schema_name = ?", [schema]).fetchall()
    found = {}
    for name in sorted({name for (name,) in listed} & set(GRAINS)):
        answer = connection.execute(f"from {schema}.{name}")
        columns = [column[0] for column in answer.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
    return found
