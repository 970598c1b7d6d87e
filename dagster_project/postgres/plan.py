"""What is published to PostgreSQL: every table with columns, key, references, comments, and who may read it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import duckdb

from dagster_project.postgres.columns import postgres_type, quoted, written
from dagster_project.postgres.labels import Catalogue, table_comment
from dagster_project.publish.dimensions import open_dimensions
from dagster_project.publish.governance_policy import open_tables
from dagster_project.publish.keys import DIMENSIONS, Join, declared
from dagster_project.publish.words import governance_key
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.manifest import manifest

SCHEMAS = ("core", "published", "governance")
_RELEASE = "select release, sign_off_entries, sign_off_head from governance.release"


@dataclass(frozen=True)
class Column:
    """As PostgreSQL gets it."""

    name: str
    kind: str
    not_null: bool
    comment: str | None


@dataclass(frozen=True)
class Table:
    """One table; `select` is DuckDB's, and `is_open` says that everyone with a BI tool may read it."""

    relation: Relation
    select: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    joins: tuple[Join, ...]
    comment: str | None
    is_open: bool

    @property
    def has_primary_key(self) -> bool:
        """A key with a column that may be missing is unique all the same, but no primary key."""
        return bool(self.key) and all(column.not_null for column in self.columns if column.name in self.key)


@dataclass(frozen=True)
class Plan:
    """One release as tables; two plans with the same fingerprint make the same database."""

    release: str
    tables: tuple[Table, ...]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def _sources(connection: duckdb.DuckDBPyConnection) -> dict[Relation, str]:
    """The tables that go, and how each is read; views go as tables."""
    found = connection.execute(
        "select schema_name, table_name from duckdb_tables() union all"
        " select schema_name, view_name from duckdb_views() where not internal order by all"
    ).fetchall()
    there = [Relation(schema, name) for schema, name in found]
    sources = {one: f"select * from {one.schema}.{quoted(one.name)}" for one in there if one.schema in SCHEMAS[:2]}
    for name, (inside, read) in open_tables().items():
        if Relation("governance", inside) in there:
            sources[Relation("governance", name)] = read.format(table=f"governance.{inside}")
    return sources


def _columns(
    connection: duckdb.DuckDBPyConnection, table: Relation, select: str, catalogue: Catalogue
) -> tuple[tuple[Column, ...], str]:
    """The columns, and the select that writes them as COPY reads them."""
    described = connection.execute(f"describe {select}").fetchall()
    needed = connection.execute(
        "select column_name from duckdb_columns() where schema_name = ? and table_name = ? and not is_nullable",
        [table.schema, table.name],
    ).fetchall()
    never_missing = {name for (name,) in needed} | set(
        governance_key(table.name) if table.schema == "governance" else ()
    )
    columns = tuple(
        Column(name, postgres_type(kind, f"{table}.{name}"), name in never_missing, catalogue.comment(table, name))
        for name, kind, *_ in described
    )
    return columns, f"select {', '.join(written(name, kind) for name, kind, *_ in described)} from ({select})"


def plan(connection: duckdb.DuckDBPyConnection, *, only_open: bool = False) -> Plan:
    """Read from the verified file, and from dbt's manifest for what a file cannot say.

    `only_open`: what everyone may read, and no table of persons at all.
    """
    said, catalogue, sources = declared(manifest()), Catalogue.of(connection), _sources(connection)
    dimensions = open_dimensions(connection)
    if only_open:
        sources = {one: how for one, how in sources.items() if one.schema != DIMENSIONS or one in dimensions}
    tables = []
    for relation, source in sources.items():
        columns, select = _columns(connection, relation, source, catalogue)
        about, names = said.get(relation), {column.name for column in columns}
        governed = relation.schema == "governance"
        key = governance_key(relation.name) if governed else about.key if about else ()
        joins = about.joins if about and not governed else ()
        tables.append(
            Table(
                relation,
                select,
                columns,
                key if names.issuperset(key) else (),
                tuple(one for one in joins if names.issuperset(one.columns) and one.table in sources),
                table_comment(relation, about),
                relation.schema != DIMENSIONS or relation in dimensions,
            )
        )
    release = "-".join(map(str, connection.execute(_RELEASE).fetchone() or ()))
    return Plan(release, tuple(tables))
