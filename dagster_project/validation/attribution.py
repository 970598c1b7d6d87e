"""Which loads a failing check fails on: one scan counts every failing condition for every load."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dagster_project.validation.check import Check
from dagster_project.validation.store import Store

Counts = dict[str, dict[str, int]]


def failed_per_load(store: Store, view: str, failing: Sequence[Check]) -> Counts:
    """Failed rows by check id and load id; empty when they can't be counted."""
    if not failing:
        return {}
    counts = ", ".join(f"count(*) filter ({check.failing})" for check in failing)
    try:
        rows = store.query(f"select _load_id, {counts} from {view} group by _load_id")
    except duckdb.Error:
        return {}
    return {check.id: {row[0]: row[place + 1] for row in rows} for place, check in enumerate(failing)}
