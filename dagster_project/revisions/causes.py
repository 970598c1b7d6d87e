"""What may have moved a figure: loads that came or went below its table, and all else that a build is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dagster_project.ledger import LoadRow
from dagster_project.revisions.history import Release
from dagster_project.warehouse.lineage import ancestors
from dagster_project.warehouse.state import State


def other_causes(previous: Release, state: State) -> list[str]:
    """Everything but loads that differs between two releases. With one of these, a load need not be the cause."""
    differs = {
        "code": previous.code != state.code,
        "data_cut": previous.as_of != state.as_of,
        "delivered_seeds": previous.seeds_delivered != state.seeds_delivered,
        "pseudonym_key": previous.pseudonyms != state.pseudonyms,
        "risk_model": previous.risk_model != state.risk_model,
    }
    return [cause for cause, is_so in differs.items() if is_so]


def loads_of(release: Release, rows: Iterable[LoadRow]) -> dict[str, str]:
    """Loads that came into force or out of it with this release → their source."""
    moved = {*release.loads_in, *release.loads_out}
    return {row.load_id: row.source for row in rows if row.load_id in moved}


def sources_of(manifest: Mapping[str, Any], schema: str, table: str) -> set[str]:
    """Registers that the table is built from, directly or not; none for a table that today's models do not know."""
    for unique_id, node in manifest["nodes"].items():
        if node["resource_type"] == "model" and (node["schema"], node["alias"]) == (schema, table):
            above = ancestors(manifest, unique_id)
            return {manifest["sources"][parent]["name"] for parent in above if parent in manifest["sources"]}
    return set()
