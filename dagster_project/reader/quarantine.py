"""Rows set aside: where they stood, which column and rule, what class of value, and the raw row for who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.reader.csv_file import RaggedRow
from dagster_project.reader.faults import Fault

FIRST_DATA_ROW = 2  # the header is row 1, as an editor shows it


@dataclass(frozen=True)
class FaultCount:
    """How many rows of a load one rule set aside; a row with two faults is counted under both."""

    column: str
    rule: str
    description_da: str
    description_en: str
    rows: int
    first_row: int


def _value_class(value: str) -> str:
    """What kind of text stands there, never the text."""
    return (
        f"case when {value} is null then 'empty' "
        f"when regexp_full_match({value}, '[0-9]+') then 'digits (' || length({value}) || ')' "
        f"when regexp_full_match({value}, '[+-]?[0-9]+[.,][0-9]+') then 'decimal number' "
        f"when regexp_full_match({value}, '-[0-9]+') then 'negative number' "
        f"when regexp_full_match({value}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') then 'date yyyy-mm-dd' "
        f"when regexp_full_match({value}, '[0-9]{{2}}-[0-9]{{2}}-[0-9]{{4}}') then 'date dd-mm-yyyy' "
        f"when regexp_full_match({value}, '[[:alpha:]]+') then 'letters (' || length({value}) || ')' "
        f"else 'mixed (' || length({value}) || ')' end"
    )


def _rows(typed: Path) -> str:
    return f"read_parquet({literal(str(typed))}, file_row_number=true)"


def mark_duplicates(con: duckdb.DuckDBPyConnection, typed: Path, key: Sequence[str]) -> int:
    """Makes table `duplicates` (row) of good rows that repeat an earlier good row's key; null equals null."""
    columns = ", ".join(key)
    good = f"(select {columns}, file_row_number from {_rows(typed)} where _faults is null)"
    repeated = f"(select {columns} from {good} group by {columns} having count(*) > 1)"
    con.execute("create or replace temp table duplicates (file_row_number bigint)")
    # Equal keys have equal hashes, and numbers are grouped much faster than the keys themselves.
    suspect = f"select 1 from (select hash({columns}) as key_hash from {good}) group by key_hash having count(*) > 1"
    if not con.execute(f"{suspect} limit 1").fetchone():
        return 0
    same = " and ".join(f"good.{name} is not distinct from repeated.{name}" for name in key)
    within = ", ".join(f"good.{name}" for name in key)
    con.execute(
        f"insert into duplicates select file_row_number from (select good.file_row_number, "
        f"row_number() over (partition by {within} order by good.file_row_number) as place "
        f"from {good} as good join {repeated} as repeated on {same}) where place > 1"
    )
    counted = con.execute("select count(*) from duplicates").fetchone()
    return int(counted[0]) if counted else 0


def _fill_tables(
    con: duckdb.DuckDBPyConnection, contract: Contract, faults: Sequence[Fault], ragged: Sequence[RaggedRow]
) -> None:
    con.execute(
        "create or replace temp table fault "
        "(number integer, place integer, column_name varchar, rule varchar, early boolean)"
    )
    con.execute("create or replace temp table ragged (file_row bigint, rule varchar, line varchar, place bigint)")
    numbered = [[n, contract.names.index(f.column) + 1, f.column, f.rule, f.early] for n, f in enumerate(faults)]
    # The n-th unparsed row stands before every parsed row whose place is at least its own row less those before it.
    placed = [[row.row, row.kind, row.line, row.row - FIRST_DATA_ROW - n] for n, row in enumerate(ragged)]
    for table, rows in (("fault", numbered), ("ragged", placed)):
        if rows:
            con.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)


def write_quarantine(
    con: duckdb.DuckDBPyConnection,
    typed: Path,
    contract: Contract,
    faults: Sequence[Fault],
    ragged: Sequence[RaggedRow],
    *,
    load_id: str,
    target: Path,
) -> list[FaultCount]:
    """Writes one row per row and fault to `target`, with the raw row, and returns the counts by column and rule."""
    _fill_tables(con, contract, faults, ragged)
    as_text = ", ".join(f"cast({name} as varchar)" for name in contract.names)
    file_row = (
        f"file_row_number + {FIRST_DATA_ROW} + (select count(*) from ragged where ragged.place <= file_row_number)"
    )
    con.execute(
        f"copy (select {literal(load_id)} as load_id, * from ("
        f"select {file_row} as file_row, column_name, rule, early, "
        f"{_value_class('_raw[place]')} as value_class, _raw as raw "
        f"from (select file_row_number, _raw, unnest(_faults) as number from {_rows(typed)} where _faults is not null) "
        f"join fault using (number) union all "
        f"select {file_row}, '(key)', 'duplicate_key', false, 'repeated key', [{as_text}] "
        f"from {_rows(typed)} semi join duplicates using (file_row_number) union all "
        f"select file_row, '(row)', rule, false, 'unparsed row', [line] from ragged) order by file_row"
        f") to {literal(str(target))} (format parquet, compression zstd)"
    )
    texts = {(f.column, f.rule): (f.description_da, f.description_en) for f in faults}
    texts["(key)", "duplicate_key"] = ("nøglen er set før i filen", "the key was seen earlier in the file")
    counted = con.execute(
        f"select column_name, rule, count(distinct file_row), min(file_row) "
        f"from read_parquet({literal(str(target))}) group by all order by all"
    ).fetchall()
    broken = (
        "rækken har et forkert antal felter eller anførselstegn",
        "the row has a wrong number of fields or quotes",
    )
    return [FaultCount(c, r, *texts.get((c, r), broken), int(n), int(first)) for c, r, n, first in counted]
