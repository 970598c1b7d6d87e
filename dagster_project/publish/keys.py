"""Keys, references and words of the tables that readers get, as dbt's YAML declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.warehouse.lineage import Relation, published_nodes
from dagster_project.warehouse.references import primary_key, references

DIMENSIONS = "core"


@dataclass(frozen=True)
class Join:
    """Columns that join those of a dimension. `holds`: every value should be a member there, none is a total."""

    columns: tuple[str, ...]
    table: Relation
    targets: tuple[str, ...]
    holds: bool


@dataclass(frozen=True)
class Declared:
    """What is said of one table besides its columns."""

    key: tuple[str, ...]
    joins: tuple[Join, ...]
    description: str


def _joins(manifest: Mapping[str, Any], model: str) -> tuple[Join, ...]:
    """PostgreSQL has no key for a reference of some of the rows, nor for one that finds several members."""
    return tuple(
        Join(one.columns, Relation(DIMENSIONS, one.dimension), one.dimension_columns, holds=one.total is None)
        for one in references(manifest, model)
        if one.is_key and one.where is None
    )


def declared(manifest: Mapping[str, Any]) -> dict[Relation, Declared]:
    """Of every model that readers get."""
    found = {}
    for unique_id, relation in published_nodes(manifest).items():
        node = manifest["nodes"][unique_id]
        name, description = node["name"], " ".join(node["description"].split())
        found[relation] = Declared(primary_key(manifest, name), _joins(manifest, name), description)
    return found
