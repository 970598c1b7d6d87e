"""Every column that readers find and every column that arrives has a class, a purpose and a retention."""

import duckdb
import pytest
import yaml

from dagster_project.contracts import load_contract, load_contracts
from dagster_project.personal_data.classes import CLASSES, FROM_CONTRACT, strongest
from dagster_project.personal_data.inherit import Heritage, staging_classes
from dagster_project.publish import governance_policy
from dagster_project.publish.catalogue import catalogue_rows
from dagster_project.publish.governance_shapes import SHAPES
from dagster_project.settings import EXPECTATIONS
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest

WORDS = ("personal_data", "purpose_da", "purpose_en", "retention", "opened_by")


@pytest.fixture
def shell():
    """Every table that readers can get, empty."""
    with duckdb.connect() as connection:
        for schema in ("core", "marts", "published", "governance"):
            connection.execute(f"create schema {schema}")
        for unique_id, table in published_nodes(manifest()).items():
            columns = manifest()["nodes"][unique_id]["columns"]
            listed = ", ".join(f'"{name}" {column["data_type"]}' for name, column in columns.items())
            connection.execute(f'create table {table.schema}."{table.name}" ({listed})')
        for table, shape in SHAPES.items():
            connection.execute(f"create table governance.{table} ({shape})")
        yield connection


def rows(connection) -> list[dict[str, object]]:
    found = catalogue_rows(connection, [])
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def silent_columns(connection) -> list[tuple[object, ...]]:
    return [
        (row["table_schema"], row["table_name"], row["column_name"])
        for row in rows(connection)
        if not all(row[word] for word in WORDS) or row["personal_data"] not in CLASSES
    ]


def test_no_column_is_without_class_purpose_retention_and_reader(shell):
    found = {row["table_schema"] for row in rows(shell)}
    assert found == {"core", "marts", "published", "governance", "registers"}
    assert silent_columns(shell) == []


def test_a_governance_table_without_a_policy_is_found(shell, monkeypatch):
    monkeypatch.delitem(governance_policy.POLICIES, "check_result")
    assert ("governance", "check_result", "load_id") in silent_columns(shell)


@pytest.mark.parametrize(
    ("remove", "message"),
    [
        (lambda d: d["schema"][0]["properties"][0].pop("classification"), "classification"),
        (lambda d: d["description"].update(purpose=" "), "purpose"),
        (lambda d: d.pop("slaProperties"), "slaProperties"),
        (lambda d: d.update(slaProperties=d["slaProperties"][1:]), "retention"),
        (lambda d: d["slaProperties"][0].update(unit="d"), "retention"),
    ],
)
def test_a_contract_without_class_purpose_or_retention_is_refused(tmp_path, remove, message):
    document = yaml.safe_load((EXPECTATIONS / "bufo.odcs.yaml").read_text("utf-8"))
    remove(document)
    broken = tmp_path / "bufo.odcs.yaml"
    broken.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"bufo\.odcs\.yaml.*{message}"):
        load_contract(broken)


def test_no_contract_says_a_thing_twice():
    """The last of two equal keys would win in silence."""
    for path in EXPECTATIONS.glob("*.odcs.yaml"):
        keys = [line.split(":")[0] for line in path.read_text("utf-8").splitlines() if line[:1].isalpha()]
        assert len(keys) == len(set(keys)), path.name


def test_every_word_of_the_contracts_has_a_class():
    assert {c.personal for contract in load_contracts().values() for c in contract.columns} <= set(FROM_CONTRACT)


def test_identifiers_have_a_purpose_of_their_own(shell):
    said = {(r["table_name"], r["column_name"]): r for r in rows(shell) if r["table_schema"] == "registers"}
    assert said["bef", "mor_id"]["personal_data"] == "identifier"
    assert "pseudonym" in str(said["bef", "mor_id"]["purpose_en"])
    assert said["bef", "kom"]["purpose_en"] == load_contracts()["bef"].purpose_en


def core(shell, table: str, column: str) -> object:
    (found,) = (
        row["personal_data"]
        for row in rows(shell)
        if (row["table_schema"], row["table_name"], row["column_name"]) == ("core", table, column)
    )
    return found


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("fct_diagnosis", "diagnosis_code", "sensitive"),  # renamed in staging
        ("fct_placement", "person_key", "pseudonym"),
        ("dim_person_year", "mother_key", "pseudonym"),
        ("dim_person_year", "municipality_code", "quasi_identifier"),
        ("fct_pupil_count", "is_segregated", "sensitive"),  # made from special education
        ("dim_person_year", "institution_type", "ordinary"),  # a fact about schools, said of a person
        ("fct_cost", "amount_current", "none"),
        ("dim_date", "year", "none"),
    ],
)
def test_core_inherits_the_class_of_its_sources(shell, table, column, expected):
    assert core(shell, table, column) == expected


def test_a_column_that_is_taken_over_keeps_its_class_and_one_that_is_made_gets_the_strongest():
    contracts = load_contracts()
    sql = "select\n    pgf as measure_code,\n    pgf || 'x' as made_code,\n    kom as municipality_code\nfrom x"
    staging = {"stg_bufo": staging_classes(sql, [contracts["bufo"]], ["person_key"])}
    assert staging["stg_bufo"] == {"measure_code": "sensitive", "municipality_code": "quasi_identifier"}
    heritage = Heritage(contracts, staging)
    columns = frozenset({"person_key", "municipality_code", "made_code"})
    found = {
        column: heritage.column("core", "fct_measure", column, ["bufo", "stg_bufo"], columns).personal_data
        for column in columns
    }
    assert found == {"person_key": "pseudonym", "municipality_code": "quasi_identifier", "made_code": "sensitive"}


def test_the_strongest_class_wins():
    assert strongest(["ordinary", "sensitive", "none"]) == "sensitive"
    assert strongest([]) == "none"
