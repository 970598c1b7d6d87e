"""The retention job: what `plads retention` does, from Dagster's pages.

Belongs here: the op, its config, its job. Does not belong here: what is due and how it goes (`safeguards`).
"""

import dagster as dg
from pydantic import Field

from dagster_project.error_words import said_without_values
from dagster_project.run_lock import sole_writer
from dagster_project.safeguards.retain import delete_due, due_now
from dagster_project.settings import Settings

RETENTION = "retention"


class RetentionConfig(dg.Config):
    """Whether it is meant."""

    delete: bool = Field(default=False, description="Delete what is due; without it only say what would go.")


@dg.op(description="Loads whose retention is over · Leverancer, hvis opbevaring er udløbet")
def expire_loads(context: dg.OpExecutionContext, config: RetentionConfig, settings: dg.ResourceParam[Settings]) -> None:
    with said_without_values(), sole_writer(settings, wait=True):
        due = delete_due(settings, context.log.info) if config.delete else due_now(settings)
    context.add_output_metadata({"loads": len(due.loads), "rows": due.rows, "deleted": config.delete})


@dg.job(
    name=RETENTION,
    description="Retention; a dry run unless told otherwise · Opbevaring; prøvekørsel",
)
def retention_job() -> None:
    expire_loads()
