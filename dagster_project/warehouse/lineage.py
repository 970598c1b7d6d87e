"""Questions to the manifest: which models there are, and what cannot be built without a source. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RISK_MODEL = "risk_model"  # tag of the models that are built only when a run asks for them
PUBLISHED_SCHEMAS = ("core", "marts", "published", "governance")


@dataclass(frozen=True, order=True)
class Relation:
    """A table that readers get."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}"


def _does_without(manifest: Mapping[str, Any], child: str, parent: str) -> bool:
    """True when the model names the parent among its `optional_inputs`: it is built also when that one cannot be."""
    config = manifest["nodes"].get(child, {}).get("config", {})
    tolerant = "tolerates_absence" in config.get("tags", ())
    return tolerant or parent.split(".")[-1] in config.get("meta", {}).get("optional_inputs", ())


def stopped_by(manifest: Mapping[str, Any], unique_ids: Iterable[str]) -> set[str]:
    """Everything that cannot be built without `unique_ids`, directly or not; without themselves."""
    children = manifest["child_map"]
    found: set[str] = set()
    waiting = list(unique_ids)
    while waiting:
        parent = waiting.pop()
        for child in children.get(parent, []):
            if child not in found and not _does_without(manifest, child, parent):
                found.add(child)
                waiting.append(child)
    return found


def _tolerates_absence(node: Mapping[str, Any]) -> bool:
    """True for a model that counts what there is and says nothing about what there is not."""
    return "tolerates_absence" in node.get("tags", [])


def cannot_be_built(manifest: Mapping[str, Any], missing: Iterable[str]) -> list[str]:
    """Names of the models of any layer that cannot be built without `missing` sources."""
    below = stopped_by(manifest, map(source_id, missing))
    nodes = ((unique_id, node) for unique_id, node in manifest["nodes"].items() if unique_id in below)
    return sorted(
        unique_id.split(".")[-1]
        for unique_id, node in nodes
        if node["resource_type"] == "model" and not _tolerates_absence(node)
    )


def source_id(name: str) -> str:
    """dbt's id of a register."""
    return f"source.plads.registers.{name}"


def relation(node: Mapping[str, Any]) -> Relation:
    return Relation(node["schema"], node["alias"])


def published_nodes(manifest: Mapping[str, Any], *, risk_model: bool = True) -> dict[str, Relation]:
    """The models that readers get, by dbt's id; without those of the risk model where it is off."""
    return {
        unique_id: relation(node)
        for unique_id, node in sorted(manifest["nodes"].items())
        if node["resource_type"] == "model"
        and node["schema"] in PUBLISHED_SCHEMAS
        and (risk_model or RISK_MODEL not in node.get("tags", []))
    }


def left_out(manifest: Mapping[str, Any], missing: Iterable[str]) -> dict[Relation, tuple[str, ...]]:
    """Tables that cannot be built without `missing` sources, and which of those each waits for."""
    waiting: dict[Relation, list[str]] = {}
    nodes = published_nodes(manifest)
    for source in sorted(missing):
        for unique_id in stopped_by(manifest, [source_id(source)]):
            if unique_id in nodes and not _tolerates_absence(manifest["nodes"][unique_id]):
                waiting.setdefault(nodes[unique_id], []).append(source)
    return {found: tuple(sources) for found, sources in sorted(waiting.items())}


def ancestors(manifest: Mapping[str, Any], unique_id: str) -> set[str]:
    """Everything that `unique_id` is built from, directly or not."""
    found: set[str] = set()
    waiting = [unique_id]
    while waiting:
        for parent in manifest["parent_map"].get(waiting.pop(), []):
            # Which cells are hidden is no source of the others.
            if parent not in found and manifest["nodes"].get(parent, {}).get("schema") != "disclosure":
                found.add(parent)
                waiting.append(parent)
    return found
