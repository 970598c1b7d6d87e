"""What a passport says: the loads in force of exactly the sources upstream, and everything in both languages."""

import re
from dataclasses import replace

import pytest

from dagster_project.passports.disclosure_words import limit, rule_words
from dagster_project.passports.figure import figure, questions
from dagster_project.passports.parameters import seeds_behind, variables_behind
from dagster_project.settings import PROJECT_ROOT
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest


def test_loads_are_those_in_force_of_exactly_the_sources_upstream(release):
    found = figure(release, "absence")
    assert [source.name for source in found.sources] == ["fravaer", "institution", "kotre"]
    in_force = release.build.state.loads
    assert found.load_ids == {*in_force["fravaer"], *in_force["institution"], *in_force["kotre"]}
    assert figure(release, "helaarsboern").load_ids == set(in_force["visitation"])


def test_a_load_that_was_superseded_or_is_of_another_source_is_not_on_it(release):
    found = figure(release, "helaarsboern").load_ids
    every = {load.load_id for load in release.run.loads}
    assert len([load for load in every if load.startswith("visitation")]) > len(found)
    assert not [load for load in found if load.startswith("buu")]


def test_the_way_through_the_models_begins_at_staging_and_ends_in_the_table(release):
    models = figure(release, "helaarsboern").models
    assert (models[0].name, models[-1].name) == ("staging.stg_visitation", "published.helaarsboern")
    names = {model.name for model in models}
    for model in models:
        assert model.about
        assert model.reads
        assert all(read in names or read.split()[0] in ("source", "seed") for read in model.reads)


def test_what_only_the_risk_model_reads_is_not_behind_a_figure_of_a_release_without_it(release, monkeypatch):
    (profile,) = [
        key for key, table in published_nodes(manifest()).items() if str(table) == "published.institution_profile"
    ]
    monkeypatch.setitem(release.__dict__, "figures", {"institution_profile": profile})
    assert "ssko" not in release.sources_behind("institution_profile")
    assert not [key for key in release.models_behind("institution_profile") if "risk_score" in key]
    state = replace(release.build.state, risk_model=True)
    asked = replace(release, build=replace(release.build, state=state))
    monkeypatch.setitem(asked.__dict__, "figures", {"institution_profile": profile})
    assert "ssko" in asked.sources_behind("institution_profile")


def test_grain_definition_and_formula_are_the_models_own_words(release):
    found = figure(release, "special_education_cost")
    assert "year" in found.grain
    assert found.definition
    assert "amount_fixed" in found.sql
    assert all(measure.definition for measure in found.measures)


def test_parameters_are_those_that_the_models_read_and_no_others(release):
    assert {"price_level"} <= figure(release, "special_education_cost").variables.keys()
    assert "price_level" not in figure(release, "absence").variables
    assert figure(release, "absence").variables["high_absence_percent"] == 10
    assert variables_behind(manifest(), []) == {}


def test_a_seed_says_how_sure_it_is_and_that_the_landing_folder_replaced_it(settings, release):
    mart = release.figures["special_education_cost"]
    (index,) = [seed for seed in seeds_behind(manifest(), mart, settings.landing) if seed.name == "pl_index"]
    assert (index.marks, index.is_delivered) == (("M",), False)
    delivered = settings.landing / "seed" / "pl_index.csv"
    delivered.parent.mkdir()
    delivered.write_text("year_from,year_to,rate_pct\n2023,2024,3.0\n", encoding="utf-8")
    (index,) = [seed for seed in seeds_behind(manifest(), mart, settings.landing) if seed.name == "pl_index"]
    assert (index.marks, index.is_delivered, len(index.rows)) == ((), True, 1)


def test_every_published_table_has_a_question_in_both_languages_and_the_readme_asks_the_same():
    tables = {table.name for table in published_nodes(manifest()).values() if table.schema == "published"}
    assert tables == questions().keys()
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    for question in questions().values():
        assert question.da.endswith("?")
        assert question.en.endswith("?")
        assert question.da != question.en
    asked = {
        name
        for row in re.findall(r"^\| .+\? .*\| (`.+) \|$", readme, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert tables <= asked


@pytest.mark.parametrize(
    "unique_id", sorted(key for key, table in published_nodes(manifest()).items() if table.schema == "published")
)
def test_every_rule_of_disclosure_has_words_in_both_languages(unique_id):
    for rule in manifest()["nodes"][unique_id]["config"]["meta"]["disclosure"]["measures"].values():
        words = rule_words(rule)
        assert words.da != words.en


def test_the_limit_is_the_one_of_the_release():
    assert str(limit() - 1) in rule_words({"kind": "count"}).en
    assert rule_words({"kind": "new"}).en == "{'kind': 'new'}"
