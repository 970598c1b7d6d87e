"""A workbook read back: numbers are numbers, codes are texts, hidden is not missing, no row is lost."""

from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from dagster_project.exports import export
from dagster_project.exports.publication import Column, open_publication
from dagster_project.exports.sheet_cells import Formats, write_cell
from dagster_project.exports.workbook import OPTIONS, write_workbook
from tests.small_publication import BITING


@pytest.fixture(scope="module")
def folder(published, tmp_path_factory):
    found = tmp_path_factory.mktemp("sheets")
    export(published, found, formats=["xlsx"])
    return found


def cells(folder, table):
    """The rows of the sheet as cells by column name."""
    sheet = openpyxl.load_workbook(folder / f"{table}.xlsx")["data"]
    header, *rows = sheet.iter_rows()
    return [{name.value: cell for name, cell in zip(header, row, strict=True)} for row in rows]


def test_numbers_are_numbers_with_the_format_of_their_unit(folder):
    rates = {row["district"].value: row for row in cells(folder, "segregation_rate")}
    assert (rates["Nord"]["segregation_rate"].value, rates["Nord"]["segregation_rate"].number_format) == (0.05, "0.0%")
    assert rates["Syd"]["segregated"].value == 0
    (balance,) = cells(folder, "budget_balance")
    assert (balance["budget_fixed"].value, balance["budget_fixed"].number_format) == (1234567.5, "#,##0")
    assert (balance["year"].value, balance["year"].number_format) == (2023, "0")


def test_codes_and_texts_stay_texts(folder):
    assert {row["municipality_code"].value for row in cells(folder, "segregation_rate")} == {"101"}
    survey = cells(folder, "staff_survey")
    assert {row["group_value"].value or "" for row in survey} == set(BITING)
    assert "007" in {row["group_value"].value for row in survey}
    assert {cell.data_type for row in survey for cell in row.values()} <= {"s", "n", "b"}


def test_hidden_and_missing_are_both_empty_and_can_be_told_apart(folder):
    rates = {row["district"].value: row for row in cells(folder, "segregation_rate")}
    hidden, missing = rates["Øst"]["segregated"], rates["Syd"]["target_rate"]
    assert (hidden.value, missing.value) == (None, None)
    assert (hidden.fill.patternType, missing.fill.patternType) == ("lightUp", None)
    assert (rates["Øst"]["is_suppressed"].value, rates["Syd"]["is_suppressed"].value) == (True, False)
    assert rates["Øst"]["suppressed_measures"].value == "segregated, segregation_rate"


def test_definitions_are_on_a_sheet_of_their_own(folder):
    book = openpyxl.load_workbook(folder / "segregation_rate.xlsx")
    assert book.sheetnames == ["definitioner · definitions", "data"]
    assert book.active.title == "data"
    texts = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    said = {row[1]: row for row in texts if row[0] == "segregation_rate"}
    assert said["pupils"][2:4] == ["elever", "pupils"]
    assert said["segregation_rate"][5] == "andel, 0–1 · share, 0–1"
    assert {row[1] for row in texts if row[0] == "udgivelse · release"} == {"r1"}
    assert any("skjult" in str(row[1]) for row in texts)
    assert any("hidden" in str(row[1]) for row in texts)


def test_the_header_stays_in_sight_and_every_column_can_be_filtered(folder):
    sheet = openpyxl.load_workbook(folder / "segregation_rate.xlsx")["data"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, sheet.max_column).coordinate}"


@pytest.mark.parametrize(("sheet_rows", "sheets"), [(4, 4), (6, 2), (11, 1), (12, 1)])
def test_rows_that_a_sheet_cannot_hold_go_on_in_the_next(published, tmp_path, sheet_rows, sheets):
    with open_publication(published) as publication:
        table = publication.tables["staff_survey"]
        write_workbook(publication, table, tmp_path / "split.xlsx", sheet_rows)
    data = openpyxl.load_workbook(tmp_path / "split.xlsx").worksheets[1:]
    assert len(data) == sheets
    assert all(sheet.max_row <= sheet_rows and sheet["A1"].value == "municipality_code" for sheet in data)
    assert sum(sheet.max_row - 1 for sheet in data) == len(BITING)


def test_a_date_is_a_date(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "dates.xlsx"), OPTIONS) as book:
        column = Column("counted_on", "date", None, "", "", "")
        write_cell(book.add_worksheet(), (0, 0), column, date(2024, 9, 30), Formats(book), hidden=False)
    cell = openpyxl.load_workbook(tmp_path / "dates.xlsx").active["A1"]
    assert (cell.value, cell.number_format) == (datetime(2024, 9, 30), "yyyy-mm-dd")
