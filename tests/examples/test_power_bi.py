"""The files that Power BI opens: well formed, one source each, and nothing filled in that belongs to somebody."""

import json

import pytest

from dagster_project.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "examples" / "power_bi"
ADDRESSES = {
    "plads_postgresql.pbids": ("postgresql", {"server": "SERVER:5432", "database": "DATABASE"}),
    "plads_folder.pbids": ("folder", {"path": "\\\\SERVER\\SHARE\\published"}),
}


def faults(document) -> list[str]:
    """What Power BI refuses, or what would be a secret in a file that is passed on."""
    (connection,) = document["connections"]
    details = connection["details"]
    wrong = {
        "version": document["version"] != "0.1",
        "mode": connection["mode"] not in ("Import", "DirectQuery"),
        "keys": set(document) != {"version", "connections"} or set(connection) != {"details", "options", "mode"},
        "protocol": details["protocol"] not in ("postgresql", "folder"),
        "secret": any(word in json.dumps(document).lower() for word in ("password", "user", "pwd")),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.pbids")))
def test_a_file_is_well_formed_and_has_placeholders(name):
    document = json.loads((FOLDER / name).read_text("utf-8"))
    assert faults(document) == []
    details = document["connections"][0]["details"]
    assert (details["protocol"], details["address"]) == ADDRESSES[name]


def test_a_fault_would_be_seen():
    document = json.loads((FOLDER / "plads_folder.pbids").read_text("utf-8"))
    connection = document["connections"][0]
    broken = connection | {"mode": "Live", "details": {"protocol": "duckdb", "address": {"password": "x"}}}
    assert faults(document | {"connections": [broken]}) == ["mode", "protocol", "secret"]


def test_the_query_reads_what_the_folder_has():
    text = (FOLDER / "published_table.pq").read_text("utf-8")
    assert "Parquet.Document(File.Contents(" in text
    assert "suppressed_measures" in text
    assert text.count("(") == text.count(")")
    assert text.count("{") == text.count("}")
