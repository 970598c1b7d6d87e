"""The catalogue: every column that readers find, with meaning in both languages, personal-data class and source."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.settings import SEEDS
from dagster_project.warehouse.lineage import ancestors, published_nodes
from dagster_project.warehouse.manifest import manifest

NOT_VERIFIED = "M"
# Words that a model's column may carry in its `meta`, under the catalogue's names.
_FROM_META = {
    "label_da": "label_da",
    "label_en": "label_en",
    "personal_data": "personal_data",
    "certainty": "mark",
    "source_column": "source_column",
    "retention": "retention",
}


@dataclass(frozen=True)
class Catalogue:
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def meta(entry: Mapping[str, Any]) -> dict[str, Any]:
    """dbt keeps `meta` in two places, depending on where the model's file put it."""
    return {**entry.get("meta", {}), **(entry.get("config") or {}).get("meta", {})}


def _registers(found: Mapping[str, Any], unique_id: str) -> str:
    sources = [found["sources"][parent] for parent in ancestors(found, unique_id) if parent in found["sources"]]
    return ", ".join(sorted(source["name"] for source in sources if "period" in meta(source)))


def _unverified_seeds(delivered: Collection[str]) -> set[str]:
    """Shipped seeds with a fact that nobody has verified (mark M), but for those that the landing folder replaced."""
    found = set()
    for path in SEEDS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            if any(row.get("mark") == NOT_VERIFIED for row in csv.DictReader(file)):
                found.add(path.stem)
    return found - set(delivered)


def _rests_on(found: Mapping[str, Any], unique_id: str, seeds: Collection[str]) -> str | None:
    """Which of the seeds the model is made from, directly or not."""
    used = {parent.split(".")[-1] for parent in ancestors(found, unique_id) if parent.startswith("seed.")}
    return ", ".join(sorted(used & set(seeds))) or None


def catalogue_rows(connection: duckdb.DuckDBPyConnection, delivered: Collection[str]) -> Catalogue:
    """One row a column of the tables in the file; words from the models, types from the file itself.

    `certainty` is the column's or its model's own mark, or M where the table is made from a fact that is not verified;
    `unverified_inputs` names those seeds. `delivered` names the seeds that the landing folder replaced.
    """
    found = manifest()
    model_of = {(table.schema, table.name): unique_id for unique_id, table in published_nodes(found).items()}
    registers = {unique_id: _registers(found, unique_id) for unique_id in model_of.values()}
    seeds = _unverified_seeds(delivered)
    unverified = {unique_id: _rests_on(found, unique_id, seeds) for unique_id in model_of.values()}
    present = connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    )
    rows = []
    for schema, table, column, data_type in present.fetchall():
        unique_id = model_of.get((schema, table))
        if unique_id:
            described = found["nodes"][unique_id]["columns"].get(column, {})
            words = {key: meta(described).get(source) for key, source in _FROM_META.items()}
            own = words["certainty"] or meta(found["nodes"][unique_id]).get("certainty")
            words["certainty"] = NOT_VERIFIED if unverified[unique_id] else own
            about = (described.get("description"), registers[unique_id], unverified[unique_id])
            rows.append((schema, table, column, data_type, *about, *words.values()))
    about_table = ("description", "source_registers", "unverified_inputs")
    names = ("table_schema", "table_name", "column_name", "data_type", *about_table, *_FROM_META)
    return Catalogue(names, rows)
