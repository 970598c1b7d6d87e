"""Writes what other tools need of the contracts; `stale` says which of those files have drifted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from dagster_project.contracts.domains import Domain, pseudonym_domains
from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.model import Column, Contract
from dagster_project.settings import DBT_PROJECT

HEADER = "# Generated from expectations/ by `plads contracts sync`; do not edit.\n"
SOURCES = DBT_PROJECT / "models" / "staging" / "_registers.yml"


def _dbt_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "data_type": column.sql_type.lower(),
        "description": column.label_en,
        "config": {"meta": {"label_da": column.label_da, "personal_data": column.personal, "mark": column.mark}},
    }


def _dbt_table(contract: Contract) -> dict[str, Any]:
    load_columns: list[dict[str, Any]] = [
        {"name": "_load_id", "data_type": "varchar", "description": "the load that brought the row"},
        {
            "name": "_period",
            "data_type": "varchar",
            "description": "period of the file, as in its name; 'all' without period",
        },
    ]
    return {
        "name": contract.source,
        "description": f"{contract.title_en} ({contract.owner}): {contract.grain_en}. Rows of the loads in force.",
        "config": {"meta": {"title_da": contract.title_da, "period": contract.period, "in_force": contract.in_force}},
        "columns": [_dbt_column(column) for column in contract.columns] + load_columns,
    }


def _pseudonym_table(domain: Domain) -> dict[str, Any]:
    return {
        "name": domain.name,
        "description": f"Pseudonym map of the domain {domain.name}; joins to no other. Only staging may read it.",
        "columns": [
            {"name": domain.identifier, "data_type": "varchar", "description": "the delivered identifier"},
            {"name": domain.key, "data_type": "bigint", "description": "first eight bytes of a keyed hash"},
        ],
    }


def dbt_sources(contracts: dict[str, Contract]) -> str:
    """The YAML text of dbt's `registers` and `run` sources."""
    maps = pseudonym_domains(contracts).values()
    tables = [_dbt_table(contract) for contract in contracts.values()] + [_pseudonym_table(domain) for domain in maps]
    as_of = {"name": "as_of", "data_type": "date", "description": "no day after it counts"}
    run = {"name": "parameter", "description": "One row: what this run was given.", "columns": [as_of]}
    document = {
        "version": 2,
        "sources": [
            {"name": "registers", "schema": "registers", "tables": tables},
            {"name": "run", "schema": "run", "tables": [run]},
        ],
    }
    return HEADER + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=140)


def generated() -> dict[Path, str]:
    """Every generated file and the text that it should hold."""
    return {SOURCES: dbt_sources(load_contracts())}


def stale() -> list[Path]:
    """Generated files whose text is not what the contracts say."""
    return [p for p, text in generated().items() if not p.exists() or p.read_text(encoding="utf-8") != text]


def sync() -> list[Path]:
    """Brings the generated files up to date and returns those that changed."""
    changed = stale()
    texts = generated()
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
    return changed
