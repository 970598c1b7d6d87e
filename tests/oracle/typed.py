"""From text to types: the dialect of the file, the value of each cell, and the cells that have none."""

import re

import pandas as pd

from tests.oracle.codes import CLOSED
from tests.oracle.contract import Column, Source
from tests.oracle.text_table import RejectedError

OPEN_ENDS = ("31-12-9999", "9999-12-31")
ISO, DANISH = r"\d{4}-\d{2}-\d{2}", r"\d{2}-\d{2}-\d{4}"
COMMA, POINT = r"[+-]?\d*,\d+", r"[+-]?\d*\.\d+"


def _any(cells: pd.DataFrame, names: list[str], pattern: str, leave_out: tuple[str, ...] = ()) -> bool:
    distinct = {value for name in names for value in cells[name].unique()} - set(leave_out)
    return any(re.fullmatch(pattern, value) for value in distinct)


def date_form(cells: pd.DataFrame, source: Source) -> str:
    """The one date form of the file."""
    names = source.of_kind("date")
    iso, danish = (_any(cells, names, pattern, OPEN_ENDS) for pattern in (ISO, DANISH))
    if iso and danish:
        raise RejectedError("mixed date orders")
    return "%d-%m-%Y" if danish else "%Y-%m-%d"


def decimal_mark(cells: pd.DataFrame, source: Source) -> str:
    """The one decimal mark of the file."""
    names = source.of_kind("num")
    comma, point = _any(cells, names, COMMA), _any(cells, names, POINT)
    if comma and point:
        raise RejectedError("both decimal marks")
    return "," if comma else "."


def _dates(text: pd.Series, form: str) -> pd.Series:
    pattern = DANISH if form.startswith("%d") else ISO
    usable = text.where(text.str.fullmatch(pattern) & ~text.isin(OPEN_ENDS))
    return pd.to_datetime(usable, format=form, errors="coerce")


def _numbers(text: pd.Series, pattern: str, mark: str = ".") -> pd.Series:
    usable = text.where(text.str.fullmatch(pattern)).str.replace(mark, ".", regex=False)
    return pd.to_numeric(usable, errors="coerce").astype("float64")


def _value(text: pd.Series, column: Column, form: str, mark: str) -> tuple[pd.Series, pd.Series]:
    empty = text.eq("")
    if column.kind == "text":
        valid = text.str.fullmatch(r"\d{10}|\d{12}") if column.name == "pnr" else ~empty
        return text.where(~empty & valid, None).astype(object), ~empty & ~valid
    if column.kind == "date":
        value = _dates(text, form)
        return value, value.isna() & ~empty & ~text.isin(OPEN_ENDS)
    if column.kind == "num":
        value = _numbers(text, rf"[+-]?(?:\d+|\d*\{mark}\d+)(?:[eE][+-]?\d+)?", mark)
    else:
        value = _numbers(text, r"[+-]?\d+" if column.kind == "int" else "[01]")
    return value, value.isna() & ~empty


def _unknown_code(text: pd.Series, column: Column) -> pd.Series:
    allowed = column.values or CLOSED.get(column.code_list or "")
    return text.ne("") & ~text.isin(allowed) if allowed else pd.Series(False, index=text.index)


def typed(cells: pd.DataFrame, source: Source) -> tuple[pd.DataFrame, dict[tuple[str, str], pd.Series]]:
    """Typed columns, and per (column, rule) the rows at fault."""
    form, mark = date_form(cells, source), decimal_mark(cells, source)
    values, faults = {}, {}
    for column in source.columns:
        text = cells[column.name]
        values[column.name], wrong = _value(text, column, form, mark)
        faults[column.name, "untypable"] = wrong
        faults[column.name, "unknown_code"] = _unknown_code(text, column) & ~wrong
        if column.required:
            faults[column.name, "null"] = values[column.name].isna() & ~wrong
    return pd.DataFrame(values), faults
