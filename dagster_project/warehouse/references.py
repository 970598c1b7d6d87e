"""What the models declare of the star: keys, and which columns reference which dimension. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_GRAIN = "unique_grain"


@dataclass(frozen=True)
class Reference:
    """Columns of a model that name a member of a dimension.

    `total`: a word that may stand there and is no member, such as 'all'. `where`: the rows that it is about.
    `is_key`: the columns there are the dimension's primary key, so that a row finds one member and never two.
    """

    columns: tuple[str, ...]
    dimension: str
    dimension_columns: tuple[str, ...]
    total: str | None
    where: str | None
    is_key: bool

    @property
    def is_foreign_key(self) -> bool:
        """Can a database hold it? Not where a total stands beside the members, nor where only some rows do."""
        return self.is_key and self.total is None and self.where is None


def _model_id(model: str) -> str:
    return f"model.plads.{model}"


def primary_key(manifest: Mapping[str, Any], model: str) -> tuple[str, ...]:
    """The columns of the grain, as the model's test or its disclosure control has them; () without either."""
    for test in manifest["child_map"][_model_id(model)]:
        node = manifest["nodes"].get(test, {})
        about = node.get("test_metadata") or {}
        if about.get("name") == _GRAIN and node.get("attached_node") == _model_id(model):
            return tuple(about["kwargs"]["columns"])
    disclosure = manifest["nodes"][_model_id(model)]["config"].get("meta", {}).get("disclosure", {})
    return tuple(disclosure.get("keys", ()))


def unique_keys(manifest: Mapping[str, Any], model: str) -> tuple[tuple[str, ...], ...]:
    """The primary key, and the surrogate made of it where the model has one."""
    node = manifest["nodes"][_model_id(model)]
    surrogate = node["config"].get("meta", {}).get("surrogate_key")
    return (primary_key(manifest, model), *(((surrogate,),) if surrogate else ()))


def references(manifest: Mapping[str, Any], model: str) -> tuple[Reference, ...]:
    """The references that the model's columns declare, in the order of its columns."""
    found = []
    for column in manifest["nodes"][_model_id(model)]["columns"].values():
        said = column.get("config", {}).get("meta", {}).get("references")
        if said:
            said = {"to": said} if isinstance(said, str) else said
            dimension, key = said["to"].split(".")
            pairs = {key: column["name"], **said.get("with", {})}
            is_key = set(pairs) in map(set, unique_keys(manifest, dimension))
            made = Reference(tuple(pairs.values()), dimension, tuple(pairs), said.get("or"), said.get("where"), is_key)
            found.append(made)
    return tuple(found)


def models_with_references(manifest: Mapping[str, Any]) -> dict[str, tuple[Reference, ...]]:
    """Every model that references a dimension, by name."""
    models = sorted(node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "model")
    return {model: found for model in models if (found := references(manifest, model))}
