"""Dimensions that everyone gets beside the published tables: those that these join, and never one about a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import duckdb

from dagster_project.publish.keys import DIMENSIONS, declared
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.manifest import manifest


def joined_dimensions(published: Iterable[Relation], about_nobody: Collection[str]) -> frozenset[Relation]:
    """What they join, and what that joins; `about_nobody`: tables of core without a column about a person."""
    said, waiting = declared(manifest()), list(published)
    found: set[Relation] = set()
    while waiting:
        about = said.get(waiting.pop())
        for target in {join.table for join in about.joins} if about else ():
            if target not in found and target.name.startswith("dim_") and target.name in about_nobody:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def open_dimensions(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Of a published file, by its own catalogue; none where a release made again has none."""
    there = {
        Relation(schema, table)
        for schema, table in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    }
    if Relation("governance", "catalogue") not in there:
        return []
    found = connection.execute(
        "select table_name from governance.catalogue where table_schema = ? group by table_name"
        " having bool_and(coalesce(personal_data = 'none', false))",
        [DIMENSIONS],
    ).fetchall()
    published = (table for table in there if table.schema == "published")
    return sorted(joined_dimensions(published, {name for (name,) in found}) & there, key=str)
