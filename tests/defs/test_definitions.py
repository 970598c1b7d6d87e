"""The code location loads on a machine that has never run anything, and holds what the job needs."""

import dagster as dg

from dagster_project.contracts import load_contracts
from dagster_project.defs.dbt import BUILD
from dagster_project.defs.jobs import NIGHTLY


def test_definitions_load_without_a_warehouse_and_make_nothing(defs, settings):
    dg.Definitions.validate_loadable(defs)
    assert not settings.out.exists()


def test_there_is_an_asset_for_every_contract(defs):
    keys = {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()}
    assert {f"registers/{source}" for source in load_contracts()} <= keys


def test_the_nightly_job_runs_everything_that_can_be_run(defs):
    job, graph = defs.resolve_job_def(NIGHTLY), defs.resolve_asset_graph()
    assert job.asset_layer.executable_asset_keys == graph.executable_asset_keys


def test_one_source_and_period_can_be_asked_for(defs):
    fields = defs.resolve_job_def(NIGHTLY).run_config_schema.config_type.fields["ops"].config_type.fields
    assert "period" in fields["registers__bef"].config_type.fields["config"].config_type.fields


def test_publication_waits_for_the_build_and_the_build_for_every_published_table(defs):
    graph = defs.resolve_asset_graph()
    assert graph.get(dg.AssetKey("publication")).parent_keys == {BUILD}
    published = {key for key in graph.get_all_asset_keys() if key.path[0] == "published"}
    assert published
    assert published <= graph.get(BUILD).parent_keys


def test_registers_do_not_block_each_others_marts(defs):
    graph = defs.resolve_asset_graph()
    blocking = [
        key
        for key in graph.asset_check_keys
        if key.asset_key.path[0] == "registers" and graph.get_check_spec(key).blocking
    ]
    assert blocking == []


def test_runs_stay_in_one_process(defs):
    assert defs.executor is dg.in_process_executor
