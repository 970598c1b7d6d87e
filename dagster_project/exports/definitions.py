"""What the columns of an exported table mean: one row a column, labels in both languages."""

from __future__ import annotations

from dagster_project.exports.publication import Publication, Table

HEADER = (
    "table",
    "column",
    "label_da",
    "label_en",
    "description",
    "unit",
    "is_key",
    "source_registers",
    "release",
    "as_of",
)
UNITS = {
    "share": "andel, 0–1 · share, 0–1",
    "DKK": "kr. · DKK",
    "1000 DKK": "1.000 kr. · thousands of DKK",
    "count": "antal · count",
    "number": "tal · number",
}


def rows_of(publication: Publication, table: Table) -> list[tuple[str, ...]]:
    return [
        (
            table.name,
            column.name,
            column.label_da,
            column.label_en,
            column.description,
            UNITS.get(column.unit or "", ""),
            "x" if column.name in table.key else "",
            ", ".join(table.sources),
            publication.release,
            publication.as_of,
        )
        for column in table.columns
    ]
