"""A published database with every table of the models: hidden cells, missing ones, and names that would do harm."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any
from zlib import crc32

import duckdb

from dagster_project.figures.codes import words
from dagster_project.publish.catalogue import meta
from dagster_project.publish.code_lists import COLUMNS, code_list_rows
from dagster_project.publish.governance_shapes import SHAPES
from dagster_project.warehouse.manifest import manifest

FORMULA = '=HYPERLINK("http://evil.example","x")'
MARKUP = '</script><img src=x onerror="window.hurt=1">'
_WITH_A_TOTAL = {"segregation_rate", "return_rate", "risk_factor"}
_KEYS: dict[str, list[object]] = {
    "municipality_code": ["101", "151"],
    "school_year": ["2022/2023", "2021/2022", "2020/2021", "2019/2020"],
    "year": [2023, 2022, 2021, 2020],
    "leaving_year": [2019],
    "start_year": [2022, 2021],
    "half_year": ["2023H1", "2022H2"],
    "district": ["all", FORMULA, "Nord"],
    "instnr": ["all", "151100", "151105"],
    "offer_type": ["all", "specialskole", "gruppeordning"],
    "from_offer": ["specialskole"],
    "to_offer": ["gruppeordning"],
    "indicator": ["general", "faglig"],
    "item": ["sp01", "sp21"],
    "question": ["tilbud_passende", "redskaber_bedste"],
    "answer": ["1", "5"],
    "group_kind": ["all", "school"],
    "group_value": ["all", "151100"],
    "status": ["beskaeftigelse", "uddannelse"],
    "intervention": ["skoleopdatering", MARKUP],
    "unit": ["distrikt", "ppr"],
    "level": [1, 2],
    "cluster": ["all"],
    "bin": list(range(10)),
    "date": ["Juni 2026", "December 2025"],
    "follow_up": ["june"],
    "factor": ["placement", "notification"],
}
_SAID = {
    "headline": lambda row: "school_joy" if row["item"] == "sp01" else "bullying",
    "measure": lambda _row: "low_share",
    "desired_direction": lambda _row: "lower",
    "institution_name": lambda row: {"151100": FORMULA, "151105": MARKUP}.get(row["instnr"], "Skole"),
}


def _key_values(table: str, key: str) -> list[object]:
    if table == "investment_plan" and key == "year":
        return ["2023", "average"]
    if table == "follow_up_status" and key == "indicator":
        return ["absence", "low_wellbeing"]
    values = _KEYS.get(key) or list(words()["codes"].get(key, {"one": 1, "two": 2}))[:2]
    return [*values, "all"] if key == "municipality_code" and table in _WITH_A_TOTAL else values


def _row(table: str, columns: Mapping[str, Any], row: dict[str, Any], number: int) -> dict[str, Any]:
    """About every third row hides its figures, about every seventh lacks them; the others count up."""
    fate = crc32(f"{table} {number} 26".encode())
    measures = [name for name, column in columns.items() if name not in row and _is_figure(column)]
    hidden = measures if fate % 3 == 0 else []
    for name in columns:
        if name in row or name in ("is_suppressed", "suppressed_measures"):
            continue
        if name in measures:
            share = "share" in name or "rate" in name
            row[name] = None if hidden or fate % 5 == 1 else (number % 9 + 1) / 20 if share else number + 0.5
        elif columns[name]["data_type"] == "boolean":
            row[name] = number % 2 == 0
        else:
            row[name] = _SAID.get(name, lambda _row: "word")(row)
    return {**row, "is_suppressed": bool(hidden), "suppressed_measures": hidden or None}


def _is_figure(column: Mapping[str, Any]) -> bool:
    return str(column["data_type"]).split("(")[0] in ("bigint", "integer", "double", "decimal", "hugeint")


def published_models() -> dict[str, Mapping[str, Any]]:
    nodes = manifest()["nodes"].values()
    return {n["alias"]: n for n in nodes if n["resource_type"] == "model" and n["schema"] == "published"}


def write_published(path: Path) -> None:
    """The readers' file of a release with every published table."""
    path.parent.mkdir(parents=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema published; create schema governance")
        connection.execute(
            "create table governance.release as select 'r1' as release, date '2024-12-31' as as_of,"
            " timestamp '2025-01-01 02:00:00' as published_at"
        )
        connection.execute(
            "create table governance.load_summary as select * from (values"
            " ('bef-202312-1', 'bef', '202312', 1, 'accepted', date '2025-01-01'),"
            " ('buaf-2023-2', 'buaf', '2023', 1, 'quarantined', date '2025-01-01'))"
            " as load (load_id, source, period, version, status, ended_date)"
        )
        connection.execute(f"create table governance.code_list ({SHAPES['code_list']})")
        marks = ", ".join("?" for _ in COLUMNS)
        lists = code_list_rows(path.with_name("warehouse.duckdb"))
        connection.executemany(f"insert into governance.code_list values ({marks})", lists)
        connection.execute(
            "create schema core; create table core.dim_follow_up_indicator as select 'june' as follow_up,"
            " unnest(['absence', 'low_wellbeing']) as indicator, indicator = 'absence' as has_national_comparison"
        )
        catalogue: list[list[object]] = [["registers", "bef", "pnr", None, None, None, None]] * 26
        catalogue += [["registers", "buaf", "pnr", None, None, None, None]] * 18
        for table, node in sorted(published_models().items()):
            _write_table(connection, table, node)
            for name, column in node["columns"].items():
                said = meta(column)
                labels = [said.get("label_da"), said.get("label_en")]
                catalogue.append(["published", table, name, *labels, column["description"], "bef, kotre"])
        connection.execute(
            "create table governance.catalogue (table_schema varchar, table_name varchar, column_name varchar,"
            " label_da varchar, label_en varchar, description varchar, source_registers varchar)"
        )
        connection.executemany("insert into governance.catalogue values (?, ?, ?, ?, ?, ?, ?)", catalogue)


def _write_table(connection: duckdb.DuckDBPyConnection, table: str, node: Mapping[str, Any]) -> None:
    columns, keys = node["columns"], meta(node)["disclosure"]["keys"]
    shape = ", ".join(f'"{name}" {column["data_type"]}' for name, column in columns.items())
    connection.execute(f"create table published.{table} ({shape})")
    found = product(*(_key_values(table, key) for key in keys))
    rows = [_row(table, columns, dict(zip(keys, values, strict=True)), at) for at, values in enumerate(found)]
    for row in rows:  # a school lies in one municipality
        if table == "institution_profile":
            row["municipality_code"] = "151"
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"insert into published.{table} values ({marks})", [[r[c] for c in columns] for r in rows])
