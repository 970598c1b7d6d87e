"""The catalogue: every column that readers find, with meaning in both languages, personal-data class and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.warehouse.lineage import ancestors, published_nodes
from dagster_project.warehouse.manifest import manifest

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


def catalogue_rows(connection: duckdb.DuckDBPyConnection) -> Catalogue:
    """One row a column of the tables in the file; words from the models, types from the file itself."""
    found = manifest()
    model_of = {(table.schema, table.name): unique_id for unique_id, table in published_nodes(found).items()}
    registers = {unique_id: _registers(found, unique_id) for unique_id in model_of.values()}
    present = connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    )
    rows = []
    for schema, table, column, data_type in present.fetchall():
        unique_id = model_of.get((schema, table))
        if unique_id:
            described = found["nodes"][unique_id]["columns"].get(column, {})
            words = [meta(described).get(key) for key in _FROM_META.values()]
            rows.append((schema, table, column, data_type, described.get("description"), registers[unique_id], *words))
    names = ("table_schema", "table_name", "column_name", "data_type", "description", "source_registers", *_FROM_META)
    return Catalogue(names, rows)
