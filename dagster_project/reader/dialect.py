"""How a file writes numbers and dates: found per file from its first rows, held against all of them later."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

import duckdb

from dagster_project.contracts.model import Contract, Kind
from dagster_project.contracts.sql import name as quoted
from dagster_project.reader.relation import Relation

_SAMPLE_ROWS = 4_000
DateForm = Literal["yyyy-mm-dd", "dd-mm-yyyy"]
DecimalMark = Literal[",", "."]

DATE_PATTERN: dict[DateForm, str] = {
    "yyyy-mm-dd": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "dd-mm-yyyy": r"[0-9]{2}-[0-9]{2}-[0-9]{4}",
}
DATE_FORMAT: dict[DateForm, str] = {"yyyy-mm-dd": "%Y-%m-%d", "dd-mm-yyyy": "%d-%m-%Y"}
NUMBER_PATTERN: dict[DecimalMark, str] = {",": r"[+-]?[0-9]+(,[0-9]+)?", ".": r"[+-]?[0-9]+(\.[0-9]+)?"}
FRACTION_PATTERN: dict[DecimalMark, str] = {",": r"[+-]?[0-9]+,[0-9]+", ".": r"[+-]?[0-9]+\.[0-9]+"}
# Both spellings of an open end are met in files of either date form, and say nothing about the form.
OPEN_ENDS = "('9999-12-31', '31-12-9999')"
OTHER_DATE: dict[DateForm, DateForm] = {"yyyy-mm-dd": "dd-mm-yyyy", "dd-mm-yyyy": "yyyy-mm-dd"}
OTHER_MARK: dict[DecimalMark, DecimalMark] = {",": ".", ".": ","}


@dataclass(frozen=True)
class Dialect:
    date_form: DateForm = "yyyy-mm-dd"
    decimal_mark: DecimalMark = "."

    def record(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


def _texts(relation: Relation, contract: Contract, kind: Kind) -> list[str]:
    return [
        quoted(relation.header.matched[column.name])
        for column in contract.columns
        if column.kind == kind and column.name in relation.header.matched and relation.is_text(column.name)
    ]


def _hits(columns: list[str], pattern: str) -> str:
    """Aggregate that counts values of the columns which match the whole pattern; open ends are no evidence."""
    tests = [
        f"count(*) filter (regexp_full_match({column}, '{pattern}') and {column} not in {OPEN_ENDS})"
        for column in columns
    ]
    return " + ".join(tests) or "0"


def detect(con: duckdb.DuckDBPyConnection, relation: Relation, contract: Contract) -> Dialect:
    """The form that most values of the first rows have; the first of each pair where none decides."""
    dates, numbers = _texts(relation, contract, "date"), _texts(relation, contract, "num")
    if not dates and not numbers:
        return Dialect()
    row = con.execute(
        f"select {_hits(dates, DATE_PATTERN['yyyy-mm-dd'])}, {_hits(dates, DATE_PATTERN['dd-mm-yyyy'])}, "
        f"{_hits(numbers, FRACTION_PATTERN['.'])}, {_hits(numbers, FRACTION_PATTERN[','])} "
        f"from (select * from {relation.sql} limit {_SAMPLE_ROWS})"
    ).fetchone()
    assert row is not None
    iso, danish, point, comma = row
    return Dialect("dd-mm-yyyy" if danish > iso else "yyyy-mm-dd", "," if comma > point else ".")
