"""Metrics as MetricFlow's own engine answers them, over a published table made by hand."""

from functools import cache
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
from dagster_project.warehouse.render_semantics import OUTPUT, render
from dagster_project.warehouse.render_semantics import tables as read_tables

tables = cache(read_tables)
WELLBEING = """
    create table plads_release.published.wellbeing_indicator as
    select '101' as municipality_code, '2022/2023' as school_year, 'social' as indicator, instnr, low, respondents,
        low is null as is_suppressed, case when low is null then ['low', 'low_share'] end as suppressed_measures,
        low / respondents as low_share
    from (values ('101001', 10, 20), ('101002', 30, 200), ('101003', {third}, 40), ('all', 60, 260))
        as rows (instnr, low, respondents)
"""
CHILDREN = """
    create table plads_release.published.helaarsboern as
    select '101' as municipality_code, 2023 as year, district, offer_type, children, children is null as is_suppressed,
        case when children is null then ['children'] end as suppressed_measures
    from (values ('Nord', 'specialskole', 7), ('Nord', 'all', null), ('all', 'specialskole', 12), ('all', 'all', 14))
        as rows (district, offer_type, children)
"""
WAITING = """
    create table plads_release.published.waiting_time as
    select '101' as municipality_code, 2023 as year, offer_type, median_days, false as is_suppressed
    from (values ('specialskole', 30.0), ('dagbehandling', 90.0)) as rows (offer_type, median_days)
"""


SEGREGATION = """
    create table plads_release.published.segregation_rate as
    select municipality_code, '2021/2022' as school_year, district, 'municipal_offers' as denominator_scope,
        segregated, pupils, segregated / pupils as segregation_rate, segregated is null as is_suppressed,
        case when segregated is null then ['segregated', 'segregation_rate'] end as suppressed_measures
    from (values ('151', 'Nord', 20, 300), ('151', 'Syd', null, 112), ('151', 'all', 27, 412), ('all', 'all', 90, 2000))
        as rows (municipality_code, district, segregated, pupils)
"""
ABSENCE = """
    create table plads_release.published.absence as
    select '151' as municipality_code, '2022/2023' as school_year, instnr, stage, pupils,
        pupils is null as is_suppressed, case when pupils is null then ['pupils'] end as suppressed_measures
    from (values ('151100', 'indskoling', 40), ('151100', 'all', 90), ('151101', 'all', null), ('all', 'all', 300))
        as rows (instnr, stage, pupils)
"""
FORECAST = """
    create table plads_release.published.pupil_forecast as
    select '151' as municipality_code, year, district, pupils, false as is_suppressed,
        cast(null as varchar[]) as suppressed_measures
    from (values (2024, 'Nord', 100), (2024, 'Syd', 50), (2025, 'Nord', 110), (2025, 'all', 110))
        as rows (year, district, pupils)
"""
FUNDS = """
    create table plads_release.published.inclusion_funds as
    select '151' as municipality_code, 2023 as year, instnr, inklusionspulje, pupils, false as is_suppressed,
        cast(null as varchar[]) as suppressed_measures, inklusionspulje / nullif(pupils, 0) as inclusion_per_pupil
    from (values ('151100', 1000, 10), ('151101', 1000, 40), ('151998', 500, {last}), ('all', 2500, 50))
        as rows (instnr, inklusionspulje, pupils)
"""
RETURNS = """
    create table plads_release.published.return_rate as
    select '151' as municipality_code, '2022/2023' as school_year, stage, referred, cast(null as integer) as returned,
        referred is null as is_suppressed, case when referred is null then ['referred'] end as suppressed_measures
    from (values ('indskoling', null), ('udskoling', 12)) as rows (stage, referred)
"""
BALANCE = """
    create table plads_release.published.budget_balance as
    select '151' as municipality_code, year, budget_fixed, balance, balance / budget_fixed as balance_share,
        false as is_suppressed, cast(null as varchar[]) as suppressed_measures
    from (values (2022, 100.0, 10.0), (2023, 300.0, 50.0), (2024, 200.0, null)) as rows (year, budget_fixed, balance)
"""
# Money, days, events, and members of cohorts that are in one period only: what may be added over time.
FLOWS = {
    "area_cost_index": {"amount_fixed"},
    "budget_balance": {"budget_fixed", "accounts_fixed", "balance"},
    "cost_projection": {"amount_fixed"},
    "helaarsboern": {"days"},
    "inclusion_funds": {"inklusionspulje", "stoettetimer", "enhedstakst_udlagt", "enhedstakst_betalt", "unbound"},
    "intermediate_forms": {"days"},
    "intervention_outcome": {"enrolled", "finished", "ongoing", "finished_now_segregated", "finished_now_general"}
    | {f"courses_with_{what}" for what in ("absence_before", "absence_after", "price_teaching", "price_treatment")},
    "notification": {"notifications"},
    "outcome_after_school": {"persons", "group_size"},
    "placement": {"started", "ended", "days"},
    "preventive_measure": {"started"},
    "return_rate": {"referred", "still_enrolled", "returned"},
    "school_starters": {"starters", "segregated"},
    "special_education_cost": {"amount_current", "amount_fixed"},
    "support_decisions": {"decisions", "decisions_over_nine_hours"},
    "waiting_time": {"cases", "started", "still_waiting"},
}


@pytest.fixture(scope="module")
def engine():
    written = Path(manifest_folder() / "semantic_manifest.json").read_text("utf-8")
    declared = PydanticSemanticManifestTransformer.transform(PydanticSemanticManifest.parse_raw(written))
    client = SimpleNamespace(sql_engine_type=SqlEngine.DUCKDB, sql_plan_renderer=DuckDbSqlPlanRenderer())
    return MetricFlowEngine(SemanticManifestLookup(declared), client)


@pytest.fixture
def ask(engine):
    def answer(made: str, metrics: list[str], by: list[str], where: str | None = None) -> list[tuple[object, ...]]:
        asked = MetricFlowQueryRequest.create(
            metric_names=metrics, group_by_names=by, order_by_names=by, where_constraints=[where] if where else None
        )
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


def test_a_cell_that_is_missing_is_not_counted_as_hidden(ask):
    hidden = [f"return_rate_{name}_hidden_cells" for name in ("referred", "returned")]
    assert ask(RETURNS, hidden, ["return_rate_row__municipality_code"]) == [("151", 1, 0)]


def test_children_of_several_offers_are_counted_once(ask):
    assert ask(CHILDREN, ["helaarsboern_children"], ["helaarsboern_row__municipality_code"]) == [("101", 14)]


def _chosen(table: str, **values: str) -> str:
    return " and ".join(f"{{{{ Dimension('{table}_row__{key}') }}}} = '{value}'" for key, value in values.items())


def test_the_headline_rate_of_a_municipality_is_the_published_one_though_a_district_is_hidden(ask):
    name, by = "segregation_rate_segregation_rate", ["segregation_rate_row__municipality_code", "metric_time__year"]
    chosen = _chosen("segregation_rate", district="all", denominator_scope="municipal_offers")
    assert [
        rate for *_, rate in ask(SEGREGATION, [name], by, _chosen("segregation_rate", municipality_code="151"))
    ] == [None]
    found = [(code, rate) for _, code, rate in ask(SEGREGATION, [f"{name}_as_published"], by, chosen)]
    assert found == [("151", 27 / 412), ("all", 90 / 2000)]


def test_the_published_cell_of_a_hidden_cell_and_of_several_rows_is_empty(ask):
    name, by = "segregation_rate_segregated_as_published", ["segregation_rate_row__district"]
    chosen = _chosen("segregation_rate", municipality_code="151")
    assert ask(SEGREGATION, [name], by, chosen) == [("Nord", 20), ("Syd", None), ("all", 27)]
    assert ask(SEGREGATION, [name], by) == [("Nord", 20), ("Syd", None), ("all", None)]


def test_one_school_is_found_in_a_table_that_only_adds_totals(ask):
    by = ["absence_row__instnr"]
    found = ask(ABSENCE, ["absence_pupils", "absence_pupils_as_published"], by, _chosen("absence", stage="all"))
    assert found == [("151100", None, 90), ("151101", None, None), ("all", 300, 300)]


def test_every_offer_has_its_published_children_though_offers_are_not_added(ask):
    by, name = ["helaarsboern_row__offer_type"], "helaarsboern_children_as_published"
    assert ask(CHILDREN, [name], by, _chosen("helaarsboern", district="all")) == [("all", 14), ("specialskole", 12)]
    assert ask(CHILDREN, [name], by, _chosen("helaarsboern", district="Nord")) == [("all", None), ("specialskole", 7)]


def test_a_stock_is_added_over_places_and_not_over_years(ask):
    name, by = "pupil_forecast_pupils", "pupil_forecast_row__municipality_code"
    assert ask(FORECAST, [name], [by]) == [("151", None)]
    assert [pupils for *_, pupils in ask(FORECAST, [name], [by, "metric_time__year"])] == [150, 110]


def test_money_per_pupil_is_made_anew_unless_the_pupils_of_a_school_are_not_known(ask):
    name, by = ["inclusion_funds_inclusion_per_pupil"], ["inclusion_funds_row__municipality_code"]
    assert ask(FUNDS.format(last=0), name, by) == [("151", 50)]
    assert ask(FUNDS.format(last="null"), name, by) == [("151", None)]


def test_a_year_without_accounts_is_in_no_share_of_the_budget(ask):
    ((_, share),) = ask(BALANCE, ["budget_balance_balance_share"], ["budget_balance_row__municipality_code"])
    over = "{{ TimeDimension('metric_time', 'year') }} < '2024-01-01'"
    ((_, known),) = ask(BALANCE, ["budget_balance_balance_share"], ["budget_balance_row__municipality_code"], over)
    assert (share, known) == (None, pytest.approx(60 / 400))


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
    metrics = [metric["config"]["meta"] for metric in manifest()["metrics"].values() if metric["config"]["meta"]]
    assert {meta["additive"] for meta in metrics} == {"full", "semi", "none", "ratio"}
    for meta in metrics:
        if meta["additive"] in ("semi", "none"):
            assert meta["reason_da"]
            assert meta["reason_en"]


def test_nothing_is_added_over_time_but_what_is_in_one_period_only():
    """A measure that nobody thought about stays in its period: persons, posts and places are there next year too."""
    added = {t.name: {one.name for one in t.added if t.time not in one.limits.apart} for t in tables()}
    assert {name: measures for name, measures in added.items() if measures} == FLOWS
    metrics = {name.rsplit(".")[-1]: metric["config"]["meta"] for name, metric in manifest()["metrics"].items()}
    for table in tables():
        for one in table.added:
            meta = metrics[f"{table.name}_{one.name}"]
            assert (table.time in meta.get("one_value_of", ())) == (one.name not in FLOWS.get(table.name, ()))
            if table.time in meta.get("one_value_of", ()):
                assert "over tid" in meta["reason_da"]
                assert "over time" in meta["reason_en"]


def test_a_share_with_both_parts_in_its_table_is_made_anew():
    """The columns' own words say so: numerator ..., denominator ..."""
    for table in tables():
        for name in table.alone:
            said = table.columns[name]["description"]
            assert not {"numerator", "denominator"} & set(said.split()), f"{table.name}.{name}: {said}"


def test_every_metric_is_described_in_danish_and_english():
    metrics = manifest()["metrics"].values()
    for table in tables():
        danish, english = (table.columns[table.added[0].name]["config"]["meta"][f"label_{one}"] for one in ("da", "en"))
        (said,) = [m["description"] for m in metrics if m["name"] == f"{table.name}_{table.added[0].name}"]
        assert "{" in danish or (said.startswith(danish) and f" / {english}" in said)
    for metric in metrics:
        danish, english = metric["description"].split(" / ")
        assert len(danish) > 5
        assert len(english) > 5
        assert "{" not in metric["description"]


def test_every_figure_names_the_metric_that_reads_its_published_cell():
    metrics = {metric["name"]: metric["config"]["meta"] for metric in manifest()["metrics"].values()}
    for name, meta in metrics.items():
        assert not meta or meta["as_published"] in metrics, name


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
