"""A file as something DuckDB can select from: a relation with raw columns, whatever the format was."""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb

from dagster_project.reader.header import Header

REJECTS = "plads_rejects"
# Packs a little less than zstd and writes a register in half the time. Columns that hold more values than the limit,
# person numbers above all, would only be sorted into a dictionary to find that it does not pay.
TYPED_FILE = "(format parquet, compression snappy, dictionary_size_limit 1000, write_bloom_filter false)"


@dataclass(frozen=True)
class Relation:
    """`sql` selects from the file; `types` are DuckDB's names of the raw types by delivered column."""

    sql: str
    header: Header
    types: dict[str, str]
    encoding: str
    empty_is_null: bool = False  # empty text has become NULL already
    records: int | None = None  # data rows that the bytes hold, where they can be counted without parsing
    numbers_in_text: frozenset[str] = field(default_factory=frozenset)  # raw columns with a companion flag

    def is_text(self, column: str) -> bool:
        """True when the contract column arrives as text, so that its dialect matters."""
        kind = self.types[self.header.matched[column]]
        return kind == "VARCHAR" or kind.startswith("ENUM")


def numbers_flag(name: str) -> str:
    """Name of the companion column that says a cell held a number where text was promised."""
    return f"{name}\x01number"


def describe(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, str]:
    """Column name → DuckDB type of a relation."""
    return {name: kind for name, kind, *_ in con.execute(f"describe select * from {sql}").fetchall()}
