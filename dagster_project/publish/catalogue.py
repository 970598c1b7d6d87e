"""The catalogue: every column that readers find, with meaning in both languages, personal-data class and source."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.column_lineage import column_lineage, named
from dagster_project.publish.dimensions import joined_dimensions
from dagster_project.publish.heritage import (
    WORDS,
    built_from,
    heritage,
    register_rows,
    words_of_governance,
    words_of_model,
)
from dagster_project.publish.keys import DIMENSIONS
from dagster_project.publish.words import column_words
from dagster_project.settings import SEEDS
from dagster_project.warehouse.lineage import Relation, ancestors, published_nodes
from dagster_project.warehouse.manifest import manifest

NOT_VERIFIED = "M"
# Words that a model's column may carry in its `meta`, under the catalogue's names.
_FROM_META = {
    "label_da": "label_da",
    "label_en": "label_en",
    "certainty": "mark",
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


def _source_columns(table: str, column: str) -> tuple[str | None, str | None]:
    """What the column's values come from, and what else decided which rows they come from."""
    found = column_lineage().of(table, column)
    if found is None:
        return None, None
    values = named(found.values)
    return ", ".join(values) or None, ", ".join(cell for cell in named(found.rows) if cell not in values) or None


class _Words:
    """What is said of the columns of one publication."""

    def __init__(self, delivered: Collection[str]) -> None:
        self._manifest = manifest()
        self._nodes = {(t.schema, t.name): unique_id for unique_id, t in published_nodes(self._manifest).items()}
        self._registers = {node: _registers(self._manifest, node) for node in self._nodes.values()}
        seeds = _unverified_seeds(delivered)
        self._unverified = {node: _rests_on(self._manifest, node, seeds) for node in self._nodes.values()}
        self._behind = {node: built_from(self._manifest, node) for node in self._nodes.values()}
        self._heritage = heritage(self._manifest)

    def of(self, schema: str, table: str, column: str, columns: frozenset[str]) -> tuple[Any, ...]:
        """From the description on; of a governance table that no model makes, what its policy says."""
        unique_id = self._nodes.get((schema, table))
        node = self._manifest["nodes"][unique_id] if unique_id else {"columns": {}}
        described = node["columns"].get(column, {})
        stated = meta(described)
        words = {key: stated.get(source) for key, source in _FROM_META.items()}
        stored = column_words(schema, table, column)
        words |= {f"label_{tongue}": words[f"label_{tongue}"] or word for tongue, word in stored.items()}
        rests_on = self._unverified.get(unique_id or "")
        words["certainty"] = NOT_VERIFIED if rests_on else words["certainty"] or meta(node).get("certainty")
        if unique_id and schema != "governance":
            inherited = self._heritage.column(schema, table, column, self._behind[unique_id], columns)
            personal: tuple[str | None, ...] = words_of_model(inherited, schema, stated)
        else:
            personal = words_of_governance(table, column)
        about = (described.get("description"), self._registers.get(unique_id or ""), rests_on)
        return (*about, *_source_columns(f"{schema}.{table}", column), *words.values(), *personal)


def _opened(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The same rows, with everyone as those who may open the dimensions that published tables join."""
    classes: dict[str, set[str | None]] = {}
    for schema, table, *_, personal, _da, _en, _retention, _opened_by in rows:
        if schema == DIMENSIONS:
            classes.setdefault(table, set()).add(personal)
    about_nobody = {table for table, found in classes.items() if found == {"none"}}
    published = {Relation(schema, table) for schema, table, *_ in rows if schema == "published"}
    everyone = {(table.schema, table.name) for table in joined_dimensions(published, about_nobody)}
    return [(*row[:-1], "everyone") if row[:2] in everyone else row for row in rows]


def catalogue_rows(connection: duckdb.DuckDBPyConnection, delivered: Collection[str]) -> Catalogue:
    """One row a column of the tables in the file and of the registers; types from the file itself.

    `certainty` is the column's or its model's own mark, or M where the table is made from a fact that is not verified;
    `unverified_inputs` names those seeds. `delivered` names the seeds that the landing folder replaced.
    """
    said = _Words(delivered)
    present = connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    ).fetchall()
    columns: dict[tuple[str, str], set[str]] = {}
    for schema, table, column, _ in present:
        columns.setdefault((schema, table), set()).add(column)
    rows = [
        (schema, table, column, kind, *said.of(schema, table, column, frozenset(columns[schema, table])))
        for schema, table, column, kind in present
    ]
    rows = _opened(rows)
    for place, labels, description, source, personal in register_rows():
        words = dict.fromkeys(_FROM_META) | labels
        rows.append((*place, description, source, None, None, None, *words.values(), *personal))
    about_table = ("description", "source_registers", "unverified_inputs", "source_column", "rows_decided_by")
    names = ("table_schema", "table_name", "column_name", "data_type", *about_table, *_FROM_META, *WORDS)
    return Catalogue(names, rows)
