"""The publication asset: from the closed working file to what readers open.

Belongs here: publication as a step of the run. Does not belong here: how it is done safely (`publish`).
"""

import dagster as dg

from dagster_project.error_words import said_without_values
from dagster_project.publish import publish
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings

PUBLICATION = dg.AssetKey("publication")


def publication_asset(build: dg.AssetKey) -> dg.AssetsDefinition:
    @dg.asset(
        key=PUBLICATION,
        deps=[build],
        group_name="publication",
        kinds={"duckdb", "parquet"},
        description="plads.duckdb and published/*.parquet, replaced in one step each · Erstattes i ét trin hver",
    )
    def publication(
        context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult[None]:
        with said_without_values(), sole_writer(settings, wait=True):
            published = publish(settings, progress=context.log.info)
        return dg.MaterializeResult(metadata={"tables": published.tables, "rows": published.rows, "new": published.new})

    return publication
