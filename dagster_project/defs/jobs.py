"""Jobs: named selections of assets.

Belongs here: which assets run together, and with which hooks.
Does not belong here: when they run (`schedules`, `sensors`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from dagster_project.defs.loggers import LOGGER_CONFIG
from dagster_project.defs.report import report_on_failure

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

NIGHTLY = "nightly"


def nightly_job() -> UnresolvedAssetJobDefinition:
    """Everything: load what arrived, build what changed, publish, report."""
    return dg.define_asset_job(
        NIGHTLY,
        selection=dg.AssetSelection.all(),
        hooks={report_on_failure},
        config=LOGGER_CONFIG,
        description="Load what arrived, build what changed, publish, report · Indlæs, byg, udgiv, rapportér",
    )
