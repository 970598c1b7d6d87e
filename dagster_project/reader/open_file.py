"""Opens a file of any format as a relation."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.reader.byte_scan import scan_csv
from dagster_project.reader.csv_file import csv_relation
from dagster_project.reader.excel_file import excel_relation
from dagster_project.reader.parquet_file import parquet_relation
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import Relation
from dagster_project.reader.request import Request
from dagster_project.reader.sas_file import sas_relation


def open_file(con: duckdb.DuckDBPyConnection, request: Request, scratch: Path) -> tuple[Relation, bool]:
    """The file as a relation, and whether its last line is whole."""
    path, contract = request.path, request.contract
    if not path.is_file():
        raise Refused(
            "not_a_file", "a folder stands where a file should be", "der ligger en mappe, hvor der skulle være en fil"
        )
    if path.stat().st_size == 0:
        raise Refused("empty", "the file is empty", "filen er tom")
    match request.format:
        case "csv":
            scan = scan_csv(path)
            return csv_relation(path, scan, contract), scan.ends_with_newline
        case "parquet":
            return parquet_relation(con, path, contract), True
        case "xlsx":
            return excel_relation(path, contract, scratch), True
        case _:
            return sas_relation(con, path, contract, scratch), True
