"""Asset checks of the registers: one per quality dimension, and whether the source can be built on at all.

Belongs here: how results of validation are shown as Dagster checks.
Does not belong here: the rules (`expectations/`), running them (`validation`), dbt's tests (they come with `dbt`).

None of these blocks in Dagster's sense, which would stop every model for one absent source. What blocks is finer:
staging reads loads in force only, and the build leaves out what descends from a source that has none
(docs/decisions/0004-exclude-descendants.md).
"""

from __future__ import annotations

from typing import get_args

import dagster as dg

from dagster_project.contracts.model import Dimension
from dagster_project.outcomes import CheckResult, SourceOutcome, Status

DIMENSIONS: tuple[str, ...] = get_args(Dimension)
IN_FORCE = "in_force"

_MEANING = {
    "completeness": "Expected rows and values are there · Forventede rækker og værdier er der",
    "validity": "Values are among those allowed · Værdier er blandt de tilladte",
    "uniqueness": "Nothing occurs twice that may occur once · Intet forekommer to gange, der må forekomme én",
    "consistency": "Values agree with each other · Værdier stemmer med hinanden",
    "timeliness": "Dates lie before the data cut and in the period · Datoer ligger før skæringsdatoen og i perioden",
    "plausibility": "Amounts and changes are of a likely size · Størrelser og ændringer er sandsynlige",
    IN_FORCE: "At least one accepted load to build on · Mindst én godkendt leverance at bygge på",
}


def register_check_specs(asset: dg.AssetKey) -> list[dg.AssetCheckSpec]:
    return [dg.AssetCheckSpec(name, asset=asset, description=_MEANING[name]) for name in (*DIMENSIONS, IN_FORCE)]


def _severity(outcome: SourceOutcome, checks: list[CheckResult]) -> dg.AssetCheckSeverity:
    held = any(check.status.blocks for check in checks)
    return dg.AssetCheckSeverity.ERROR if held and not outcome.in_force else dg.AssetCheckSeverity.WARN


def _dimension_result(outcome: SourceOutcome, dimension: str) -> dg.AssetCheckResult:
    checks = [check for check in outcome.checks if check.dimension == dimension]
    broken = [check for check in checks if check.status.blocks or check.status is Status.WARN]
    return dg.AssetCheckResult(
        check_name=dimension,
        passed=not broken,
        severity=_severity(outcome, broken),
        metadata={
            "expectations": len(checks),
            "broken": sorted({check.check_id for check in broken}),
            "rows_failed": sum(check.failed for check in broken),
        },
    )


def register_check_results(outcome: SourceOutcome) -> list[dg.AssetCheckResult]:
    """A result for every spec, from what happened to the source in this run."""
    in_force = dg.AssetCheckResult(
        check_name=IN_FORCE,
        passed=outcome.in_force > 0,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={"loads_in_force": outcome.in_force},
    )
    return [*(_dimension_result(outcome, dimension) for dimension in DIMENSIONS), in_force]
