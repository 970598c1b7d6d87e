"""Contracts that say nothing but when they are due, and loads as the ledger keeps them."""

from __future__ import annotations

from dagster_project.contracts import Contract, Rule
from dagster_project.contracts.model import Calendar
from dagster_project.ledger import LoadRow
from dagster_project.outcomes import LoadStatus


def source(period: str = "year", *, in_force: str = "union", **calendar: object) -> Contract:
    """A contract without columns."""
    return Contract(
        source="proeve", title_da="", title_en="", owner="", grain_da="", grain_en="", period=period,
        in_force=in_force, key=(), columns=(), calendar=Calendar(**calendar),
    )  # type: ignore[arg-type]  # fmt: skip


def load(period: str, status: str = "accepted", sequence: int = 1, as_of: str = "2024-12-31") -> LoadRow:
    """One attempt; its id says period and sequence."""
    return LoadRow(
        f"{period}#{sequence}", sequence, "proeve", period, 1, "", "csv", "", 0, 0, LoadStatus(status), as_of,
        "test", "", "",
    )  # fmt: skip


def band(measure: str = "rows", *columns: str, severity: str = "warning", **params: object) -> Rule:
    return _rule("band", columns, severity, {"measure": measure, **params})


def drift_rule(column: str, severity: str = "warning", **params: object) -> Rule:
    return _rule("drift", (column,), severity, params)


def _rule(kind: str, columns: tuple[str, ...], severity: str, params: dict[str, object]) -> Rule:
    return Rule(
        id=kind, kind=kind, columns=columns, params=params, severity=severity, dimension="plausibility",
        description_da=kind, description_en=kind,
    )  # type: ignore[arg-type]  # fmt: skip
