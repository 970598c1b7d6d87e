"""Periods that should be there and are not: gaps between the first and the last period in force."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.contracts.model import Contract
from dagster_project.ledger import LoadRow
from dagster_project.outcomes import CheckResult, Status

_MONTHS = {"year": ("",), "school_year": ("",), "quarter": ("03", "06", "09", "12"), "half_year": ("06", "12")}


def expected_periods(kind: str, present: Sequence[str]) -> list[str]:
    """Every period from the first to the last that is present. A source that only ever comes in one month stays so."""
    if kind == "none" or not present:
        return []
    months = tuple(m for m in _MONTHS[kind] if len({p[4:] for p in present}) > 1 or m in {p[4:] for p in present})
    years = range(int(min(present)[:4]), int(max(present)[:4]) + 1)
    calendar = [f"{year}{month}" for year in years for month in months]
    return [period for period in calendar if min(present) <= period <= max(present)]


def missing_periods(contract: Contract, in_force: Sequence[LoadRow]) -> list[CheckResult]:
    """One `not run` result per gap: a period without a load was never checked, so it cannot pass."""
    present = sorted({row.period for row in in_force})
    gaps = [period for period in expected_periods(contract.period, present) if period not in present]
    return [
        CheckResult(
            f"{contract.source}-{gap}-missing", "period_present",
            f"perioden {gap} er indlæst", f"period {gap} is loaded",
            "warning", "completeness", 0, 1, "no load in force", Status.NOT_RUN,
        )
        for gap in gaps
    ]  # fmt: skip
