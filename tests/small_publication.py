"""A published folder made by the real writer from a few rows by hand: hidden, missing, zero, and texts that bite."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.publish.catalogue import catalogue_rows
from dagster_project.publish.folder import replace_folder, write_folder
from dagster_project.publish.governance_shapes import SHAPES
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.manifest import manifest

Row = dict[str, Any]
RATES: list[Row] = [
    {"district": "Nord", "segregated": 12, "pupils": 240, "segregation_rate": 0.05, "target_rate": 0.05},
    {"district": "Syd", "segregated": 0, "pupils": 100, "segregation_rate": 0.0, "target_rate": None},
    {
        "district": "Øst",
        "pupils": 90,
        "target_rate": 0.05,
        "suppressed_measures": ["segregated", "segregation_rate"],
    },
]
BITING = ["=1+1", "+45 12345678", "-5", "@SUM(A1)", "\tx", "'=quoted", "https://example.org", "007", 'a;"b"\nc', ""]
SURVEY: list[Row] = [
    {"question": "1", "group_kind": "school", "group_value": text, "answer": "1", "n": 7} for text in BITING
]
BALANCE: list[Row] = [{"year": 2023, "budget_fixed": "1234567.5", "accounts_fixed": None, "balance_share": -0.25}]
TABLES = {"segregation_rate": RATES, "staff_survey": SURVEY, "budget_balance": BALANCE}
# Two that everyone gets with them, one that no published table joins, and one that is about persons.
STAR: dict[str, Row] = {
    "dim_municipality": {"municipality_code": "101", "name_da": "København", "is_known": True},
    "dim_school_year": {"school_year": "2023/2024", "start_year": 2023},
    "dim_class_type": {"class_type_code": "1"},
    "dim_person": {"person_key": 4711},
}
KEYS: Row = {"municipality_code": "101", "school_year": "2023/2024", "denominator_scope": "all_schools", "year": 2024}


def columns_of(table: str, schema: str = "published") -> dict[str, str]:
    """As the contract of the model has them."""
    nodes = manifest()["nodes"].values()
    (node,) = (one for one in nodes if one.get("schema") == schema and one.get("alias") == table)
    return {name: column["data_type"] for name, column in node["columns"].items()}


def _create(connection: duckdb.DuckDBPyConnection, place: str, columns: dict[str, str]) -> None:
    shape = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"create table {place} ({shape})")


def _fill_star(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema core")
    for table, row in STAR.items():
        _create(connection, f"core.{table}", columns_of(table, "core"))
        marks = ", ".join("?" for _ in row)
        connection.execute(f"insert into core.{table} ({', '.join(row)}) values ({marks})", list(row.values()))


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    columns = columns_of(table)
    _create(connection, f"published.{table}", columns)
    for row in rows:
        full = KEYS | {"is_suppressed": "suppressed_measures" in row} | row
        known = {name: value for name, value in full.items() if name in columns}
        marks = ", ".join("?" for _ in known)
        connection.execute(f"insert into published.{table} ({', '.join(known)}) values ({marks})", list(known.values()))


def publish_small(out: Path, release: str = "r1", tables: dict[str, list[Row]] | None = None) -> Path:
    """Publishes the rows under `out` as the job would; returns the published folder."""
    tables = TABLES if tables is None else tables
    database = out / f"{release}.duckdb"
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema published")
        connection.execute("create schema governance")
        _fill_star(connection)
        for table, rows in tables.items():
            _fill(connection, table, rows)
        for name in ("catalogue", "release"):
            connection.execute(f"create table governance.{name} ({SHAPES[name]})")
        found = catalogue_rows(connection, ())
        marks = ", ".join("?" for _ in found.columns)
        listed = ", ".join(found.columns)
        connection.executemany(f"insert into governance.catalogue ({listed}) values ({marks})", found.rows)
        about = [release, "build", date(2024, 12, 31), datetime(2025, 1, 2, 3, 4, 5), 0, "0"]
        connection.execute("insert into governance.release values (?, ?, ?, ?, ?, ?)", about)
    folder = out / "published"
    relations = [Relation("published", table) for table in sorted(tables)]
    replace_folder(write_folder(database, folder, relations, release, "0:0"), folder)
    database.unlink()
    return folder
