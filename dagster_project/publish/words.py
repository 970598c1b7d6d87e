"""Words for people that no model's file says: Danish ones for the star, both languages for governance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _stored() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


def column_words(schema: str, table: str, column: str) -> Mapping[str, str]:
    """`da` and `en`. A name means the same in every table unless one says otherwise; in the star it is English."""
    if schema == "governance":
        found: Mapping[str, str] = _stored()["governance_columns"].get(column, {})
        return found
    star = _stored()["star_columns"]
    word = star.get(f"{table}.{column}") or star.get(column)
    return {"da": word, "en": column.replace("_", " ")} if word else {}


def table_words(schema: str, table: str) -> Mapping[str, str]:
    """`da` and `en`."""
    found: Mapping[str, str] = _stored()[f"{'governance' if schema == 'governance' else 'star'}_tables"].get(table, {})
    return found


def governance_key(table: str) -> tuple[str, ...]:
    """What a row of a governance table is told from the others by, in PostgreSQL."""
    return tuple(_stored()["governance_tables"].get(table, {}).get("key", ()))
