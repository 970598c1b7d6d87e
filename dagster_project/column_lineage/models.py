"""Every model's statement, read in the order of dbt's graph; what cannot be read is known as a whole, and said."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dagster_project.column_lineage.cells import EVERY_ROW, Origin
from dagster_project.column_lineage.statement import NotUnderstoodError, Statement
from dagster_project.column_lineage.trace import RUN, Graph
from dagster_project.contracts import load_contracts
from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.settings import SEEDS
from dagster_project.warehouse.lineage import ancestors

Node = Mapping[str, Any]
_OF_THE_LOAD = ("_load_id", "_period")


def table_of(node: Node) -> str:
    """Schema and table of a model, seed or source."""
    return f"{node['schema']}.{node.get('alias') or node['identifier']}"


class Models:
    """Reads all of them; afterwards `graph` can be asked and `not_understood` says what was not."""

    def __init__(self, manifest: Node, compiled: Mapping[str, str]) -> None:
        self.manifest = manifest
        self.compiled = compiled
        self.not_understood: dict[str, str] = {}
        self.compared: dict[str, dict[str, frozenset[str]]] = {}
        self._lists: set[str] = set()
        self.shapes: dict[str, dict[str, dict[str, str]]] = {}
        self._origins: dict[str, dict[str, Origin]] = {}

    @cached_property
    def graph(self) -> Graph:
        contracts = load_contracts()
        domains = pseudonym_domains(contracts).values()
        identifiers = {
            f"registers.{domain.name}": frozenset(
                f"{source}.{column}"
                for source in domain.sources
                for column in contracts[source].identifiers(domain.name)
            )
            for domain in domains
        }
        for source, contract in contracts.items():
            self._add_shape(f"registers.{source}", (*contract.names, *_OF_THE_LOAD))
        for domain in domains:
            self._add_shape(f"registers.{domain.name}", (domain.identifier, domain.key))
        self._add_shape("run.parameter", ("as_of",))
        leaves = {f"registers.{source}": source for source in contracts} | {"run.parameter": RUN}
        for node in self._nodes("seed"):
            with (SEEDS / f"{node['name']}.csv").open(encoding="utf-8-sig", newline="") as file:
                self._add_shape(table_of(node), [name.lower() for name in next(csv.reader(file))])
            leaves[table_of(node)] = f"seed.{node['name']}"
            self._lists.add(table_of(node))
        wholes = {}
        for node in self._in_order():
            try:
                self._origins[table_of(node)] = self._read(node, identifiers)
            except NotUnderstoodError as error:
                self.not_understood[table_of(node)] = str(error)
                wholes[table_of(node)] = self._registers(node)
                if node["columns"]:
                    self._add_shape(table_of(node), node["columns"])
            if not self._registers(node):
                self._lists.add(table_of(node))
        return Graph(self._origins, wholes, leaves, identifiers)

    def _nodes(self, kind: str) -> list[Node]:
        return [node for node in self.manifest["nodes"].values() if node["resource_type"] == kind]

    def _in_order(self) -> list[Node]:
        """Models, each after those that it reads."""
        depth: dict[str, int] = {}

        def of(unique_id: str) -> int:
            if unique_id not in depth:
                depth[unique_id] = 1 + max((of(parent) for parent in self.manifest["parent_map"][unique_id]), default=0)
            return depth[unique_id]

        return sorted(self._nodes("model"), key=lambda node: of(node["unique_id"]))

    def _add_shape(self, table: str, columns: Any) -> None:
        schema, name = table.split(".")
        self.shapes.setdefault(schema, {})[name] = dict.fromkeys(columns, "varchar")

    def _registers(self, node: Node) -> frozenset[str]:
        sources = self.manifest["sources"]
        return frozenset(
            sources[parent]["name"]
            for parent in ancestors(self.manifest, node["unique_id"])
            if parent in sources and sources[parent]["name"] in load_contracts()
        )

    def _read(self, node: Node, pseudonyms: Mapping[str, Any]) -> dict[str, Origin]:
        """Raises NotUnderstoodError."""
        twin = self._exact_table(node)
        if twin:
            return self._as_in(node, twin)
        if node["unique_id"] not in self.compiled:
            raise NotUnderstoodError("not a model in SQL")
        statement = Statement.of(self.compiled[node["unique_id"]], self.shapes, pseudonyms, self._lists)
        self._add_shape(table_of(node), statement.names)
        self.compared[table_of(node)] = statement.compared()
        return {column: statement.origin(column) for column in (*statement.names, EVERY_ROW)}

    def _exact_table(self, node: Node) -> str | None:
        """Of a published table, the mart whose cells it shows or hides."""
        twin = f"marts.{node['alias']}"
        is_published = "disclosure" in node["config"].get("meta", {}) and node["schema"] == "published"
        return twin if is_published and twin in self._origins else None

    def _as_in(self, node: Node, twin: str) -> dict[str, Origin]:
        """Disclosure control makes nothing: a column is the mart's, and what says that cells are hidden is of all."""
        exact = self._origins[twin]
        self._add_shape(table_of(node), node["columns"])
        every = frozenset((twin, column) for column in exact if column != EVERY_ROW)
        rows = frozenset([(twin, EVERY_ROW)])
        found = {name: Origin(frozenset([(twin, name)]) if name in exact else every, rows) for name in node["columns"]}
        return {**found, EVERY_ROW: Origin(rows, rows)}
