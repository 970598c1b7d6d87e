"""One release as everyone has it: the readers' file held open, and what datapackage.json says of its tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.publish.data_package import DATA_PACKAGE
from dagster_project.publish.readers import READERS_FILE

_TRIES = 3  # a publication that comes between the two reads is met once, not three times


class NothingPublishedError(RuntimeError):
    """The folder holds no release, or not one whose description fits its database."""


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    unit: str | None
    label_da: str
    label_en: str
    description: str


@dataclass(frozen=True)
class Table:
    name: str
    description: str
    sources: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def query(self) -> str:
        """All rows, in the order of the key, so that two exports of one release are alike."""
        order = f" order by {', '.join(self.key)}" if self.key else ""
        return f'select * from published."{self.name}"{order}'


@dataclass(frozen=True)
class Publication:
    release: str
    as_of: str
    description: str
    tables: dict[str, Table]
    connection: duckdb.DuckDBPyConnection


def _column(field: dict[str, Any]) -> Column:
    words = (field.get(name, "") for name in ("labelDa", "labelEn", "description"))
    return Column(field["name"], field["type"], field.get("unit"), *words)


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    sources = tuple(source["title"] for source in resource.get("sources", ()))
    columns = tuple(_column(field) for field in schema["fields"])
    key = tuple(schema.get("primaryKey", ()))
    return Table(resource["name"], resource.get("description", ""), sources, key, columns)


@contextmanager
def open_publication(folder: Path) -> Iterator[Publication]:
    """The release in `folder`; one that is published meanwhile is the next reader's. Raises NothingPublishedError."""
    for _ in range(_TRIES):
        try:
            package = json.loads((folder / DATA_PACKAGE).read_text(encoding="utf-8"))
            connection = duckdb.connect(str(folder / READERS_FILE), read_only=True)
        except (OSError, duckdb.IOException) as error:
            raise NothingPublishedError(f"nothing is published in {folder}; `plads run` publishes") from error
        with closing(connection):
            (release,) = connection.execute("select release from governance.release").fetchone() or (None,)
            if release == package["version"]:
                tables = {
                    one["name"]: _table(one) for one in package["resources"] if one["databaseSchema"] == "published"
                }
                yield Publication(package["version"], package["asOf"], package["description"], tables, connection)
                return
    raise NothingPublishedError(f"the database and {DATA_PACKAGE} in {folder} are of different releases")
