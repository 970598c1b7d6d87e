"""The figures asset: the pages that draw what readers have.

Belongs here: when they are written. Does not belong here: what is drawn and how (`figures`).
"""

import dagster as dg

from dagster_project.error_words import said_without_values
from dagster_project.figures import write_figures
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings


def figures_asset(publication: dg.AssetKey) -> dg.AssetsDefinition:
    @dg.asset(
        key="figures",
        deps=[publication],
        group_name="publication",
        kinds={"html"},
        description="Every figure drawn from what is published · Hver figur tegnet af det, der er offentliggjort",
    )
    def figures(settings: dg.ResourceParam[Settings]) -> dg.MaterializeResult[None]:
        with said_without_values(), sole_writer(settings, wait=True):
            page = write_figures(settings)
        return dg.MaterializeResult(metadata={"page": dg.MetadataValue.path(page)} if page else {})

    return figures
