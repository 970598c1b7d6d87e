"""Pseudonym domains: a contract's column says whom it identifies, and every domain so named has a map of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dagster_project.contracts.model import Contract


@dataclass(frozen=True)
class Domain:
    """`name` is also the map's table and the label under which identifiers are hashed; no key of one fits another."""

    name: str
    identifier: str
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """The column that holds the pseudonym."""
        return f"{self.name}_key"


def pseudonym_domains(contracts: Mapping[str, Contract]) -> dict[str, Domain]:
    """Every domain that a contract names. Its identifier is called what most of its columns are called."""
    found: dict[str, list[tuple[str, str]]] = {}
    for source, contract in contracts.items():
        for column in contract.columns:
            if column.identifies:
                found.setdefault(column.identifies, []).append((column.name, source))
    return {
        name: Domain(
            name, Counter(column for column, _ in uses).most_common(1)[0][0], tuple(sorted({s for _, s in uses}))
        )
        for name, uses in sorted(found.items())
    }
