"""Register assets: one per contract, made by a factory.

Belongs here: how a source becomes an asset, with its description, config and metadata.
Does not belong here: reading and accepting files (`registers`), what makes a check fail (`checks`), models (`dbt`).
"""

from collections.abc import Iterable, Iterator

import dagster as dg
from pydantic import Field

from dagster_project.contracts import Contract
from dagster_project.defs.checks import register_check_results, register_check_specs
from dagster_project.error_words import said_without_values
from dagster_project.outcomes import SourceOutcome
from dagster_project.registers.load import load_source
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings
from dagster_project.sign_off import renewing
from dagster_project.warehouse.dbt_process import begin


class LoadConfig(dg.Config):
    """Which part of a source to load."""

    period: str | None = Field(
        default=None,
        description="Only files of this period, as in their names (2023, or 202309 for a quarter); empty means all.",
    )


def register_key(source: str) -> dg.AssetKey:
    """The asset of a source; the same key that the models' dbt source has."""
    return dg.AssetKey(["registers", source])


def _description(contract: Contract) -> str:
    return f"{contract.title_en} · {contract.title_da}. {contract.grain_en}. Owner: {contract.owner}."


def load_metadata(outcome: SourceOutcome) -> dict[str, int]:
    """Counts only: what Dagster stores may be seen by people who may not see the data."""
    return {
        "files": len(outcome.loads),
        "loads_in_force": outcome.in_force,
        "rows_read": sum(load.rows_read for load in outcome.loads),
        "rows_loaded": sum(load.rows_loaded for load in outcome.loads),
        "rows_quarantined": sum(load.rows_quarantined for load in outcome.loads),
    }


def register_asset(contract: Contract) -> dg.AssetsDefinition:
    """The asset that reads, validates and accepts the files of one source."""

    @dg.asset(
        key=register_key(contract.source),
        group_name="registers",
        kinds={"parquet"},
        description=_description(contract),
        check_specs=register_check_specs(register_key(contract.source)),
        op_tags={"source": contract.source},
    )
    def load(
        context: dg.AssetExecutionContext, config: LoadConfig, settings: dg.ResourceParam[Settings]
    ) -> Iterator[dg.MaterializeResult[None]]:
        # Renewing, because what a new file says of somebody erased may take rows out of a load that was signed.
        with said_without_values(), sole_writer(settings, wait=True), renewing(settings, settings.who):
            outcome = load_source(settings, contract, period=config.period, progress=context.log.info)
        if outcome.changed:  # so models will be built, and dbt can import beside the files to come
            begin()
        yield dg.MaterializeResult(metadata=load_metadata(outcome), check_results=register_check_results(outcome))

    return load


def register_assets(contracts: Iterable[Contract]) -> list[dg.AssetsDefinition]:
    return [register_asset(contract) for contract in contracts]
