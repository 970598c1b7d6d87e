"""What a tool needs to read the Parquet folder without us: a Data Package (version 2) of tables, columns and keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.publish.dimensions import open_dimensions
from dagster_project.publish.keys import declared
from dagster_project.publish.units import unit_of
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.manifest import manifest

DATA_PACKAGE = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
NULLS_DA = (
    "En tom celle er skjult, når dens kolonne er nævnt i suppressed_measures (is_suppressed er sand); ellers mangler "
    "tallet. Et 0 er et 0. Andele er brøker fra 0 til 1; beløb er i kroner, medmindre kolonnen siger andet."
)
NULLS_EN = (
    "A null is hidden when its column is named in suppressed_measures (is_suppressed is true); any other null is a "
    "missing figure. A 0 is a 0. Shares are fractions from 0 to 1; amounts are in DKK unless the column says otherwise."
)


@dataclass(frozen=True)
class PublishedFile:
    """One Parquet file as it lies in the folder."""

    table: str
    name: str
    rows: int
    size: int
    sha256: str


def type_of(kind: str) -> str:
    """The standard's word for a type of DuckDB."""
    if kind.endswith("[]"):
        return "array"
    return "number" if kind.startswith("DECIMAL") else _TYPES.get(kind, "any")


def _grains(found: Mapping[str, Any]) -> dict[str, list[str]]:
    """Columns of the unique_grain test, by dbt's id of the model; a published table has the grain of its mart."""
    nodes = found["nodes"].values()
    tests = [node for node in nodes if (node.get("test_metadata") or {}).get("name") == "unique_grain"]
    return {test["attached_node"]: list(test["test_metadata"]["kwargs"]["columns"]) for test in tests}


def _words(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[str | None, ...]]:
    """Labels, description and sources by table and column; nothing for a release made again, which has no catalogue."""
    there = "from duckdb_tables() where schema_name = 'governance' and table_name = 'catalogue'"
    if not connection.execute(f"select exists({there})").fetchall()[0][0]:
        return {}
    found = connection.execute(
        "select table_name, column_name, label_da, label_en, description, source_registers "
        "from governance.catalogue where table_schema in ('published', 'core')"
    ).fetchall()
    return {(table, column): tuple(said) for table, column, *said in found}


class Descriptions:
    """Schemas of the published tables, from dbt's manifest and from the file's own catalogue."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._words = _words(connection)
        self._columns: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for schema, table, column, kind in connection.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() "
            "where schema_name in ('published', 'core') order by table_name, column_index"
        ).fetchall():
            self._columns.setdefault((schema, table), []).append((column, kind))
        self._manifest = manifest()
        self._grains = _grains(self._manifest)
        models = ((id_, node) for id_, node in self._manifest["nodes"].items() if node["resource_type"] == "model")
        self._declared, self._open = declared(self._manifest), frozenset(open_dimensions(connection))
        self._ids = {(node["schema"], node["alias"]): id_ for id_, node in models}

    def _field(self, table: str, column: str, kind: str, keys: list[str]) -> dict[str, Any]:
        label_da, label_en, description, _ = self._words.get((table, column), (None,) * 4)
        unit = unit_of(column, kind, description)
        said = {"title": label_en, "description": description, "labelDa": label_da, "labelEn": label_en, "unit": unit}
        required = {"constraints": {"required": True}} if column in keys else {}
        words = {name: value for name, value in said.items() if value}
        return {"name": column, "type": type_of(kind), "physicalType": kind, **words, **required}

    def schema(self, table: Relation) -> dict[str, Any]:
        """Columns in their order, and the primary key: the grain that a test holds."""
        columns = self._columns[table.schema, table.name]
        names = {column for column, _ in columns}
        made = "marts" if table.schema == "published" else table.schema
        keys = [key for key in self._grains.get(self._ids.get((made, table.name), ""), []) if key in names]
        fields = [self._field(table.name, column, kind, [*keys, "is_suppressed"]) for column, kind in columns]
        key = {"primaryKey": keys} if keys else {}
        joins = self._joins(table, names)
        foreign = {"foreignKeys": joins} if joins else {}
        return {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields, **key, **foreign}

    def _joins(self, table: Relation, names: set[str]) -> list[dict[str, Any]]:
        """Those whose every value is a member; a key beside which totals stand is none by the standard."""
        about = self._declared.get(table)
        return [
            {"fields": list(join.columns), "reference": {"resource": join.table.name, "fields": list(join.targets)}}
            for join in (about.joins if about else ())
            if join.holds and join.table in self._open and names.issuperset(join.columns)
        ]

    def table(self, table: Relation) -> str:
        """What the table holds and what a row is."""
        node = self._manifest["nodes"].get(self._ids.get((table.schema, table.name), ""), {})
        return " ".join((node.get("description") or "").split())

    def sources(self, table: str) -> list[str]:
        named = {name for (of, _), words in self._words.items() if of == table for name in (words[3] or "").split(", ")}
        return sorted(named - {""})

    def resource(self, table: Relation, file: PublishedFile) -> dict[str, Any]:
        """One table as the standard names it."""
        sources = [{"title": name} for name in self.sources(table.name)]
        description = self.table(table)
        return {
            "name": table.name,
            "type": "table",
            "path": file.name,
            "databaseSchema": table.schema,
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            "rows": file.rows,
            **({"description": description} if description else {}),
            **({"sources": sources} if sources else {}),
            "schema": self.schema(table),
        }

    def package(self, resources: Iterable[dict[str, Any]]) -> dict[str, Any]:
        """The whole folder; what the standard has no word for carries a name of its own, as it allows."""
        release, as_of, published_at = self._connection.execute(
            "select release, as_of, published_at from governance.release"
        ).fetchone() or (None, None, None)
        return {
            "$schema": f"{_PROFILES}/datapackage.json",
            "name": "plads-published",
            "title": "Plads: offentliggjorte tal · published figures",
            "description": f"{NULLS_DA}\n\n{NULLS_EN}",
            **(
                {"version": release, "asOf": f"{as_of}", "created": f"{published_at:%Y-%m-%dT%H:%M:%SZ}"}
                if release
                else {}
            ),
            "resources": list(resources),
        }
