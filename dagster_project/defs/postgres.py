"""The PostgreSQL asset: the same release in a server, where one is named.

Belongs here: publication to PostgreSQL as a step of the run. Does not belong here: how it is done (`postgres`).
"""

from collections.abc import Iterator

import dagster as dg

from dagster_project.error_words import said_without_values
from dagster_project.settings import Settings

POSTGRES = dg.AssetKey("postgres")


def postgres_asset(publication: dg.AssetKey) -> dg.AssetsDefinition:
    """Not materialized where no server is named: the step says so and ends well."""

    @dg.asset(
        key=POSTGRES,
        deps=[publication],
        group_name="publication",
        kinds={"postgres"},
        output_required=False,
        description="The star and the published tables in PostgreSQL, replaced in one step; only where PLADS_POSTGRES "
        "names a server · Kun hvor PLADS_POSTGRES angiver en server",
    )
    def postgres(
        context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]
    ) -> Iterator[dg.MaterializeResult[None]]:
        if not settings.postgres:
            context.log.info("postgres: not configured (PLADS_POSTGRES) · ikke sat op")
            return
        from dagster_project.postgres import publish_to_postgres

        with said_without_values():
            delivered = publish_to_postgres(settings, progress=context.log.info)
        yield dg.MaterializeResult(
            metadata={"tables": delivered.tables, "rows": delivered.rows, "new": delivered.new},
        )

    return postgres
