"""Keys and references of the tables that readers get, as dbt's YAML declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.publish.catalogue import meta
from dagster_project.warehouse.lineage import Relation, published_nodes

DIMENSIONS = "core"


@dataclass(frozen=True)
class Reference:
    """A column that joins one column of a dimension. `holds`: every value is a member there, so it can be enforced."""

    column: str
    table: Relation
    target: str
    holds: bool


@dataclass(frozen=True)
class Declared:
    """What is said of one table besides its columns."""

    key: tuple[str, ...]
    references: tuple[Reference, ...]
    description: str
    label_da: str | None
    label_en: str | None


def reference(column: str, stated: str | Mapping[str, Any]) -> Reference | None:
    """`dim.column`, or `{to: dim.column, or: all}` where totals stand beside the members.

    None for a reference of some of the rows (`where`): PostgreSQL has no key for that.
    """
    said: Mapping[str, Any] = {"to": stated} if isinstance(stated, str) else stated
    if "where" in said:
        return None
    table, target = said["to"].split(".")
    return Reference(column, Relation(DIMENSIONS, table), target, holds="or" not in said)


def _keys(manifest: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """By dbt's id: the columns of the model's grain test."""
    found = {}
    for node in manifest["nodes"].values():
        about = node.get("test_metadata") or {}
        if about.get("name") == "unique_grain":
            found[node["attached_node"]] = tuple(about["kwargs"]["columns"])
    return found


def declared(manifest: Mapping[str, Any]) -> dict[Relation, Declared]:
    """Of every model that readers get. A published table has the key of its mart, which disclosure control names."""
    grains, found = _keys(manifest), {}
    for unique_id, relation in published_nodes(manifest).items():
        node, said = manifest["nodes"][unique_id], meta(manifest["nodes"][unique_id])
        stated = [(name, meta(column).get("references")) for name, column in node["columns"].items()]
        references = [reference(name, to) for name, to in stated if to]
        key = grains.get(unique_id) or tuple(said.get("disclosure", {}).get("keys", ()))
        found[relation] = Declared(
            key,
            tuple(one for one in references if one),
            " ".join(node["description"].split()),
            said.get("label_da"),
            said.get("label_en"),
        )
    return found
