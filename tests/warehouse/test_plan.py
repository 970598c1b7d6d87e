"""What is built follows from what changed: nothing, what descends from new loads, or everything."""

from dataclasses import replace

import pytest

from dagster_project.warehouse.plan import make_plan
from dagster_project.warehouse.state import Build, State

STATE = State("code", "2024-12-31", "seeds", "key", {"bef": ["bef-2023"], "kotre": ["kotre-2023"]})
MANIFEST = {
    "child_map": {
        "source.plads.registers.bef": ["model.plads.stg_bef"],
        "source.plads.registers.udsp": ["model.plads.stg_udsp"],
        "model.plads.stg_bef": ["model.plads.mart_people", "test.plads.bef"],
        "model.plads.stg_udsp": ["model.plads.mart_people"],
        "model.plads.mart_people": ["model.plads.log"],
    },
    "nodes": {
        "model.plads.stg_bef": {"resource_type": "model", "schema": "staging", "alias": "stg_bef"},
        "model.plads.stg_udsp": {"resource_type": "model", "schema": "staging", "alias": "stg_udsp"},
        "model.plads.log": {
            "resource_type": "model",
            "schema": "governance",
            "alias": "log",
            "tags": ["tolerates_absence"],
        },
        "model.plads.mart_people": {"resource_type": "model", "schema": "marts", "alias": "people"},
        "test.plads.bef": {"resource_type": "test", "schema": "tests", "alias": "bef"},
    },
}
SOURCES = ("bef", "kotre")


def test_the_first_build_is_a_full_one():
    plan = make_plan(MANIFEST, SOURCES, STATE, None)
    assert plan.arguments() == ["build", "--exclude-resource-type", "unit_test", "--exclude", "tag:risk_model"]


def test_nothing_new_builds_nothing():
    assert make_plan(MANIFEST, SOURCES, STATE, Build(STATE)).is_empty


def test_a_new_load_builds_what_descends_from_its_source_only():
    now = replace(STATE, loads={**STATE.loads, "bef": ["bef-2023", "bef-2024"]})
    assert make_plan(MANIFEST, SOURCES, now, Build(STATE)).select == ("source:plads.registers.bef+",)


def test_a_superseded_load_counts_as_new():
    now = replace(STATE, loads={**STATE.loads, "bef": ["bef-2023-second"]})
    assert make_plan(MANIFEST, SOURCES, now, Build(STATE)).select == ("source:plads.registers.bef+",)


@pytest.mark.parametrize("changed", ["code", "as_of", "seeds_delivered", "pseudonyms", "risk_model"])
def test_what_touches_everything_builds_everything(changed):
    plan = make_plan(MANIFEST, SOURCES, replace(STATE, **{changed: "another"}), Build(STATE))
    assert plan.select is None
    assert not plan.is_empty


def test_an_absent_source_takes_its_descendants_with_it_and_says_so():
    plan = make_plan(MANIFEST, (*SOURCES, "udsp"), STATE, None)
    assert plan.exclude == ("mart_people", "stg_udsp", "tag:risk_model")
    assert plan.left_out == {"marts.people": ["udsp"]}


def test_a_table_that_waits_for_two_sources_names_both():
    now = replace(STATE, loads={"kotre": ["kotre-2023"]})
    assert make_plan(MANIFEST, ("bef", "kotre", "udsp"), now, None).left_out == {"marts.people": ["bef", "udsp"]}


def test_models_asked_for_by_name_are_built_also_when_nothing_changed():
    plan = make_plan(MANIFEST, SOURCES, STATE, Build(STATE), only=("mart_people",))
    assert plan.select == ("mart_people",)


def test_an_id_is_the_same_for_the_same_state_whatever_the_order():
    other = replace(STATE, loads=dict(reversed(STATE.loads.items())))
    assert other.id == STATE.id
    assert replace(STATE, as_of="2025-12-31").id != STATE.id
