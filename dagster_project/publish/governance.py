"""The governance schema: the ledger as reviewers read it, the catalogue, and the release they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from dagster_project.landing import delivered_seeds
from dagster_project.ledger import Ledger
from dagster_project.plausibility.periods import current_period_states
from dagster_project.publish.catalogue import catalogue_rows
from dagster_project.publish.code_lists import COLUMNS, code_list_rows
from dagster_project.publish.database import Counts, count
from dagster_project.publish.governance_shapes import FROM_LEDGER, SHAPES
from dagster_project.revisions import write_revisions
from dagster_project.revisions.history import releases
from dagster_project.settings import Settings
from dagster_project.sign_off import Head
from dagster_project.warehouse.lineage import Relation

_PERIOD = ("source", "period", "state", "in_force_load", "latest_load", "due_date", "is_expected")


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    read: str,
) -> None:
    """Hands the rows over in one piece; the table's shape gives them their types."""
    if rows:
        arrays = [pa.array(values) for values in zip(*rows, strict=True)]
        connection.register("delivered", pa.table(dict(zip(columns, arrays, strict=True))))
        connection.execute(f"insert into governance.{table} by name select {read} from delivered")
        connection.unregister("delivered")


def _published_at(ledger: Ledger, release: str) -> datetime:
    """As the list of releases says it: one release has one time."""
    said = next(one.published_at for one in reversed(releases(ledger)) if one.release == release)
    return datetime.fromisoformat(said).astimezone(UTC).replace(tzinfo=None)


def write_governance(
    connection: duckdb.DuckDBPyConnection, settings: Settings, release: str, build: str, head: Head
) -> Counts:
    """Adds the governance schema to the file being made; tables that later steps fill are there, empty."""
    for table, shape in SHAPES.items():
        connection.execute(f"create table governance.{table} ({shape})")
    ledger = Ledger(settings.ledger)
    for table, read in FROM_LEDGER.items():
        _insert(connection, table, *ledger.table(table), read)
    catalogue = catalogue_rows(connection, delivered_seeds(settings.landing))
    _insert(connection, "catalogue", catalogue.columns, catalogue.rows, "*")
    _insert(connection, "code_list", COLUMNS, code_list_rows(settings.warehouse), "*")
    periods = [tuple(getattr(one, name) for name in _PERIOD) for one in current_period_states(settings)]
    _insert(connection, "period_status", _PERIOD, periods, "*")
    write_revisions(connection, settings)
    about = [release, build, settings.as_of, _published_at(ledger, release), head.entries, head.hash]
    connection.execute("insert into governance.release values (?, ?, ?, ?, ?, ?)", about)
    tables = [Relation("governance", table) for table in SHAPES]
    return {table: count(connection, table) for table in tables}
