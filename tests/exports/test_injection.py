"""Whatever a text says, a spreadsheet shows it and does nothing."""

import io

import duckdb
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from dagster_project.exports.injection import restored, safe_sql
from dagster_project.exports.publication import Column
from dagster_project.exports.sheet_cells import Formats, shown, write_cell
from dagster_project.exports.workbook import OPTIONS

SIGNS = "=+-@\t\r\n＝＋－＠"
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STARTS = [*SIGNS, "'=", "''@", "'", "_x000d_", "_xABCD_", "https://"]
BITING = st.builds(str.__add__, st.sampled_from(STARTS), ANYTHING)
TEXTS = st.lists(ANYTHING | BITING, min_size=1, max_size=40)
TEXT = Column("comment", "string", None, "", "", "")
PREFIXED = {"=1+1": "'=1+1", "'=x": "''=x", "a=b": "a=b", "'a": "'a", "": ""}


def safe(texts: list[str]) -> list[str]:
    sql = f"select {safe_sql('t')} from (select unnest(?) as t)"
    return [text for (text,) in duckdb.execute(sql, [texts]).fetchall()]


def cells_of(texts: list[str]):
    """The texts as Excel's file holds them, read by another library."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        sheet, formats = book.add_worksheet(), Formats(book)
        for row, text in enumerate(texts):
            write_cell(sheet, (row, 0), TEXT, text, formats, hidden=False)
    sheet = openpyxl.load_workbook(content).active
    return [sheet.cell(row, 1) for row in range(1, len(texts) + 1)]


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_csv_file_begins_with_a_sign_that_bites(texts):
    written = safe(texts)
    assert not [text for text in written if text.startswith(tuple(SIGNS))]
    assert [restored(text) for text in written] == texts


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_text_in_a_sheet_is_the_same_text_and_no_formula(texts):
    for text, cell in zip(texts, cells_of(texts), strict=True):
        if text:
            assert cell.data_type == "s"
            assert unescape(cell.value) == shown(text)  # the file writes _x005F_ for a _ that begins a code of Excel's
            assert cell.quotePrefix
        assert cell.data_type != "f"
        assert cell.hyperlink is None


def test_only_what_bites_is_prefixed():
    assert safe(list(PREFIXED)) == list(PREFIXED.values())


def test_without_the_care_the_test_would_see_a_formula():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write(0, 0, "=1+1")
    assert openpyxl.load_workbook(content).active["A1"].data_type == "f"


@pytest.mark.parametrize(
    ("text", "expected"), [("=1+1\tø\n_x0041_", "=1+1\tø\n_x0041_"), ("a\r\nb\rc\x00", "a\nb\nc\ufffd")]
)
def test_only_what_no_cell_can_show_is_changed(text, expected):
    assert shown(text) == expected


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    (cell,) = cells_of(["x" * 40_000])
    assert len(cell.value) == 32_767
    assert cell.value.endswith("[afkortet · cut]")
