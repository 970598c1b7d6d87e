"""Which cells a release hides: what the next one starts from, and what a rebuild of this one takes over.

A hidden cell that did not move stays hidden in the next release: shown, it could be subtracted from the old sums. So
holes depend on what was published before, and are put on record with the release (names of cells, no numbers).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.ledger import Ledger
from dagster_project.outcomes import Progress
from dagster_project.revisions.fingerprint import columns_of
from dagster_project.revisions.history import Release, fingerprints_of, releases
from dagster_project.revisions.parameters import parameters, smallest_shown
from dagster_project.settings import Settings
from dagster_project.warehouse.code_version import code_version
from dagster_project.warehouse.manifest import manifest

BEFORE = "release_before"
KEPT_KINDS = ("count", "mean")  # every other figure is hidden with one of these
NOTHING = "select '' as table_name, '' as row_key, '' as measure, cast(null as double) as value where false"


def holes_file(settings: Settings, number: int) -> Path:
    """Where the holes of one release are kept."""
    return settings.restricted / "holes" / f"{number:06d}.parquet"


def _place_of_rebuild(place: Settings) -> Path:
    return place.restricted / "holes.parquet"


def _hidden_cells(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """A query per measure: cells that the attached release hid, with the number that its mart has."""
    for node in manifest()["nodes"].values():
        rules: dict[str, Any] = node["config"].get("meta", {}).get("disclosure", {})
        if node["schema"] != "published" or not rules:
            continue
        table, keys = node["alias"], rules["keys"]
        shown, mart = (columns_of(con, BEFORE, schema, table) for schema in ("published", "marts"))
        if not {*keys, "suppressed_measures"} <= shown.keys() or not set(keys) <= mart.keys():
            continue
        key = " || '|' || ".join(f"cast(mart.{quoted(one)} as varchar)" for one in keys)
        same = " and ".join(f"mart.{quoted(one)} = shown.{quoted(one)}" for one in keys)
        for measure, rule in rules["measures"].items():
            if rule["kind"] in KEPT_KINDS and measure in mart.keys() & shown.keys():
                yield (
                    f"select {literal(table)}, {key}, {literal(measure)}, cast(mart.{quoted(measure)} as double) "
                    f"from {BEFORE}.marts.{quoted(table)} as mart join {BEFORE}.published.{quoted(table)} as shown "
                    f"on {same} where list_contains(shown.suppressed_measures, {literal(measure)})"
                )


def _release_of_readers(con: duckdb.DuckDBPyConnection, settings: Settings) -> Release | None:
    """Attaches the file that readers have; None without one that the ledger knows."""
    if not settings.database.exists():
        return None
    try:
        con.execute(f"attach {literal(str(settings.database))} as {BEFORE} (read_only)")
        found = con.execute(f"select release from {BEFORE}.governance.release").fetchone()
    except duckdb.Error:
        return None
    known = [one for one in releases(Ledger(settings.ledger)) if found == (one.release,)]
    return known[-1] if known else None


def lay_holes(settings: Settings, *, progress: Progress) -> None:
    """`run.hidden_before` for the models: the holes of the release that readers have, or none.

    Where less is to be hidden than then, that was a decision: what the old threshold hid is not carried on.
    """
    with duckdb.connect(str(settings.warehouse)) as con:
        con.execute(f"create or replace table run.hidden_before as {NOTHING}")
        con.execute("drop table if exists run.hidden_decided")
        con.execute("drop table if exists run.tables_then")
        if _place_of_rebuild(settings).exists():
            con.execute(f"create table run.hidden_decided as from {literal(str(_place_of_rebuild(settings)))}")
            return
        release = _release_of_readers(con, settings)
        if release and smallest_shown(release.parameters) <= smallest_shown(parameters()):
            for query in _hidden_cells(con):
                con.execute(f"insert into run.hidden_before {query}")
            _lay_decided(con, settings, release)
            (cells,) = con.execute("select count(*) from run.hidden_before").fetchone() or (0,)
            progress(f"disclosure: {cells} cells that readers do not see stay hidden where they did not move")
        con.execute(f"detach database if exists {BEFORE}")


def _lay_decided(con: duckdb.DuckDBPyConnection, settings: Settings, release: Release) -> None:
    """What this code decided under these definitions, and for which tables: it holds where they are the same."""
    path = holes_file(settings, release.number)
    if not path.exists() or release.code != code_version() or release.parameters != parameters():
        return
    con.execute(f"create table run.hidden_decided as from {literal(str(path))}")
    con.execute("create table run.tables_then (table_name varchar, fingerprint varchar)")
    marts = [one for one in fingerprints_of(Ledger(settings.ledger), release.number) if one.table_schema == "marts"]
    if marts:
        con.executemany("insert into run.tables_then values (?, ?)", [[m.table_name, m.fingerprint] for m in marts])


def keep_holes(settings: Settings, number: int) -> None:
    """Puts on record what the models hide in this release beyond the rules of each table."""
    path = holes_file(settings, number)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    if not settings.warehouse.exists():
        return
    with duckdb.connect(str(settings.warehouse)) as con:
        made = "select table_name from duckdb_tables() where schema_name = 'disclosure' order by 1"
        found = con.execute(made).fetchall()
        parts = [f"select table_name, row_key, measures, told from disclosure.{quoted(name)}" for (name,) in found]
        if parts:
            rows = f"select * from ({' union all '.join(parts)}) order by table_name, row_key"
            con.execute(f"copy ({rows}) to {literal(str(path))} (format parquet, compression zstd)")


def forget_holes(settings: Settings, number: int) -> None:
    """Of a release that readers never got."""
    holes_file(settings, number).unlink(missing_ok=True)


def take_over(settings: Settings, release: Release, place: Settings) -> None:
    """A rebuild hides what the release hid."""
    path = holes_file(settings, release.number)
    if release.number and path.exists():
        shutil.copyfile(path, _place_of_rebuild(place))
