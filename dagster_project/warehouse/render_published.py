"""The published tables' YAML, rendered from the marts' YAML so that a column is described once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from dagster_project.settings import DBT_PROJECT

HEADER = (
    "# Generated from the YAML of marts and overviews by "
    "`python -m dagster_project.warehouse.render_published`; do not edit.\n"
)
MARTS = tuple(DBT_PROJECT / "models" / layer for layer in ("marts", "overview"))
PUBLISHED = DBT_PROJECT / "models" / "published"
OUTPUT = PUBLISHED / "_published.yml"

_LIMIT = "[var('suppression_threshold') | int, var('suppression_floor') | int] | max"
_RULE = (
    f"After disclosure control: counts of persons above 0 and under {{{{ {_LIMIT} }}}}, shares with such a numerator "
    f"or remainder or with a hidden numerator or denominator, and means over fewer than {{{{ {_LIMIT} }}}} are hidden "
    "(null, named in suppressed_measures); a zero is shown as zero."
)
_CONTROL_COLUMNS: list[dict[str, Any]] = [
    {
        "name": "is_suppressed",
        "data_type": "boolean",
        "description": "a measure of the row is hidden",
        "constraints": [{"type": "not_null"}],
        "config": {"meta": {"label_da": "diskretioneret", "label_en": "suppressed"}},
    },
    {
        "name": "suppressed_measures",
        "data_type": "varchar[]",
        "description": "names of the hidden measures; null when none: any other null is a missing value",
        "config": {"meta": {"label_da": "diskretionerede mål", "label_en": "suppressed measures"}},
    },
]


def mart_models(folders: Iterable[Path] = MARTS) -> dict[str, dict[str, Any]]:
    """The models of marts and overviews as YAML has them, by table name (a model mart_x is the table x)."""
    documents = [yaml.safe_load(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.yml"))]
    models = [model for document in documents for model in document.get("models", [])]
    return {str(model["name"]).removeprefix("mart_"): model for model in models}


def grain(model: dict[str, Any]) -> list[str]:
    """The columns of the model's unique_grain test."""
    for test in model["data_tests"]:
        if isinstance(test, dict) and "unique_grain" in test:
            return list(test["unique_grain"]["arguments"]["columns"])
    raise ValueError(f"{model['name']} has no unique_grain test")


def _column(column: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    kept = ("name", "data_type", "description", "config")
    constraint = {"constraints": [{"type": "not_null"}]} if column["name"] in keys else {}
    return {**{name: column[name] for name in kept if name in column}, **constraint}


def published_model(table: str, mart: dict[str, Any]) -> dict[str, Any]:
    """One published table: the mart's columns, of which only those of the grain are never null."""
    keys = grain(mart)
    return {
        "name": f"published_{table}",
        "description": f"{mart['description'].strip()} {_RULE}",
        "data_tests": ["disclosure_kept"],
        "columns": [_column(column, keys) for column in mart["columns"]] + _CONTROL_COLUMNS,
    }


def render() -> str:
    """The YAML of every published model that exists; a published model without a mart is an error."""
    marts = mart_models()
    tables = sorted(path.stem.removeprefix("published_") for path in PUBLISHED.glob("published_*.sql"))
    document = {"version": 2, "models": [published_model(table, marts[table]) for table in tables]}
    return HEADER + yaml.dump(document, Dumper=_NoAliases, sort_keys=False, allow_unicode=True, width=120)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


if __name__ == "__main__":
    OUTPUT.write_text(render(), "utf-8")
