"""Rows set aside: where they stood, which column and rule, what class of value, and the raw row for who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.reader.faults import Fault
from dagster_project.reader.relation import literal

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


def mark_duplicates(con: duckdb.DuckDBPyConnection, typed: Path, key: Sequence[str]) -> int:
    """Makes table `duplicates` (row) of good rows that repeat an earlier good row's key; null equals null."""
    columns = ", ".join(key)
    good = f"(select {columns}, file_row_number from read_parquet({literal(str(typed))}, file_row_number=true) where _faults is null)"
    con.execute("drop table if exists duplicates")
    con.execute("create temp table duplicates (file_row_number bigint)")
    repeated = con.execute(f"select count(*) from (select 1 from {good} group by {columns} having count(*) > 1)").fetchone()
    if repeated and repeated[0]:
        same = " and ".join(f"good.{name} is not distinct from repeated.{name}" for name in key)
        con.execute(
            f"insert into duplicates select file_row_number from ("
            f"select good.file_row_number, row_number() over (partition by {', '.join('good.' + n for n in key)} "
            f"order by good.file_row_number) as place from {good} as good "
            f"join (select {columns} from {good} group by {columns} having count(*) > 1) as repeated on {same}) where place > 1"
        )
    counted = con.execute("select count(*) from duplicates").fetchone()
    return int(counted[0]) if counted else 0


def _file_row(ragged: Sequence[tuple[int, str]]) -> str:
    """Place among the parsed rows → row in the file: rows that could not be parsed stand between them."""
    if not ragged:
        return f"file_row_number + {FIRST_DATA_ROW}"
    # The n-th unparsed row (by file row r) lies before every parsed row whose place is at least r - first - n.
    places = ", ".join(str(row - FIRST_DATA_ROW - number) for number, (row, _) in enumerate(ragged))
    return f"file_row_number + {FIRST_DATA_ROW} + len(list_filter([{places}], lambda p: p <= file_row_number))"


def write_quarantine(
    con: duckdb.DuckDBPyConnection,
    typed: Path,
    contract: Contract,
    faults: Sequence[Fault],
    ragged: Sequence[tuple[int, str]],
    *,
    load_id: str,
    target: Path,
) -> list[FaultCount]:
    """Writes one row per row and fault to `target` and returns the counts by column and rule."""
    con.execute("create or replace temp table fault (number integer, place integer, column_name varchar, rule varchar, counts boolean)")
    if faults:
        con.executemany(
            "insert into fault values (?, ?, ?, ?, ?)",
            [[n, contract.names.index(f.column) + 1, f.column, f.rule, f.counts] for n, f in enumerate(faults)],
        )
    con.execute("create or replace temp table ragged (file_row bigint, rule varchar)")
    if ragged:
        con.executemany("insert into ragged values (?, ?)", [list(row) for row in ragged])
    source, row = f"read_parquet({literal(str(typed))}, file_row_number=true)", _file_row(ragged)
    con.execute(
        f"copy (select {literal(load_id)} as load_id, * from ("
        f"select {row} as file_row, column_name, rule, counts, {_value_class('_raw[place]')} as value_class, _raw as raw "
        f"from (select file_row_number, _raw, unnest(_faults) as number from {source} where _faults is not null) "
        f"join fault using (number) union all "
        f"select {row}, '(key)', 'duplicate_key', true, 'repeated key', null from duplicates union all "
        f"select file_row, '(row)', rule, true, 'wrong number of fields', null from ragged) order by file_row"
        f") to {literal(str(target))} (format parquet, compression zstd)"
    )
    texts = {(f.column, f.rule): (f.description_da, f.description_en) for f in faults}
    texts[("(key)", "duplicate_key")] = ("nøglen er set før i filen", "the key was seen earlier in the file")
    counted = con.execute(
        f"select column_name, rule, count(distinct file_row), min(file_row) from read_parquet({literal(str(target))}) group by all order by all"
    ).fetchall()
    ragged_text = ("rækken har et forkert antal felter", "the row has the wrong number of fields")
    return [FaultCount(c, r, *texts.get((c, r), ragged_text), int(n), int(first)) for c, r, n, first in counted]
