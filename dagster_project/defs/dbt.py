"""dbt models and their tests as assets and checks, and the step that builds them.

Belongs here: how models become assets, and the order of one build: plan, run, remember.
Does not belong here: what has to be built (`warehouse.plan`), what dbt starts from (`registers`), the models (`dbt/`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, build_dbt_asset_specs

from dagster_project.column_lineage.cells import EVERY_ROW
from dagster_project.column_lineage.store import Direct, lineage_if_made
from dagster_project.contracts import Contract
from dagster_project.defs.dbt_events import DbtEvent, dbt_events
from dagster_project.error_words import said_without_values
from dagster_project.registers.start import prepare_warehouse
from dagster_project.revisions.holes import lay_holes
from dagster_project.revisions.seeds_archive import archive_seeds
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings
from dagster_project.warehouse.client import Dbt
from dagster_project.warehouse.lineage import PUBLISHED_SCHEMAS
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.plan import Plan, make_plan
from dagster_project.warehouse.state import Build, forget_build, last_build, remove_release, state_of, store_build
from dagster_project.warehouse.test_results import keep_test_results

BUILD = dg.AssetKey("build")
UNIQUE_ID = "dagster_dbt/unique_id"


class Translator(DagsterDbtTranslator):
    """Keys are schema and table as in the database; groups are the layers; descriptions are the models' words."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        table = dbt_resource_props.get("alias") or dbt_resource_props["identifier"]
        return dg.AssetKey([dbt_resource_props["schema"], table])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props["schema"])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props.get("description", ""))


def model_specs(found: Mapping[str, Any]) -> list[dg.AssetSpec]:
    """With column lineage for Dagster's pages, where somebody has worked it out already."""
    models, lineage = build_dbt_asset_specs(manifest=found, dagster_dbt_translator=Translator()), lineage_if_made()
    if lineage is None:
        return list(models)
    return [
        model.merge_attributes(metadata=column_metadata(lineage.direct.get(".".join(model.key.path), {})))
        for model in models
    ]


def column_metadata(direct: Mapping[str, Direct]) -> Mapping[str, Any]:
    """Which columns of which assets each column is made from."""
    behind = {
        name: [
            dg.TableColumnDep(asset_key=dg.AssetKey(table.split(".")), column_name=column) for table, column in cells
        ]
        for name, cells in direct.items()
        if name != EVERY_ROW
    }
    return {"dagster/column_lineage": dg.MetadataValue.column_lineage(dg.TableColumnLineage(behind))} if behind else {}


def test_specs(found: Mapping[str, Any], models: list[dg.AssetSpec]) -> list[dg.AssetCheckSpec]:
    """dbt's tests; those with severity error block in Dagster as they do in dbt."""
    translator = Translator()
    specs: dict[dg.AssetCheckKey, dg.AssetCheckSpec] = {}
    for model in models:
        for child in found["child_map"][model.metadata[UNIQUE_ID]]:
            if child.startswith("test."):
                spec = translator.get_asset_check_spec(model, found, child, None)
                if spec:
                    specs.setdefault(spec.key, spec)
    return list(specs.values())


def build_spec(models: list[dg.AssetSpec]) -> dg.AssetSpec:
    """What publication waits for: always there after a good build, even one that had nothing to do."""
    return dg.AssetSpec(
        BUILD,
        deps=[model.key for model in models if model.group_name in PUBLISHED_SCHEMAS],
        group_name="publication",
        kinds={"duckdb"},
        description="The working file holds what the loads in force give · Arbejdsfilen er opdateret",
    )


def _asked_for(context: dg.AssetExecutionContext, models: list[dg.AssetSpec]) -> tuple[str, ...] | None:
    """Model names when a person chose some of them in the UI; None when all are to be considered."""
    chosen = [model for model in models if model.key in context.selected_asset_keys]
    return None if len(chosen) == len(models) else tuple(model.metadata[UNIQUE_ID].split(".")[-1] for model in chosen)


def _say(context: dg.AssetExecutionContext, plan: Plan) -> None:
    context.log.info(f"dbt: {plan.reason}")
    missing = ", ".join(sorted({source for sources in plan.left_out.values() for source in sources}))
    if missing:
        context.log.warning(
            f"{len(plan.left_out)} tables left out, no load in force of {missing} · "
            f"{len(plan.left_out)} tabeller udeladt, ingen godkendt leverance af {missing}"
        )


def model_assets(contracts: Mapping[str, Contract]) -> dg.AssetsDefinition:
    """One step for all models, so that dbt starts once; any part of it can be run alone."""
    models = model_specs(manifest())

    @dg.multi_asset(
        name="models",
        specs=[*(model.replace_attributes(skippable=True) for model in models), build_spec(models)],
        check_specs=test_specs(manifest(), models),
        can_subset=True,
        allow_arbitrary_check_specs=True,
    )
    def build_models(
        context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings], dbt: dg.ResourceParam[Dbt]
    ) -> Iterator[DbtEvent]:
        with said_without_values(), sole_writer(settings, wait=True):
            now, before = state_of(settings), last_build(settings)
            only = _asked_for(context, models)
            plan = make_plan(manifest(), contracts, now, before, only=only)
            _say(context, plan)
            unchanged = before is not None and now == before.state
            if not plan.is_empty:
                if not unchanged:
                    forget_build(settings)
                if plan.select is None:
                    remove_release(settings)
                archive_seeds(settings, now.seeds_delivered)
                prepare_warehouse(settings, progress=context.log.info)
                lay_holes(settings, progress=context.log.info)
                yield from dbt_events(context, settings, dbt, plan, Translator())
                keep_test_results(settings, anew=plan.select is None)
            if BUILD in context.selected_asset_keys:
                if only is not None and not unchanged:
                    raise dg.Failure(
                        "A part of the models is no complete build: select all of them, or leave out `build`."
                    )
                store_build(settings, Build(now, plan.left_out))
                yield dg.MaterializeResult(asset_key=BUILD, metadata={"reason": plan.reason, "left_out": plan.left_out})

    return build_models
