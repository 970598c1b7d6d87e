"""Column lineage of the models as they are now: read from a file beside dbt's parse, made when missing."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.column_lineage.cells import EVERY_ROW
from dagster_project.column_lineage.trace import Sources
from dagster_project.warehouse.code_version import digest
from dagster_project.warehouse.manifest import manifest, manifest_folder

if TYPE_CHECKING:
    from dagster_project.column_lineage.models import Models

Direct = list[tuple[str, str]]  # (schema.table, column) of the models right before


@dataclass(frozen=True)
class ColumnLineage:
    """`sources`: what is behind each column of what readers get. `direct`: from which columns of which models.

    `compared`: of each model, the tables that it reads several rows of side by side, with the columns that those have
    in common (`Statement.compared`).
    """

    sources: Mapping[str, Mapping[str, Sources]]
    direct: Mapping[str, Mapping[str, Direct]]
    compared: Mapping[str, Mapping[str, list[str]]]
    not_understood: Mapping[str, str] = field(default_factory=dict)

    def of(self, table: str, column: str) -> Sources | None:
        return self.sources.get(table, {}).get(column)

    @property
    def share_resolved(self) -> float:
        every = [sources.is_resolved for columns in self.sources.values() for sources in columns.values()]
        return sum(every) / len(every)


def lineage_of(models: Models) -> ColumnLineage:
    """Asks for every column of every model that dbt describes, but not for those that decide which cells are hidden."""
    from dagster_project.column_lineage.models import table_of

    graph = models.graph
    described = {
        table_of(node): list(node["columns"])
        for node in models.manifest["nodes"].values()
        if node["resource_type"] == "model" and node["columns"] and node["schema"] != "disclosure"
    }
    return ColumnLineage(
        {table: {name: graph.sources(table, name) for name in columns} for table, columns in described.items()},
        {
            table: {
                name: sorted(cell for cell in origin.values if cell[1] != EVERY_ROW) for name, origin in found.items()
            }
            for table, found in graph.origins.items()
        },
        {
            table: {other: sorted(columns) for other, columns in sorted(tables.items())}
            for table, tables in models.compared.items()
        },
        models.not_understood,
    )


@cache
def _version() -> str:
    """Asked for once a column: files do not change under a run."""
    return digest([Path(__file__).parent])


def _path() -> Path:
    return manifest_folder() / f"column_lineage.{_version()}.json"


def _write(path: Path, found: ColumnLineage) -> None:
    """Names once, columns as numbers of names: a thousand columns have the same hundred sources."""
    names = sorted(
        {name for columns in found.sources.values() for each in columns.values() for name in each.values | each.rows}
    )
    place = {name: number for number, name in enumerate(names)}

    def numbers(chosen: frozenset[str]) -> list[int]:
        return sorted(place[name] for name in chosen)

    sources = {
        table: {name: [numbers(each.values), numbers(each.rows), each.is_resolved] for name, each in columns.items()}
        for table, columns in found.sources.items()
    }
    told = {"direct": found.direct, "compared": found.compared, "not_understood": found.not_understood}
    text = json.dumps({"names": names, "sources": sources, **told})
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _read(path: Path) -> ColumnLineage:
    stored = json.loads(path.read_bytes())
    names = stored["names"]

    def named(numbers: list[int]) -> frozenset[str]:
        return frozenset(names[number] for number in numbers)

    sources = {
        table: {
            name: Sources(named(values), named(rows), resolved) for name, (values, rows, resolved) in columns.items()
        }
        for table, columns in stored["sources"].items()
    }
    direct = {
        table: {name: [(parent, column) for parent, column in cells] for name, cells in columns.items()}
        for table, columns in stored["direct"].items()
    }
    return ColumnLineage(sources, direct, stored["compared"], stored["not_understood"])


@cache
def _cached(path: Path) -> ColumnLineage:
    if not path.exists():  # who reads what is made needs none of the libraries that make it
        from dagster_project.column_lineage.compiled import compiled
        from dagster_project.column_lineage.models import Models

        _write(path, lineage_of(Models(manifest(), compiled())))
    return _read(path)


def column_lineage() -> ColumnLineage:
    """Of the models as they are now; takes seconds when the models are new, else a moment."""
    return _cached(_path())


def lineage_if_made() -> ColumnLineage | None:
    """The same, or None where it would have to be made: for who can do without."""
    return _cached(_path()) if _path().exists() else None
