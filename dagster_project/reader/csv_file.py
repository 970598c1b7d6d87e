"""Semicolon-separated text as a relation of text columns; nothing is sniffed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.reader.byte_scan import ByteScan
from dagster_project.reader.header import csv_header, fit
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import REJECTS, Relation

_ENGINE_NAME = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "iso-8859-1": "latin-1"}


def _raw_names(names: list[str]) -> list[str]:
    """Names that are unique to the engine, also where extra columns have none."""
    return [name if name.strip() else f"column {number}" for number, name in enumerate(names, 1)]


def csv_relation(path: Path, scan: ByteScan, contract: Contract) -> Relation:
    """All columns as text. Rows whose field count is wrong go to the engine's reject table, not lost."""
    header = fit(_raw_names(csv_header(path, scan.encoding)), contract)
    if scan.records <= 1:
        raise Refused("header_only", "the file has a header and no rows", "filen har en overskrift og ingen rækker")
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in header.delivered)
    # Strict parsing stumbles over files whose rows end in two ways; relaxed parsing would accept text after a quote.
    strict = "false" if scan.mixed_line_ends else "true"
    sql = (
        f"read_csv({literal(str(path))}, auto_detect=false, header=true, delim=';', quote='\"', escape='\"', "
        f"nullstr='', "
        f"encoding={literal(_ENGINE_NAME[scan.encoding])}, columns={{{columns}}}, "
        f"strict_mode={strict}, "
        f"store_rejects=true, rejects_table={literal(REJECTS)}, rejects_scan='{REJECTS}_scan', rejects_limit=0)"
    )
    types = dict.fromkeys(header.delivered, "VARCHAR")
    return Relation(sql, header, types, scan.encoding, empty_is_null=True, records=scan.records - 1)


@dataclass(frozen=True)
class RaggedRow:
    """A row that could not be told apart into the header's fields; `line` is personal data."""

    row: int
    kind: str
    line: str


def ragged_rows(con: duckdb.DuckDBPyConnection) -> list[RaggedRow]:
    """Rows that the engine turned away, in file order."""
    known = con.execute("select count(*) from duckdb_tables() where table_name = ?", [REJECTS]).fetchone()
    if not known or not known[0]:
        return []
    found = con.execute(
        f"select line, lower(replace(min(error_type::varchar), ' ', '_')), any_value(csv_line) "
        f"from {REJECTS} group by line order by line"
    ).fetchall()
    return [RaggedRow(int(row), kind, line) for row, kind, line in found]


def forget_rejects(con: duckdb.DuckDBPyConnection) -> None:
    """Before each file: the engine's reject tables are per connection."""
    con.execute(f"drop table if exists {REJECTS}")
    con.execute(f"drop table if exists {REJECTS}_scan")
