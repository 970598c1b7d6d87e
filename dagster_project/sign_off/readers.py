"""What readers have, looked at again: one fingerprint per published table of each of its three copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.revisions.fingerprint import fingerprints
from dagster_project.settings import Settings

_READERS_FILE = "plads_published.duckdb"
_SCHEMA = "published"
Prints = dict[str, str]


@dataclass(frozen=True)
class Copy:
    """One of the places where readers have the published tables, and the release that it says it is."""

    da: str
    en: str
    release: str
    path: Path

    def prints(self) -> Prints:
        """Table → fingerprint. Raises duckdb.Error where it cannot be read."""
        return _of_folder(self.path) if self.path.is_dir() else _of_database(self.path)


def _of_database(path: Path) -> Prints:
    with duckdb.connect(str(path), read_only=True) as connection:
        (this,) = connection.execute("select current_database()").fetchone() or ("",)
        return {found.table_name: found.fingerprint for found in fingerprints(connection, this, [_SCHEMA])}


def _of_folder(folder: Path) -> Prints:
    with duckdb.connect() as connection:
        connection.execute(f"create schema {_SCHEMA}")
        for path in sorted(folder.glob("*.parquet")):
            read = f"select * from read_parquet({literal(str(path))})"
            connection.execute(f"create view {_SCHEMA}.{quoted(path.stem)} as {read}")
        return {found.table_name: found.fingerprint for found in fingerprints(connection, "memory", [_SCHEMA])}


def release_of(database: Path) -> dict[str, str]:
    """Release, build and data cut of the analysts' database. Raises duckdb.Error where it says none."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("select release, build, as_of from governance.release").fetchone()
    assert found is not None
    return dict(zip(("release", "build", "as_of"), map(str, found), strict=True))


def copies(settings: Settings) -> Iterator[Copy]:
    """Those that are there; a missing one is said by `anchors`."""
    if settings.database.exists():
        yield Copy("den udgivne database", "the published database", release_of(settings.database)["release"],
                   settings.database)  # fmt: skip
    listed = settings.published / "manifest.json"
    if listed.exists():
        release = str(json.loads(listed.read_text(encoding="utf-8"))["release"])
        yield Copy("de udgivne tabeller", "the published tables", release, settings.published)
        if (readers := settings.published / _READERS_FILE).exists():
            yield Copy("læsernes database", "the readers' database", release, readers)
