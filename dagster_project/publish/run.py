"""One publication: everything is written and verified beside the old, and then put in place."""

from __future__ import annotations

import json
from dataclasses import dataclass

import duckdb

from dagster_project.outcomes import Progress
from dagster_project.publish.database import Counts, fsync, row_total, write_database
from dagster_project.publish.folder import recover, replace_folder, write_folder
from dagster_project.publish.governance import write_governance
from dagster_project.publish.release import in_database, is_published, release_id
from dagster_project.revisions import put_in_force, record
from dagster_project.settings import Settings
from dagster_project.sign_off import head_of
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.state import last_build


class NothingToPublishError(RuntimeError):
    """There is no complete build: what readers have stays as it is."""


@dataclass(frozen=True)
class Published:
    """What readers have now; `new` is false when they already had it."""

    tables: int
    rows: int
    new: bool


def _already_there(settings: Settings) -> Published:
    listed = json.loads((settings.published / "manifest.json").read_text(encoding="utf-8"))["tables"]
    return Published(len(listed), sum(table["rows"] for table in listed), new=False)


def publish(settings: Settings, *, progress: Progress) -> Published:
    """Gives readers the last complete build. A crash at any line leaves them a whole database and a whole folder.

    Both carry the release they belong to; a crash between the two steps leaves them one apart until the next run.
    """
    build = last_build(settings)
    if build is None:
        raise NothingToPublishError("the working file holds no complete build; run the nightly job first")
    recover(settings.published)
    put_in_force(settings, in_database(settings))
    release, head = release_id(settings, build), head_of(settings)
    if is_published(settings, release, head):
        progress("publish: readers already have this")
        return _already_there(settings)

    def add(connection: duckdb.DuckDBPyConnection) -> Counts:
        record(connection, settings, release, build, progress=progress)
        return write_governance(connection, settings, release, build.state.id, head)

    built = published_nodes(manifest(), risk_model=build.state.risk_model)
    tables = [table for table in built.values() if str(table) not in build.left_out]
    beside = settings.database.with_name(settings.database.name + ".tmp")
    counts = write_database(settings, beside, tables, add, progress)
    folder = write_folder(
        beside, settings.published, [table for table in tables if table.schema == "published"], release, str(head)
    )
    beside.chmod(0o640)  # core and marts are for analysts; everyone else has the folder
    beside.replace(settings.database)
    fsync(settings.out)
    replace_folder(folder, settings.published)
    fsync(settings.out)
    put_in_force(settings, release)
    progress(f"publish: release {release} in place")
    return Published(len(counts), row_total(counts), new=True)
