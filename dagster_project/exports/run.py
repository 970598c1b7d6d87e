"""The export: every file is written beside its place first, and then all are put there."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

from dagster_project.exports.csv_file import DIALECTS, write_definitions, write_table
from dagster_project.exports.publication import Publication, Table, open_publication
from dagster_project.exports.workbook import write_workbook

FORMATS = ("xlsx", "csv")


class UnknownTableError(LookupError):
    """A table was asked for that is not published."""


def _chosen(publication: Publication, names: Collection[str]) -> list[Table]:
    if missing := sorted(set(names) - publication.tables.keys()):
        known = ", ".join(sorted(publication.tables))
        raise UnknownTableError(f"not published: {', '.join(missing)}; there are {known}")
    return [table for name, table in sorted(publication.tables.items()) if not names or name in names]


def _write(publication: Publication, tables: list[Table], folder: Path, formats: Collection[str], dialect: str) -> None:
    for table in tables:
        if "xlsx" in formats:
            write_workbook(publication, table, folder / f"{table.name}.xlsx")
        if "csv" in formats:
            write_table(publication, table, folder / f"{table.name}.csv", DIALECTS[dialect])
    if "csv" in formats:
        write_definitions(publication, tables, folder / "definitions.csv", DIALECTS[dialect])


def export(
    published: Path,
    to: Path,
    names: Collection[str] = (),
    formats: Collection[str] = FORMATS,
    dialect: str = "danish",
) -> list[Path]:
    """Writes the tables named, or all, into `to`; other files there are left alone. Returns what was written.

    Raises UnknownTableError and NothingPublishedError before a file is touched.
    """
    with open_publication(published) as publication:
        tables = _chosen(publication, names)
        to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".exports.", dir=to) as made:
            _write(publication, tables, Path(made), formats, dialect)
            paths = sorted(Path(made).iterdir())
            return [path.replace(to / path.name) for path in paths]
