"""Reads every file of a source into one typed Parquet file, files of the same dialect in one scan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import duckdb

from benchmarks.floor.columns import duckdb_type
from benchmarks.floor.files import Dialect, File


def _list(paths: Iterable[Path]) -> str:
    return "[" + ", ".join(f"'{path}'" for path in paths) + "]"


def rows_of(rows: Iterable[Iterable[object]]) -> str:
    """Rows as SQL: parameters would have DuckDB import pandas, which takes longer than any source of scale demo."""
    literals = (
        ", ".join("null" if value in (None, "") else "'" + str(value).replace("'", "''") + "'" for value in row)
        for row in rows
    )
    return ", ".join(f"({literal})" for literal in literals)


def _csv_scan(source: str, dialect: Dialect, paths: list[Path]) -> str:
    columns = ", ".join(f"'{name}': '{duckdb_type(source, name)}'" for name in dialect.header)
    # ignore_errors: the example world has a few values that can't be typed; their rows are left out, and nobody is told
    return (
        f"select * from read_csv({_list(paths)}, auto_detect = false, header = true, delim = ';', quote = '\"', "
        f"escape = '\"', encoding = '{dialect.encoding}', decimal_separator = '{dialect.decimal}', "
        f"dateformat = '{dialect.date_format}', columns = {{{columns}}}, filename = true, ignore_errors = true)"
    )


def _excel_scan(con: duckdb.DuckDBPyConnection, file: File) -> str:
    """A workbook of a few hundred rows, by way of a temporary table."""
    from python_calamine import CalamineWorkbook

    header, *rows = CalamineWorkbook.from_path(str(file.path)).get_sheet_by_index(0).to_python()
    names = [str(name).lower() for name in header]
    columns = ", ".join(f"{name} {duckdb_type(file.source, name)}" for name in names)
    con.execute(f"create temp table workbook ({columns}, filename varchar)")
    con.execute(f"insert into workbook values {rows_of([*row, file.path] for row in rows)}")
    return "select * from workbook"


def read_source(con: duckdb.DuckDBPyConnection, source: str, files: list[File], folder: Path) -> int:
    """Makes a view of the source's name over its typed rows and gives their number.

    Parquet, because it is the cheapest of the ways to keep typed rows: a DuckDB table of the same rows takes half as
    long again, and reading the CSV files anew for every mart takes longer than that.
    """
    dialects: dict[Dialect, list[Path]] = defaultdict(list)
    for file in files:
        if file.form == "csv":
            dialects[Dialect.of(file.path)].append(file.path)
    scans = [_csv_scan(source, dialect, paths) for dialect, paths in dialects.items()]
    parquet = [file.path for file in files if file.form == "parquet"]
    if parquet:
        scans.append(f"select * from read_parquet({_list(parquet)}, filename = true)")
    scans += [_excel_scan(con, file) for file in files if file.form == "xlsx"]
    typed = folder / f"{source}.parquet"
    copied = con.execute(f"copy ({' union all by name '.join(scans)}) to '{typed}'").fetchall()
    con.execute("drop table if exists workbook")
    con.execute(f"create view {source} as from read_parquet('{typed}')")
    return int(copied[0][0])
