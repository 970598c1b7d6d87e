"""Runs the nightly job in this process, for the command line, the benchmark and the end-to-end tests."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dagster_project.dagster_home import prepare_dagster_home
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - before and after the steps there is no step to log for


def run_nightly(settings: Settings) -> ExecuteInProcessResult:
    """The result, whether good or not; what was said on the way went to standard error.

    Raises Busy when another run is writing to the same output folder.
    """
    import dagster as dg

    from dagster_project.definitions import build_defs
    from dagster_project.defs.jobs import NIGHTLY
    from dagster_project.safeguards.unfinished import finish_after_build, finish_what_broke_off
    from dagster_project.warehouse.client import environment

    home = prepare_dagster_home(settings)
    with (
        sole_writer(settings),
        environment({**settings.environment(), "DAGSTER_HOME": str(home)}),
        dg.DagsterInstance.get() as instance,
    ):
        finish_what_broke_off(settings, _say)
        job = build_defs(settings).resolve_job_def(NIGHTLY)
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        if result.success:
            finish_after_build(settings, _say)
        return result
