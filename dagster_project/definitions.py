"""The code location: one door, `build_defs`, for production, tests and the command line."""

from __future__ import annotations

import dagster as dg

from dagster_project.contracts import load_contracts
from dagster_project.defs.assets import register_assets
from dagster_project.defs.dbt import BUILD, model_assets
from dagster_project.defs.figures import figures_asset
from dagster_project.defs.jobs import NIGHTLY, nightly_job
from dagster_project.defs.loggers import CONSOLE, console_logger
from dagster_project.defs.postgres import postgres_asset
from dagster_project.defs.publication import PUBLICATION, publication_asset
from dagster_project.defs.report import report_asset
from dagster_project.defs.resources import resources
from dagster_project.defs.retention import retention_job
from dagster_project.defs.schedules import nightly_schedule
from dagster_project.defs.sensors import landing_sensor
from dagster_project.defs.sign_off import sign_off_job
from dagster_project.settings import Settings


def build_defs(settings: Settings) -> dg.Definitions:
    """Everything Dagster knows about one landing folder and one output folder; loads without a warehouse."""
    contracts = load_contracts()
    return dg.Definitions(
        assets=[
            *register_assets(contracts.values()),
            model_assets(contracts),
            publication_asset(BUILD),
            postgres_asset(PUBLICATION),
            figures_asset(PUBLICATION),
            report_asset(PUBLICATION),
        ],
        jobs=[nightly_job(), sign_off_job, retention_job],
        schedules=[nightly_schedule(NIGHTLY)],
        sensors=[landing_sensor(NIGHTLY)],
        resources=resources(settings),
        loggers={CONSOLE: console_logger},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `workspace.yaml` and Dagster's own command line find."""
    return build_defs(Settings.from_environment())
