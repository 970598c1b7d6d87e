"""A published table as an Excel workbook, written row by row: definitions on a sheet of their own, then the rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from dagster_project.exports.definitions import HEADER, rows_of
from dagster_project.exports.publication import Column, Publication, Table
from dagster_project.exports.sheet_cells import Formats, write_cell

SHEET_ROWS = 1_048_576  # what a sheet of Excel holds, the header among them
_FETCHED = 10_000
_HIDDEN = "suppressed_measures"
_WIDEST, _NARROWEST = 50, 10
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_READING = (
    "Skraveret tom celle: skjult, så børn ikke kan genkendes. Tom celle uden skravering: tallet mangler. 0 er 0. "
    "Kolonnerne is_suppressed og suppressed_measures siger det samme, så der kan filtreres på det. Talkolonner rummer "
    "kun tal, så de kan summeres og bruges i pivottabeller; en sum over en skjult celle er for lille.",
    "Hatched empty cell: hidden, so that no child can be recognised. Empty cell without hatching: the figure is "
    "missing. 0 is 0. The columns is_suppressed and suppressed_measures say the same, to filter by. Columns of numbers "
    "hold numbers only, so that they can be summed and pivoted; a sum over a hidden cell is too small.",
)


def _widths(publication: Publication, table: Table) -> list[int]:
    """Wide enough for the longest text or the name, within reason."""
    texts = [f'max(length("{c.name}"))' if c.type == "string" else "0" for c in table.columns]
    longest = publication.connection.execute(f"select {', '.join(texts)} from ({table.query})").fetchone() or ()
    named = [max(len(c.name) + 3, found or 0) for c, found in zip(table.columns, longest, strict=True)]
    return [min(max(width, _NARROWEST), _WIDEST) for width in named]


def _rows(publication: Publication, table: Table) -> Iterator[tuple[Any, ...]]:
    cursor = publication.connection.execute(table.query)
    while found := cursor.fetchmany(_FETCHED):
        yield from found


def _definitions(book: xlsxwriter.Workbook, publication: Publication, table: Table, formats: Formats) -> None:
    sheet = book.add_worksheet("definitioner · definitions")
    about = [
        ("tabel · table", table.name),
        ("", table.description),
        ("udgivelse · release", publication.release),
        ("opgjort pr. · as of", publication.as_of),
        *(("sådan læses arket · how to read", text) for text in _READING),
    ]
    for column, width in enumerate((18, 28, 28, 28, 70, 22, 8, 40, 18, 12)):
        sheet.set_column(column, column, width)
    for row, (name, text) in enumerate(about):
        sheet.write_string(row, 0, name, formats.header)
        sheet.write_string(row, 1, text, formats.text)
    for row, line in enumerate([HEADER, *rows_of(publication, table)], len(about) + 1):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, formats.header if row == len(about) + 1 else formats.text)


def _sheet(
    book: xlsxwriter.Workbook, name: str, columns: tuple[Column, ...], widths: list[int], formats: Formats
) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column.name, formats.header)
    return sheet


def _pieces(rows: Iterator[tuple[Any, ...]], size: int) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows in pieces of `size`, each read before the next begins; one empty piece where there is no row."""
    first = next(rows, None)
    if first is None:
        yield iter(())
    while first is not None:
        yield chain((first,), islice(rows, size - 1))
        first = next(rows, None)


def write_workbook(publication: Publication, table: Table, path: Path, sheet_rows: int = SHEET_ROWS) -> None:
    """More rows than a sheet holds go on in further sheets with the same header."""
    widths = _widths(publication, table)
    names = [column.name for column in table.columns]
    suppressed = names.index(_HIDDEN) if _HIDDEN in names else None
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        formats = Formats(book)
        _definitions(book, publication, table, formats)
        for number, piece in enumerate(_pieces(_rows(publication, table), sheet_rows - 1), 1):
            sheet = _sheet(book, "data" if number == 1 else f"data {number}", table.columns, widths, formats)
            if number == 1:
                sheet.activate()
            last = 0
            for last, row in enumerate(piece, 1):
                hidden = (row[suppressed] or ()) if suppressed is not None else ()
                for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                    write_cell(sheet, (last, place), column, value, formats, hidden=column.name in hidden)
            sheet.autofilter(0, 0, last, len(names) - 1)
