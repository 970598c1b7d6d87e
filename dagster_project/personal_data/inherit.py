"""What a model's column inherits from the registers that it is built from: class, purpose and retention.

A column that is only renamed on its way has its source's class. One that is made has the strongest class of its table's
sources: to say otherwise is for the model (`personal_data` in the meta of the column).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.contracts.model import Contract
from dagster_project.personal_data.classes import FROM_CONTRACT, strongest

_RENAMED = re.compile(r"^\s*(?:\w+\.)?(\w+)(?: as (\w+))?,?\s*$", re.MULTILINE)
# Where a fact is from, and what orders rows in time: says nothing of a person by itself.
_OF_THE_DELIVERY = frozenset({"load_id", "period", "source_period"})


@dataclass(frozen=True)
class Inherited:
    """The words of one column for the catalogue."""

    personal_data: str
    purpose_da: str
    purpose_en: str
    retention: str


def staging_classes(sql: str, sources: Iterable[Contract], keys: Iterable[str]) -> dict[str, str]:
    """Column of a staging model → class, for those that the SQL takes over as they are."""
    classes = {column.name: FROM_CONTRACT[column.personal] for contract in sources for column in contract.columns}
    classes |= dict.fromkeys(keys, "pseudonym")
    found: dict[str, str] = {}
    for column, name in _RENAMED.findall(sql):
        if column in classes:
            found[name or column] = strongest([classes[column], found.get(name or column, "none")])
    return found


def retention_words(contracts: Iterable[Contract]) -> str:
    """How long what is built from these sources can go on saying what they said."""
    years = [contract.retention.years for contract in contracts if contract.retention]
    if not years:
        return "kept with the code: no personal data"
    span = str(years[0]) if len(set(years)) == 1 else f"{min(years)} to {max(years)}"
    return f"as its sources: {span} years after the end of the period; rebuilt from what they still hold"


def source_retention(contract: Contract) -> str:
    """The retention of a register's own columns."""
    term = contract.retention
    assert term is not None, contract.source
    return f"{term.years} years after the end of the period; {term.superseded_years} years after it was replaced"


class Heritage:
    """Answers for columns of core, marts and published; `staging` has the classes of each staging model's columns."""

    def __init__(self, contracts: Mapping[str, Contract], staging: Mapping[str, Mapping[str, str]]) -> None:
        self._contracts, self._staging = contracts, staging
        self._keys = frozenset(domain.key for domain in pseudonym_domains(contracts).values())

    def _class(self, schema: str, table: str, column: str, parents: Iterable[str], columns: frozenset[str]) -> str:
        sources = [self._contracts[parent] for parent in parents if parent in self._contracts]
        personal = any(contract.holds_persons for contract in sources)
        if not personal or column in _OF_THE_DELIVERY:
            return "none"
        if schema != "core":
            return "anonymised" if schema == "published" else "aggregate"
        if not columns & self._keys:
            return "none" if table.startswith("dim_") else "aggregate"
        if column in self._keys:
            return "pseudonym"
        stated = [self._staging[parent][column] for parent in parents if column in self._staging.get(parent, {})]
        every = [FROM_CONTRACT[c.personal] for contract in sources for c in contract.columns if not c.identifies]
        return strongest([*(stated or every), "ordinary"])  # whatever is said beside a pseudonym is said of somebody

    def column(
        self, schema: str, table: str, column: str, parents: Iterable[str], columns: frozenset[str]
    ) -> Inherited:
        """`parents` names the registers and staging models that the table is built from; `columns` all its columns."""
        parents = sorted(parents)
        sources = [self._contracts[parent] for parent in parents if parent in self._contracts]
        people = [contract for contract in sources if contract.holds_persons] or sources
        return Inherited(
            self._class(schema, table, column, parents, columns),
            "; ".join(dict.fromkeys(c.purpose_da for c in people)) or "at give tallene navne, koder og kalender",
            "; ".join(dict.fromkeys(c.purpose_en for c in people)) or "to give the figures names, codes and a calendar",
            retention_words(people),
        )
