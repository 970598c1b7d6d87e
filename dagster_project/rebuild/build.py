"""One dbt build of a restored folder, whole or of some tables, and the database with what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project.contracts.load import load_contracts
from dagster_project.outcomes import Progress
from dagster_project.publish.database import Counts, count, write_database
from dagster_project.publish.folder import replace_folder, write_folder
from dagster_project.rebuild.answers import TableAnswer
from dagster_project.rebuild.problems import CannotRebuildError
from dagster_project.registers.start import prepare_warehouse
from dagster_project.revisions.fingerprint import FINGERPRINTED, Fingerprint, fingerprints
from dagster_project.revisions.history import Release
from dagster_project.revisions.holes import lay_holes
from dagster_project.settings import DBT_PROJECT, Settings
from dagster_project.warehouse.client import dbt_variables
from dagster_project.warehouse.dbt_log import errors_in
from dagster_project.warehouse.lineage import Relation, published_nodes
from dagster_project.warehouse.manifest import from_the_parse, manifest
from dagster_project.warehouse.plan import make_plan
from dagster_project.warehouse.state import state_of

Answer = Callable[[Sequence[Fingerprint]], list[TableAnswer]]


def _wanted(place: Settings, left_out: Sequence[str], tables: Sequence[str]) -> dict[str, Relation]:
    nodes = published_nodes(manifest(), risk_model=place.risk_model)
    figures = {key: table for key, table in nodes.items() if table.schema in FINGERPRINTED}
    if unknown := sorted(set(tables) - {table.name for table in figures.values()}):
        raise CannotRebuildError(f"there is no table {', '.join(unknown)}", f"der er ingen tabel {', '.join(unknown)}")
    return {
        key: table
        for key, table in figures.items()
        if str(table) not in left_out and (not tables or table.name in tables)
    }


def build(place: Settings, tables: Sequence[str], progress: Progress) -> list[Relation]:
    """Runs dbt without its tests, which said what they had to say when the release was made."""
    prepare_warehouse(place, progress=progress)
    lay_holes(place, progress=progress)
    plan = make_plan(manifest(), load_contracts(), state_of(place), None)
    wanted = _wanted(place, list(plan.left_out), tables)
    select = ["--select", *(f"+{unique_id.split('.')[-1]}" for unique_id in wanted)] if tables else []
    exclude = ["--exclude", *plan.exclude] if plan.exclude else []
    where = ["--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT]
    where += ["--target-path", place.dbt_target, "--log-path", place.dbt_target]
    command = [
        Path(sys.executable).with_name("dbt"),
        "--log-format",
        "json",
        "build",
        "--exclude-resource-type",
        "test",
        "unit_test",
    ]
    progress(f"dbt: {len(wanted)} tables and what they are made from")
    done = subprocess.run(
        [str(part) for part in [*command, *select, *exclude, *where]],
        env={**os.environ, **dbt_variables(place), **from_the_parse(), "DBT_TARGET_PATH": str(place.dbt_target)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotRebuildError(
            f"the models of today cannot be built from it: {'; '.join(errors_in(done.stdout.splitlines()))[-600:]}",
            "modellerne, som de er i dag, kan ikke bygges af det",
        )
    return sorted(wanted.values())


def _rebuild_table(con: duckdb.DuckDBPyConnection, release: Release, answers: Sequence[TableAnswer]) -> Counts:
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    con.execute(
        "create table governance.release (release varchar, as_of date, published_at timestamp, rebuilt_at timestamp)"
    )
    con.execute(
        "insert into governance.release values (?, ?, cast(cast(? as timestamptz) at time zone 'UTC' as timestamp), ?)",
        [release.release, release.as_of, release.published_at, now],
    )
    con.execute(
        "create table governance.rebuild (table_schema varchar, table_name varchar, answer varchar, rows_then bigint, "
        "rows_now bigint)"
    )
    for answer in answers:
        values = [answer.table_schema, answer.table_name, answer.answer.value, answer.rows_then, answer.rows_now]
        con.execute("insert into governance.rebuild values (?, ?, ?, ?, ?)", values)
    tables = [Relation("governance", "release"), Relation("governance", "rebuild")]
    return {table: count(con, table) for table in tables}


def write(
    place: Settings, release: Release, tables: Sequence[Relation], answer: Answer, progress: Progress
) -> list[TableAnswer]:
    """plads.duckdb and published/ of the rebuilt release: marts and published tables, and how each compares."""
    answers: list[TableAnswer] = []

    def add(con: duckdb.DuckDBPyConnection) -> Counts:
        (this,) = con.execute("select current_database()").fetchone() or ("",)
        answers.extend(answer(fingerprints(con, this)))
        return _rebuild_table(con, release, answers)

    write_database(place, place.database, tables, add, progress)
    place.database.chmod(0o640)
    published = [table for table in tables if table.schema == "published"]
    replace_folder(write_folder(place.database, place.published, published, release.release, ""), place.published)
    return answers
