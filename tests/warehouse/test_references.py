"""What the models declare of the star: keys, and references that one row of a dimension answers."""

import pytest

from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.references import models_with_references, primary_key, references, unique_keys

DECLARED = models_with_references(manifest())
FACTS_AND_FIGURES = [(model, found) for model, references_ in DECLARED.items() for found in references_]
COMPLETE = [
    node["name"] for node in manifest()["nodes"].values() if node["config"].get("meta", {}).get("optional_inputs")
    and node["config"]["meta"].get("complete")
]  # fmt: skip


def test_keys_are_those_of_the_grain_test_and_of_what_publishing_keeps():
    assert primary_key(manifest(), "fct_absence") == ("person_key", "instnr", "month_date")
    assert primary_key(manifest(), "published_absence") == ("municipality_code", "school_year", "instnr", "stage")
    assert unique_keys(manifest(), "dim_institution") == (("instnr", "valid_from_date"), ("institution_key",))


def test_a_reference_says_which_columns_go_with_it_and_which_word_is_no_member():
    (district,) = [found for found in references(manifest(), "helaarsboern") if found.dimension == "dim_district"]
    assert dict(zip(district.dimension_columns, district.columns, strict=True)) == {
        "municipality_code": "municipality_code",
        "district": "district",
    }
    assert (district.total, district.is_key, district.is_foreign_key) == ("all", True, False)


@pytest.mark.parametrize(("model", "found"), FACTS_AND_FIGURES)
def test_a_reference_names_columns_that_there_are(model, found):
    nodes = manifest()["nodes"]
    assert set(found.columns) <= nodes[f"model.plads.{model}"]["columns"].keys()
    assert set(found.dimension_columns) <= nodes[f"model.plads.{found.dimension}"]["columns"].keys()


def test_a_published_table_references_what_its_mart_does():
    marts = {model.removeprefix("mart_"): found for model, found in DECLARED.items()}
    for model, found in DECLARED.items():
        if model.startswith("published_"):
            assert found == marts[model.removeprefix("published_")]


@pytest.mark.parametrize("dimension", COMPLETE)
def test_a_dimension_with_every_member_asks_every_table_of_core_that_references_it(dimension):
    """A table that it does not ask could name what it lacks: joins would lose those rows and nobody would miss them."""
    nodes = manifest()["nodes"]
    read = {parent.split(".")[-1] for parent in nodes[f"model.plads.{dimension}"]["depends_on"]["nodes"]}
    referencing = {
        model
        for model, found in DECLARED.items()
        if nodes[f"model.plads.{model}"]["schema"] == "core"
        and dimension in {reference.dimension for reference in found}
    }
    made_of_tables_that_are_read = {"dim_institution_latest", "fct_risk_bin"}
    assert referencing - read <= made_of_tables_that_are_read


def test_the_check_reads_every_table_that_references_and_every_dimension():
    nodes = manifest()["nodes"]
    read = {parent.split(".")[-1] for parent in nodes["model.plads.reference_check"]["depends_on"]["nodes"]}
    exact = {model: found for model, found in DECLARED.items() if not model.startswith("published_")}
    assert read == exact.keys() | {reference.dimension for found in exact.values() for reference in found}
