"""A minimal Excel workbook, written by hand so that its bytes are the same on every run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dagster_project.example.files.rows import NumberCell, Raw, Value

_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_REL = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">'
    '<sheets><sheet name="Udtræk" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
# Excel's day 1 is 1 January 1900, and it believes in 29 February 1900.
_EXCEL_ZERO = date(1899, 12, 30).toordinal()


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _cell(value: Value, place: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        # Excel has no use for the year 9999 as a date serial in most tools; text is what such files hold.
        if value.year < 9999:
            return f'<c r="{place}" s="1"><v>{value.toordinal() - _EXCEL_ZERO}</v></c>'
        value = value.isoformat()
    if isinstance(value, NumberCell):
        value = value.value
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = value.text if isinstance(value, Raw) else value
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def write_workbook(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """One sheet, header in row 1, date cells as dates."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + text)
        with archive.open(ZipInfo("xl/worksheets/sheet1.xml", (1980, 1, 1, 0, 0, 0)), "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, row in enumerate([header, *rows], start=1):
                cells = "".join(_cell(value, f"{_letters(nth)}{number}") for nth, value in enumerate(row, start=1))
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
