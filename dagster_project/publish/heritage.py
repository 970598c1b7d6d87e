"""Class, purpose, retention and readers of every column: asked of the contracts along the models' lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.contracts.load import load_contracts
from dagster_project.personal_data.classes import FROM_CONTRACT
from dagster_project.personal_data.inherit import Heritage, Inherited, source_retention, staging_classes
from dagster_project.publish.governance_policy import POLICIES, personal_class
from dagster_project.warehouse.lineage import ancestors

REGISTERS = "registers"
WORDS = ("personal_data", "purpose_da", "purpose_en", "retention", "opened_by")
_ACCOUNTABILITY = ("at gøre rede for, hvad der er sket med data", "to account for what was done with the data")
_OPENED_BY = {"core": "analysts", "marts": "analysts", "published": "everyone"}


def heritage(manifest: Mapping[str, Any]) -> Heritage:
    contracts = load_contracts()
    keys = [domain.key for domain in pseudonym_domains(contracts).values()]
    staging = {
        node["name"]: staging_classes(
            node["raw_code"],
            [contracts[p.split(".")[-1]] for p in manifest["parent_map"][unique_id] if p.split(".")[-1] in contracts],
            keys,
        )
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and node["schema"] == "staging"
    }
    return Heritage(contracts, staging)


def built_from(manifest: Mapping[str, Any], unique_id: str) -> list[str]:
    """Names of the registers and staging models behind a model."""
    return [found.split(".")[-1] for found in ancestors(manifest, unique_id) if not found.startswith(("seed", "test"))]


def words_of_model(inherited: Inherited, schema: str, stated: Mapping[str, Any]) -> tuple[str, ...]:
    """As WORDS; what the model itself says goes before what it inherits."""
    return (
        stated.get("personal_data") or inherited.personal_data,
        stated.get("purpose_da") or inherited.purpose_da,
        stated.get("purpose_en") or inherited.purpose_en,
        stated.get("retention") or inherited.retention,
        _OPENED_BY.get(schema, "reviewers"),
    )


def words_of_governance(table: str, column: str) -> tuple[str | None, ...]:
    policy = POLICIES.get(table)
    reader = "everyone" if policy and policy.everyone else "reviewers"
    return (
        personal_class(table, column),
        *_ACCOUNTABILITY,
        "as long as the warehouse: the log of what was done",
        reader,
    )


def register_rows() -> Iterable[tuple[Any, ...]]:
    """Columns of the registers, which only the operator may open, as rows: where, what, and WORDS."""
    for contract in load_contracts().values():
        for column in contract.columns:
            place = (REGISTERS, contract.source, column.name, column.sql_type)
            labels = {"label_da": column.label_da, "label_en": column.label_en, "certainty": column.mark}
            words = (
                FROM_CONTRACT[column.personal],
                column.purpose_da or contract.purpose_da,
                column.purpose_en or contract.purpose_en,
                source_retention(contract),
                "operator",
            )
            yield place, labels, column.label_en, contract.source, words
