"""Metrics as MetricFlow's own engine answers them, over a published table made by hand."""

from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantic_interfaces.implementations.semantic_manifest import PydanticSemanticManifest
from metricflow_semantic_interfaces.transformations.semantic_manifest_transformer import (
    PydanticSemanticManifestTransformer,
)
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

from dagster_project.warehouse.manifest import manifest, manifest_folder
from dagster_project.warehouse.render_published import mart_models
from dagster_project.warehouse.render_semantics import OUTPUT, render, tables

WELLBEING = """
    create table plads_release.published.wellbeing_indicator as
    select '101' as municipality_code, '2022/2023' as school_year, 'social' as indicator, instnr, low, respondents,
        low is null as is_suppressed, low / respondents as low_share
    from (values ('101001', 10, 20), ('101002', 30, 200), ('101003', {third}, 40), ('all', 60, 260))
        as rows (instnr, low, respondents)
"""
CHILDREN = """
    create table plads_release.published.helaarsboern as
    select '101' as municipality_code, 2023 as year, district, offer_type, children, false as is_suppressed
    from (values ('Nord', 'specialskole', 7), ('Nord', 'all', 8), ('all', 'specialskole', 12), ('all', 'all', 14))
        as rows (district, offer_type, children)
"""
WAITING = """
    create table plads_release.published.waiting_time as
    select '101' as municipality_code, 2023 as year, offer_type, median_days, false as is_suppressed
    from (values ('specialskole', 30.0), ('dagbehandling', 90.0)) as rows (offer_type, median_days)
"""


@pytest.fixture(scope="module")
def engine():
    written = Path(manifest_folder() / "semantic_manifest.json").read_text("utf-8")
    declared = PydanticSemanticManifestTransformer.transform(PydanticSemanticManifest.parse_raw(written))
    client = SimpleNamespace(sql_engine_type=SqlEngine.DUCKDB, sql_plan_renderer=DuckDbSqlPlanRenderer())
    return MetricFlowEngine(SemanticManifestLookup(declared), client)


@pytest.fixture
def ask(engine):
    def answer(made: str, metrics: list[str], by: list[str]) -> list[tuple[object, ...]]:
        asked = MetricFlowQueryRequest.create(metric_names=metrics, group_by_names=by, order_by_names=by)
        with duckdb.connect() as con:
            con.execute("attach ':memory:' as plads_release; create schema plads_release.published")
            con.execute(made)
            return con.execute(engine.explain(asked).sql_statement.sql).fetchall()

    return answer


def test_the_rendered_file_is_the_one_in_the_tree():
    assert OUTPUT.read_text("utf-8") == render(), "run python -m dagster_project.warehouse.render_semantics"


def test_a_share_over_schools_is_made_of_its_parts_and_counts_no_total(ask):
    rates = ["wellbeing_indicator_low_share", "wellbeing_indicator_respondents"]
    ((_, share, respondents),) = ask(WELLBEING.format(third=20), rates, ["metric_time__year"])
    assert (share, respondents) == (pytest.approx((10 + 30 + 20) / (20 + 200 + 40)), 260)
    assert share != pytest.approx((10 / 20 + 30 / 200 + 20 / 40) / 3)


def test_a_roll_up_with_a_hidden_cell_is_empty_and_says_how_many(ask):
    low = [f"wellbeing_indicator_low{end}" for end in ("", "_shown", "_hidden_cells", "_share")]
    ((_, whole, shown, hidden, share),) = ask(WELLBEING.format(third="null"), low, ["metric_time__year"])
    assert (whole, shown, hidden, share) == (None, 40, 1, None)


def test_children_of_several_offers_are_counted_once(ask):
    assert ask(CHILDREN, ["helaarsboern_children"], ["helaarsboern_row__municipality_code"]) == [("101", 14)]


def test_a_median_holds_for_its_row_and_for_no_roll_up(ask):
    median = ["waiting_time_median_days"]
    assert ask(WAITING, median, ["waiting_time_row__municipality_code"]) == [("101", None)]
    assert ask(WAITING, median, ["waiting_time_row__offer_type"]) == [("dagbehandling", 90), ("specialskole", 30)]


def test_a_published_table_has_metrics_or_says_in_both_languages_why_not():
    with_metrics = {table.name for table in tables()}
    for name, mart in mart_models().items():
        said = mart["config"]["meta"]["semantic"]
        assert (name in with_metrics) != bool(said.get("none_da") and said.get("none_en"))


def test_a_metric_that_cannot_be_added_says_why_in_both_languages():
    metrics = [metric["config"]["meta"] for metric in manifest()["metrics"].values()]
    assert {meta["additive"] for meta in metrics if "part_of" not in meta} == {"full", "semi", "none", "ratio"}
    for meta in metrics:
        if meta.get("additive") in ("semi", "none"):
            assert meta["reason_da"]
            assert meta["reason_en"]


def test_a_total_that_a_table_has_is_known_to_its_metrics():
    """A key with the word for a total that nobody noticed would count everything twice."""
    totals = {table.name: set(table.totals) for table in tables()}
    assert totals["segregation_rate"] == {"municipality_code", "district"}
    assert totals["absence"] == {"instnr", "stage"}
    references = {
        table.name: {name for name, column in table.columns.items() if name in table.keys and _may_be_total(column)}
        for table in tables()
    }
    assert all(found <= totals[name] for name, found in references.items())


def _may_be_total(column):
    said = column["config"]["meta"].get("references")
    return isinstance(said, dict) and said.get("or") == "all"
