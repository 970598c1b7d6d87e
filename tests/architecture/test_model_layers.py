"""Data flows one way: which layer of models may read which, with no exceptions."""

import pytest

from dagster_project.settings import DBT_PROJECT
from dagster_project.warehouse.manifest import manifest

# Layer (the folder of a model) → layers it may read.
# `registers` and `run` are dbt sources: what is delivered, and what the run was given.
MAY_READ = {
    "staging": {"registers", "run", "seeds", "staging"},
    "intermediate": {"staging", "intermediate", "core", "seeds", "run"},
    "core": {"staging", "intermediate", "core", "seeds", "run"},
    "marts": {"core", "run"},
    "overview": {"marts", "core", "run"},
    "disclosure": {"marts", "overview"},
    "published": {"marts", "overview", "disclosure", "published"},
    "governance": {"intermediate", "core", "marts", "overview", "disclosure", "published", "seeds", "run"},
}
# Layers whose tables lie in the schema of another: a reader finds a figure where all figures are.
SCHEMA = {"overview": "marts"}
# Only a table that repeats published figures may read them: it hides what they hide.
REPEATS = {
    "model.plads.published_follow_up_status",
    "model.plads.published_institution_profile",
    "model.plads.published_cost_projection",
}
EXCEPTIONS: frozenset[tuple[str, str]] = frozenset()


def layer(unique_id: str) -> str:
    found = manifest()
    node = found["nodes"].get(unique_id) or found["sources"][unique_id]
    if node["resource_type"] == "model":
        return str(node["fqn"][1])
    return "seeds" if node["resource_type"] == "seed" else str(node["schema"])


def columns_of(model: str, test: str) -> list[str] | None:
    """What the model's test of that name is asked about; None when there is no such test."""
    found = manifest()
    for child in found["child_map"][model]:
        about = found["nodes"].get(child, {}).get("test_metadata") or {}
        if about.get("name") == test:
            return about["kwargs"].get("columns", [])
    return None


def models() -> list[str]:
    return sorted(key for key, node in manifest()["nodes"].items() if node["resource_type"] == "model")


@pytest.mark.parametrize("model", models())
def test_a_model_reads_only_the_layers_below_it(model):
    parents = manifest()["nodes"][model]["depends_on"]["nodes"]
    broken = {(model, parent) for parent in parents if layer(parent) not in MAY_READ[layer(model)]}
    assert broken - EXCEPTIONS == set()


@pytest.mark.parametrize("model", models())
def test_a_model_lies_in_the_folder_of_its_layer(model):
    assert manifest()["nodes"][model]["schema"] == SCHEMA.get(layer(model), layer(model))


@pytest.mark.parametrize("model", [model for model in models() if layer(model) == "published"])
def test_a_published_table_reads_another_only_to_repeat_it(model):
    parents = manifest()["nodes"][model]["depends_on"]["nodes"]
    assert model in REPEATS or "published" not in {layer(parent) for parent in parents}


@pytest.mark.parametrize("model", [model for model in models() if layer(model) == "overview"])
def test_an_overview_stands_when_any_of_its_sources_is_absent(model):
    assert "tolerates_absence" in manifest()["nodes"][model]["tags"]


@pytest.mark.parametrize(
    "model", [model for model in models() if layer(model) in ("core", "marts", "overview", "published")]
)
def test_what_readers_get_has_an_enforced_contract_and_a_grain_test(model):
    found = manifest()
    assert found["nodes"][model]["config"]["contract"]["enforced"]
    grain_test = "disclosure_kept" if layer(model) == "published" else "unique_grain"
    assert columns_of(model, grain_test) is not None


@pytest.mark.parametrize("model", [model for model in models() if layer(model) in ("marts", "overview", "published")])
def test_every_column_for_people_is_labelled_in_both_languages(model):
    columns = manifest()["nodes"][model]["columns"]
    assert columns
    assert [name for name, column in columns.items() if not {"label_da", "label_en"} <= column["meta"].keys()] == []


@pytest.mark.parametrize("model", [model for model in models() if layer(model) == "published"])
def test_a_published_table_has_the_grain_of_its_mart(model):
    found = manifest()
    node = found["nodes"][model]
    (mart,) = (
        parent
        for parent in node["depends_on"]["nodes"]
        if found["nodes"][parent]["alias"] == node["alias"] and layer(parent) not in ("published", "disclosure")
    )
    assert node["config"]["meta"]["disclosure"]["keys"] == columns_of(mart, "unique_grain")


def test_the_models_folder_is_no_python_package():
    assert not (DBT_PROJECT / "__init__.py").exists(), "it would hide the dbt package from its own imports"
