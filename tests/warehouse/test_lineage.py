"""What an absent source stops, and what goes on without it."""

from dagster_project.warehouse.lineage import cannot_be_built
from dagster_project.warehouse.manifest import manifest

MANIFEST = {
    "child_map": {
        "source.plads.registers.money": ["model.plads.costs"],
        "source.plads.registers.pupils": ["model.plads.forecast"],
        "model.plads.costs": ["model.plads.curve"],
        "model.plads.forecast": ["model.plads.curve", "model.plads.expected_pupils"],
        "model.plads.curve": ["model.plads.shown_curve"],
    },
    "nodes": {
        f"model.plads.{name}": {"resource_type": "model", "config": {"meta": meta}}
        for name, meta in {
            "costs": {},
            "forecast": {},
            "curve": {"optional_inputs": ["forecast"]},
            "shown_curve": {},
            "expected_pupils": {},
        }.items()
    },
}


def test_a_model_is_built_without_an_input_that_it_can_do_without():
    assert cannot_be_built(MANIFEST, ["pupils"]) == ["expected_pupils", "forecast"]


def test_what_it_cannot_do_without_stops_it_and_all_that_follows():
    assert cannot_be_built(MANIFEST, ["money"]) == ["costs", "curve", "shown_curve"]


def test_the_projection_of_costs_needs_postings_alone():
    sources = {key.split(".")[-1] for key in manifest()["sources"] if ".registers." in key} - {"person", "respondent"}
    assert "cost_projection" not in cannot_be_built(manifest(), sources - {"oekonomi"})
    assert "cost_projection" in cannot_be_built(manifest(), ["oekonomi"])


def test_optional_inputs_are_models_that_are_read():
    for unique_id, node in manifest()["nodes"].items():
        for name in node["config"].get("meta", {}).get("optional_inputs", ()):
            assert f"model.plads.{name}" in node["depends_on"]["nodes"], (unique_id, name)
