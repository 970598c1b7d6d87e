"""One cell of a sheet: numbers as numbers, dates as dates, texts as texts that no key press turns into a formula."""

from __future__ import annotations

import math
import re
from typing import Any

import xlsxwriter

from dagster_project.exports.publication import Column

_LONGEST = 32_767  # characters that a cell of Excel holds
_CUT = "… [afkortet · cut]"
_NEW_LINE = re.compile("\r\n?")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f]")  # XML has no character for them; a cell shows a sign in their place
_NUMBERS = {
    "share": "0.0%",
    "DKK": "#,##0",
    "1000 DKK": "#,##0",
    "count": "#,##0",
    "number": "#,##0.00",
}
_YEARS = "0"  # years and levels have no unit and no thousands


class Formats:
    """What the cells of one workbook look like."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True})
        # With the prefix Excel keeps a text a text, also when somebody edits the cell; it is no part of the text.
        self.text = book.add_format({"quote_prefix": True})
        self.hidden = book.add_format({"pattern": 14, "fg_color": "#808080", "bg_color": "#FFFFFF"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._numbers = {unit: book.add_format({"num_format": text}) for unit, text in _NUMBERS.items()}
        self._years = book.add_format({"num_format": _YEARS})

    def number(self, unit: str | None) -> Any:
        return self._numbers.get(unit or "", self._years)


def shown(text: str) -> str:
    """The text as a cell can show it: with Excel's line ends, without control characters, not too long."""
    seen = _UNSEEN.sub("\ufffd", _NEW_LINE.sub("\n", text))
    return seen if len(seen) <= _LONGEST else seen[: _LONGEST - len(_CUT)] + _CUT


def _text(sheet: Any, place: tuple[int, int], text: str, formats: Formats) -> None:
    sheet.write_string(*place, shown(text), formats.text)


def write_cell(
    sheet: Any, place: tuple[int, int], column: Column, value: Any, formats: Formats, *, hidden: bool
) -> None:
    """Nothing where the figure is missing; hatching where it is hidden."""
    if hidden:
        sheet.write_blank(*place, None, formats.hidden)
    elif value is None:
        return
    elif column.type == "boolean":
        sheet.write_boolean(*place, value)
    elif column.type in ("integer", "number") and math.isfinite(value):
        sheet.write_number(*place, value, formats.number(column.unit))
    elif column.type in ("date", "datetime"):
        sheet.write_datetime(*place, value, formats.date)
    elif column.type == "array":
        _text(sheet, place, ", ".join(value), formats)
    else:
        _text(sheet, place, str(value), formats)
