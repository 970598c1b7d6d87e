"""The report asset, and the hook that writes the same page when a step has failed.

Belongs here: when the page is written. Does not belong here: what stands on it (`report`).
"""

import dagster as dg

from dagster_project.error_words import said_without_values
from dagster_project.passports import write_passports
from dagster_project.report import Stage, write_report
from dagster_project.safeguards.article30 import article30
from dagster_project.settings import Settings


def stages(instance: dg.DagsterInstance, run_id: str) -> list[Stage]:
    """How long each finished step of the run took, in the order in which they started."""
    steps = [step for step in instance.get_run_step_stats(run_id) if step.start_time and step.end_time]
    steps.sort(key=lambda step: step.start_time or 0)
    return [
        Stage(step.step_key, (step.end_time or 0) - (step.start_time or 0), str(step.status).endswith("SUCCESS"))
        for step in steps
    ]


def report_asset(publication: dg.AssetKey) -> dg.AssetsDefinition:
    @dg.asset(
        key="report",
        deps=[publication],
        group_name="publication",
        kinds={"html"},
        description="The page that says what happened · Siden der siger, hvad der skete",
    )
    def report(context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]) -> dg.MaterializeResult[None]:
        with said_without_values():
            write_passports(settings)  # before the site, whose menu leads there
            article30(settings)
            page = write_report(settings, stages(context.instance, context.run_id))
        return dg.MaterializeResult(metadata={"page": dg.MetadataValue.path(page)})

    return report


@dg.failure_hook(required_resource_keys={"settings"})
def report_on_failure(context: dg.HookContext) -> None:
    """A run that stops halfway leaves a page too: that is when somebody needs it."""
    with said_without_values():
        write_report(context.resources.settings, stages(context.instance, context.run_id))
