"""What all passports of one release share: gathered once, asked many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from dagster_project.column_lineage import ColumnLineage, column_lineage
from dagster_project.column_lineage.compiled import compiled
from dagster_project.report.run import Run, gather
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import RISK_MODEL, ancestors, published_nodes, relation
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.state import Build
from dagster_project.warehouse.test_results import TestAnswer, test_results

Node = Mapping[str, Any]
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Release:
    """The release that readers have: its build, its models, and what the ledger says of its loads."""

    run: Run
    build: Build
    release: str
    published_at: str
    manifest: Node
    lineage: ColumnLineage
    compiled: Mapping[str, str]
    tests: Mapping[str, TestAnswer]
    moves: Sequence[Record]  # what became of published tables from one release to the next, newest first
    revisions: Sequence[Record]  # periods that were delivered again

    @cached_property
    def figures(self) -> dict[str, str]:
        """Published table → dbt's id of its model, of the tables that this release has."""
        found = published_nodes(self.manifest, risk_model=self.build.state.risk_model)
        return {
            table.name: unique_id
            for unique_id, table in found.items()
            if table.schema == "published" and str(table) not in self.build.left_out
        }

    def node(self, unique_id: str) -> Node:
        found: Node = self.manifest["nodes"][unique_id]
        return found

    def mart_of(self, table: str) -> str:
        """dbt's id of the model that computes the table before disclosure control."""
        return str(next(key for key in self.models_behind(table) if str(relation(self.node(key))) == f"marts.{table}"))

    @cached_property
    def _graph(self) -> Node:
        """Who reads whom, without the risk model where this release has none."""
        off = set() if self.build.state.risk_model else self._risk_model
        read = {key: found for key, found in self.manifest["parent_map"].items() if key not in off}
        kept = {key: [parent for parent in found if parent not in off] for key, found in read.items()}
        return {"nodes": self.manifest["nodes"], "parent_map": kept}

    @property
    def _risk_model(self) -> set[str]:
        return {key for key, node in self.manifest["nodes"].items() if RISK_MODEL in node.get("tags", ())}

    def behind(self, table: str) -> set[str]:
        """dbt's ids of everything that the table is made from."""
        return ancestors(self._graph, self.figures[table])

    def models_behind(self, table: str) -> list[str]:
        """dbt's ids of the table and all models that it is made from."""
        return sorted(key for key in {*self.behind(table), self.figures[table]} if key.startswith("model."))

    def sources_behind(self, table: str) -> list[str]:
        """Names of the registers that the table is made from."""
        sources = self.manifest["sources"]
        behind = self.behind(table) & sources.keys()
        return sorted({sources[key]["name"] for key in behind} & self.run.contracts.keys())


_QUESTIONS = {
    "release": "select release, build, published_at from governance.release",
    "moves": """
        select change.*, history.published_at from governance.release_change as change
        inner join governance.release_history as history on change.release_new = history.release
        order by history.number desc
    """,
    "revisions": "select * from governance.revision order by recorded_at desc",
}


def ask(settings: Settings, sql: str, values: Sequence[str] = ()) -> list[Record]:
    """Rows of the database that readers open; none where it, or the table, is not there."""
    if not settings.database.exists():
        return []
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        try:
            found = connection.execute(sql, values)
        except duckdb.CatalogException:
            return []
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def release_of(settings: Settings) -> Release | None:
    """None when nothing is published, or when what is published is not from the last build."""
    told, run = {name: ask(settings, sql) for name, sql in _QUESTIONS.items()}, gather(settings)
    found = next(iter(told["release"]), None)
    if found is None or run.build is None or run.build.state.id != found["build"]:
        return None
    return Release(
        run=run,
        build=run.build,
        release=str(found["release"]),
        published_at=str(found["published_at"]),
        manifest=manifest(),
        lineage=column_lineage(),
        compiled=compiled(),
        tests=test_results(settings),
        moves=told["moves"],
        revisions=told["revisions"],
    )
