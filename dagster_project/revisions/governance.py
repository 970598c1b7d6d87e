"""The history as reviewers read it: four tables of the governance schema, filled from the ledger and its cell files."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from dagster_project.contracts.sql import literal
from dagster_project.ledger import Ledger
from dagster_project.revisions.figure_changes import CELL_SHAPE
from dagster_project.settings import Settings

CELLS_CARRIED = 200_000  # of all releases together, newest first

REVISION_SHAPES = {
    "revision": """
        source varchar, period varchar, old_load varchar, new_load varchar, rows_before bigint, rows_after bigint,
        rows_added bigint, rows_removed bigint, rows_changed bigint, columns_changed varchar[], figures_moved bigint,
        release varchar, recorded_at timestamp""",
    "release_history": """
        number integer, release varchar, previous_release varchar, build varchar, as_of date, published_at timestamp,
        software_version varchar, code_version varchar, seeds_delivered varchar, risk_model boolean,
        loads varchar[], loads_in varchar[], loads_out varchar[], other_causes varchar[]""",
    "release_change": """
        release_old varchar, release_new varchar, table_name varchar, kind varchar, rows_before bigint,
        rows_after bigint, cells_added bigint, cells_removed bigint, cells_changed bigint, cells_suppressed bigint,
        cells_listed bigint, caused_by varchar[]""",
    "figure_revision": CELL_SHAPE,
}

_LIST = """'["varchar"]'"""
_FROM_LEDGER = {
    "revision": "* exclude (number, columns_changed, recorded_at), "
    f"from_json(columns_changed, {_LIST}) as columns_changed, "
    "cast(recorded_at as timestamptz) at time zone 'UTC' as recorded_at",
    "release_history": "number, release, previous as previous_release, build, as_of, "
    "cast(published_at as timestamptz) at time zone 'UTC' as published_at, software as software_version, "
    "code as code_version, seeds_delivered, risk_model = 1 as risk_model, "
    "list_sort(json_extract_string(loads, '$.*[*]')) as loads, "
    f"from_json(loads_in, {_LIST}) as loads_in, from_json(loads_out, {_LIST}) as loads_out, "
    f"from_json(other_causes, {_LIST}) as other_causes",
    "release_change": "history.previous as release_old, history.release as release_new, table_name, kind, rows_before, "
    "rows_after, cells_added, cells_removed, cells_changed, cells_suppressed, cells_listed, "
    f"from_json(caused_by, {_LIST}) as caused_by",
}


def _hand_over(con: duckdb.DuckDBPyConnection, ledger: Ledger, table: str) -> None:
    columns, rows = ledger.table(table)
    values: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pa.array(column, None if any(v is not None for v in column) else pa.string()) for column in values]
    con.register(f"ledger_{table}", pa.table(dict(zip(columns, arrays, strict=True))))


def _cell_files(settings: Settings, con: duckdb.DuckDBPyConnection) -> list[str]:
    """The newest releases' cells, as many files as fit under the limit."""
    kept: list[str] = []
    left = CELLS_CARRIED
    for path in sorted((settings.restricted / "revisions").glob("*.parquet"), reverse=True):
        (rows,) = con.execute(f"select count(*) from read_parquet({literal(str(path))})").fetchone() or (0,)
        left -= rows
        if left < 0:
            break
        kept.append(literal(str(path)))
    return kept


def write_revisions(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fills the four tables, which are there and empty."""
    ledger = Ledger(settings.ledger)
    for table, columns in _FROM_LEDGER.items():
        _hand_over(con, ledger, table)
        joined = " join ledger_release_history as history using (number)" if table == "release_change" else ""
        order = "" if table == "revision" else " order by number"
        con.execute(f"insert into governance.{table} by name select {columns} from ledger_{table}{joined}{order}")
    if files := _cell_files(settings, con):
        con.execute(f"insert into governance.figure_revision by name from read_parquet([{', '.join(files)}])")
    for table in _FROM_LEDGER:
        con.unregister(f"ledger_{table}")
