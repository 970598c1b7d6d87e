"""Schedules: what runs by the clock.

Belongs here: cron lines. Does not belong here: what is run (`jobs`), what runs because a file came (`sensors`).
"""

from __future__ import annotations

import dagster as dg


def nightly_schedule(job: str) -> dg.ScheduleDefinition:
    """The nightly job at two, Danish time: after the evening's deliveries, before anyone looks."""
    return dg.ScheduleDefinition(
        name="every_night",
        job_name=job,
        cron_schedule="0 2 * * *",
        execution_timezone="Europe/Copenhagen",
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
