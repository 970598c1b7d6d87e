"""The published tables as Parquet files: a whole new folder, then one exchange of folders."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from dagster_project.publish.data_package import DATA_PACKAGE, Descriptions, PublishedFile
from dagster_project.publish.database import fsync, quoted
from dagster_project.publish.dimensions import open_dimensions
from dagster_project.publish.readers import READERS_FILE, write_readers_file
from dagster_project.warehouse.lineage import Relation

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(first: Path, second: Path) -> None:
    """Two folders take each other's names in one step; raises OSError where the file system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    rename = getattr(libc, "renameat2", None)
    arguments = (_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    if rename is None or rename(*arguments) != 0:
        raise OSError(ctypes.get_errno(), "folders cannot be exchanged here", str(first))


def beside(folder: Path, word: str) -> Path:
    """Where a folder is made that shall take the place of `folder`."""
    return folder.with_name(f".{folder.name}.{word}")


def recover(folder: Path) -> None:
    """Puts back the last good folder if an earlier run died between two renames; removes what it left."""
    old, new = beside(folder, "old"), beside(folder, "new")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for path in (old, new):
        shutil.rmtree(path, ignore_errors=True)


def replace_folder(new: Path, folder: Path) -> None:
    """`new` becomes `folder`. In one step where the file system can; else in two, which `recover` can finish."""
    if not folder.exists():
        new.rename(folder)
        return
    old = beside(folder, "old")
    try:
        exchange(new, folder)
        new.rename(old)
    except OSError:
        folder.rename(old)
        new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _write_table(
    connection: duckdb.DuckDBPyConnection, table: Relation, path: Path, about: dict[str, str]
) -> PublishedFile:
    """The table as Parquet, whose own metadata says what it holds to one who was sent only this file."""
    words = ", ".join(f"{name}: {_literal(text)}" for name, text in about.items())
    target = _literal(str(path))
    connection.execute(f"copy {quoted(table)} to {target} (format parquet, compression zstd, kv_metadata {{{words}}})")
    (rows,) = connection.execute(f"select count(*) from {target}").fetchone() or (0,)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    fsync(path)
    return PublishedFile(table.name, path.name, int(rows), path.stat().st_size, digest)


def _write_dimensions(
    connection: duckdb.DuckDBPyConnection, folder: Path, release: str, said: Descriptions, tables: Iterable[Relation]
) -> list[tuple[Relation, PublishedFile]]:
    """One file each in a folder of its own: whoever reads all files of the outer one gets published tables alone."""
    tables = list(tables)
    found: list[tuple[Relation, PublishedFile]] = []
    if not tables:
        return found
    folder.mkdir()
    for table in tables:
        about = {"release": release, "description": said.table(table)}
        file = _write_table(connection, table, folder / f"{table.name}.parquet", about)
        found.append((table, replace(file, name=f"{folder.name}/{file.name}")))
    fsync(folder)
    return found


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    fsync(path)


def write_folder(database: Path, folder: Path, tables: Iterable[Relation], release: str, sign_off: str) -> Path:
    """One Parquet file a table, the readers' database and what describes them, in a folder not yet in place.

    Everything comes from the verified database, so all are of one release; everyone may read them.
    `sign_off` says where the chain of sign-offs ended: a log that somebody cut short is seen by it.
    """
    new = beside(folder, "new")
    new.mkdir(parents=True)
    tables = list(tables)
    resources, listed = [], []
    with duckdb.connect(str(database), read_only=True) as connection:
        said = Descriptions(connection)
        for table in tables:
            schema = json.dumps(said.schema(table), ensure_ascii=False)
            about = {"release": release, "description": said.table(table), "table_schema": schema}
            file = _write_table(connection, table, new / f"{table.name}.parquet", about)
            resources.append(said.resource(table, file))
            sizes = {"rows": file.rows, "bytes": file.size, "sha256": file.sha256}
            listed.append({"table": table.name, "file": file.name, **sizes})
        dimensions = open_dimensions(connection)
        for table, file in _write_dimensions(connection, new / "dimensions", release, said, dimensions):
            resources.append(said.resource(table, file))
        _write_json(new / DATA_PACKAGE, said.package(resources))
    readers = write_readers_file(database, new / READERS_FILE, [*tables, *dimensions])
    about_database = {"file": READERS_FILE, "bytes": readers.stat().st_size}
    _write_json(
        new / "manifest.json",
        {"release": release, "sign_off": sign_off, "database": about_database, "tables": listed},
    )
    for path in new.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    new.chmod(0o755)
    fsync(new)
    return new
