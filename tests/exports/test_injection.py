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
from dagster_project.exports.sheet_cells import Formats, write_cell
from dagster_project.exports.workbook import OPTIONS

SIGNS = "=+-@\t\r\n＝＋－＠"
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BITING = st.builds(str.__add__, st.sampled_from([*SIGNS, "'=", "''@", "'", "_x000d_", "_xABCD_", "https://"]), ANYTHING)
TEXT = Column("comment", "string", None, "", "", "")


def safe(text: str) -> str:
    return duckdb.execute(f"select {safe_sql('t')} from (select ? as t)", [text]).fetchone()[0]


def cell_of(text: str):
    """The text as Excel's file holds it, read by another library."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {**OPTIONS, "in_memory": True, "constant_memory": False}) as book:
        write_cell(book.add_worksheet(), (0, 0), TEXT, text, Formats(book), hidden=False)
    return openpyxl.load_workbook(content).active["A1"]


@given(ANYTHING | BITING)
@settings(max_examples=300, deadline=None)
def test_no_text_of_a_csv_file_begins_with_a_sign_that_bites(text):
    written = safe(text)
    assert not written.startswith(tuple(SIGNS))
    assert restored(written) == text


@given(ANYTHING | BITING)
@settings(max_examples=150, deadline=None)
def test_a_text_in_a_sheet_is_the_same_text_and_no_formula(text):
    cell = cell_of(text)
    if text:
        assert cell.data_type == "s"
        # The file spells control characters out (_x001F_), as Excel expects; openpyxl leaves that to its caller.
        assert text in (cell.value, unescape(cell.value))
        assert cell.quotePrefix
    assert cell.data_type != "f"
    assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("text", "expected"), [("=1+1", "'=1+1"), ("'=x", "''=x"), ("a=b", "a=b"), ("'a", "'a"), ("", "")]
)
def test_only_what_bites_is_prefixed(text, expected):
    assert safe(text) == expected


def test_without_the_prefix_the_test_would_see_a_formula():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write(0, 0, "=1+1")
    assert openpyxl.load_workbook(content).active["A1"].data_type == "f"


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    value = cell_of("x" * 40_000).value
    assert len(value) == 32_767
    assert value.endswith("[afkortet · cut]")
