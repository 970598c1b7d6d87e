"""What comments say: first Danish, then English, then the description."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from dagster_project.passports.figure import questions
from dagster_project.publish.keys import Declared
from dagster_project.publish.words import column_words, table_words
from dagster_project.warehouse.lineage import Relation


def _joined(da: str | None, en: str | None, description: str | None) -> str | None:
    label = " · ".join(dict.fromkeys(word for word in (da, en) if word))
    return " – ".join(part for part in (label, " ".join((description or "").split())) if part) or None


def table_comment(table: Relation, declared: Declared | None) -> str | None:
    """A published table says which question it answers; one of the star what its rows are."""
    if table.schema == "governance":
        said = table_words(table.schema, table.name)
        return _joined(said.get("da"), said.get("en"), None)
    if declared is None:
        return None
    if table.schema == "published" and table.name in questions():
        asked = questions()[table.name]
        return _joined(asked.da, asked.en, declared.description)
    words = table_words(table.schema, table.name)
    return _joined(words.get("da"), words.get("en"), declared.description)


@dataclass(frozen=True)
class Catalogue:
    """The catalogue in the file: of every column its labels and its description."""

    rows: dict[tuple[str, str, str], tuple[str | None, str | None, str | None]]

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection) -> Catalogue:
        found = connection.execute(
            "select table_schema, table_name, column_name, label_da, label_en, description from governance.catalogue"
        ).fetchall()
        return cls({(schema, table, column): tuple(said) for schema, table, column, *said in found})

    def comment(self, table: Relation, column: str) -> str | None:
        if table.schema == "governance":
            said = column_words(table.schema, table.name, column)
            return _joined(said.get("da"), said.get("en"), None)
        da, en, description = self.rows.get((table.schema, table.name, column), (None, None, None))
        return _joined(da, en, description)
