"""The folder describes itself: a tool reads every table, its columns and its key without a word from us."""

import hashlib
import json
import re

import duckdb
import pyarrow.parquet as pq
import pytest

from dagster_project.publish.data_package import Descriptions, type_of
from dagster_project.publish.units import unit_of
from dagster_project.warehouse.lineage import Relation
from tests.small_publication import STAR, TABLES, publish_small

OPEN = ("dim_municipality", "dim_school_year")

# Those of the words of version 2 of the standard that a column of ours can have.
STANDARD_TYPES = {"string", "integer", "number", "boolean", "array", "date", "datetime"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return publish_small(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def faults(package) -> list[str]:
    """What the standard requires of a package of tables and this one lacks."""
    found = [] if package["$schema"].endswith("/profiles/2.0/datapackage.json") else ["profile"]
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        names = [field["name"] for field in fields]
        wrong = {
            "name": re.fullmatch(r"[a-z0-9._-]+", resource["name"]) is None,
            "path": resource["path"].startswith("/") or ".." in resource["path"],
            "type": resource["type"] != "table",
            "hash": re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"]) is None,
            "field types": any(field["type"] not in STANDARD_TYPES for field in fields),
            "twice": len(set(names)) != len(names),
            "key": not resource["schema"].get("primaryKey") or not set(resource["schema"]["primaryKey"]) <= set(names),
        }
        found += [f"{resource['name']}: {name}" for name, is_wrong in wrong.items() if is_wrong]
    return found


def test_the_package_keeps_the_rules_of_the_standard(package):
    assert faults(package) == []
    assert {resource["name"] for resource in package["resources"]} == {*TABLES, *OPEN}


def test_dimensions_come_with_the_tables_that_join_them_and_never_one_about_persons(folder, package):
    """A tool that reads all Parquet files of the folder itself gets published tables alone."""
    assert {path.stem for path in (folder / "dimensions").iterdir()} == set(OPEN)
    assert {path.stem for path in folder.glob("*.parquet")} == set(TABLES)
    with duckdb.connect(str(folder / "plads_published.duckdb"), read_only=True) as connection:
        inside = connection.execute("select table_name from duckdb_tables() where schema_name = 'core'").fetchall()
        opened = connection.execute(
            "select distinct table_name, opened_by from governance.catalogue where table_schema = 'core' order by all"
        ).fetchall()
    assert {name for (name,) in inside} == set(OPEN)
    assert dict(opened) == dict.fromkeys(STAR, "analysts") | dict.fromkeys(OPEN, "everyone")


def test_a_join_is_a_foreign_key_where_every_value_is_a_member(package):
    joins = {resource["name"]: resource["schema"].get("foreignKeys", []) for resource in package["resources"]}
    year = {"fields": ["school_year"], "reference": {"resource": "dim_school_year", "fields": ["school_year"]}}
    assert joins["segregation_rate"] == [year]  # 'all' stands among its municipalities
    municipality = {"resource": "dim_municipality", "fields": ["municipality_code"]}
    assert joins["staff_survey"] == [{"fields": ["municipality_code"], "reference": municipality}]


def test_a_fault_would_be_seen(package):
    broken = json.loads(json.dumps(package))
    broken["resources"][0]["schema"]["fields"][0]["type"] = "varchar"
    broken["resources"][1]["schema"]["primaryKey"] = ["nothing"]
    broken["resources"][2]["hash"] = "123"
    assert len(faults(broken)) == 3


def test_every_file_is_the_one_that_is_described(folder, package):
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        table = duckdb.sql(f"select * from '{folder / resource['path']}'")
        fields = resource["schema"]["fields"]
        assert [(field["name"], field["physicalType"]) for field in fields] == [
            (name, str(kind)) for name, kind in zip(table.columns, table.types, strict=True)
        ]
        assert resource["rows"] == table.count("*").fetchone()[0]


def test_the_manifest_has_the_same_hashes(folder, package):
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["tables"]
    published = [resource for resource in package["resources"] if resource["databaseSchema"] == "published"]
    hashes = {resource["name"]: resource["hash"].removeprefix("sha256:") for resource in published}
    assert {table["table"]: table["sha256"] for table in listed} == hashes


def test_every_column_is_described_and_named_in_both_languages(package):
    for resource in package["resources"]:
        assert resource["description"]
        for field in resource["schema"]["fields"]:
            assert field["description"], (resource["name"], field["name"])
            assert field["labelDa"], (resource["name"], field["name"])
            assert field["labelEn"], (resource["name"], field["name"])


def test_the_key_is_the_grain_and_its_columns_are_never_null(package):
    (rates,) = (one for one in package["resources"] if one["name"] == "segregation_rate")
    assert rates["schema"]["primaryKey"] == ["municipality_code", "school_year", "district", "denominator_scope"]
    required = {field["name"] for field in rates["schema"]["fields"] if "constraints" in field}
    assert required == {*rates["schema"]["primaryKey"], "is_suppressed"}


def test_a_single_file_says_what_it_holds(folder):
    said = pq.read_metadata(folder / "segregation_rate.parquet").metadata
    assert said[b"release"] == b"r1"
    assert said[b"description"].startswith(b"Grain: municipality")
    fields = {field["name"]: field for field in json.loads(said[b"table_schema"])["fields"]}
    assert fields["pupils"]["labelDa"] == "elever"


def test_a_hidden_cell_is_null_in_the_file(folder):
    found = duckdb.sql(f"from '{folder / 'segregation_rate.parquet'}' where is_suppressed").fetchall()
    assert len(found) == 1
    assert None in found[0]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("VARCHAR", "string"), ("VARCHAR[]", "array"), ("DECIMAL(18,6)", "number"), ("HUGEINT", "any")],
)
def test_types_are_the_standards(kind, expected):
    assert type_of(kind) == expected


@pytest.mark.parametrize(
    ("column", "kind", "description", "expected"),
    [
        ("pupils", "BIGINT", "", "count"),
        ("year", "INTEGER", "calendar year", None),
        ("response_rate", "DOUBLE", "", "share"),
        ("sick", "DOUBLE", "sick days ÷ active days; a fraction", "share"),
        ("potential", "DOUBLE", "DKK a year", "DKK"),
        ("amount_1000kr", "DOUBLE", "thousands of DKK", "1000 DKK"),
        ("value", "DOUBLE", "a fraction, a count or DKK", "number"),
        ("median_days", "DOUBLE", None, "number"),
        ("district", "VARCHAR", "", None),
    ],
)
def test_a_unit_follows_from_type_name_and_description(column, kind, description, expected):
    assert unit_of(column, kind, description) == expected


def test_a_release_made_again_has_no_catalogue_and_is_described_without_labels():
    with duckdb.connect() as connection:
        connection.execute("create schema published; create table published.absence (municipality_code varchar)")
        schema = Descriptions(connection).schema(Relation("published", "absence"))
    assert [field["name"] for field in schema["fields"]] == ["municipality_code"]
    assert "title" not in schema["fields"][0]
