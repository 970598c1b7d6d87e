"""SQL that turns one raw column into its contract type, or into NULL when it cannot be."""

from __future__ import annotations

from dagster_project.contracts.model import Column
from dagster_project.reader.dialect import (
    DATE_FORMAT,
    DATE_PATTERN,
    FRACTION_PATTERN,
    NUMBER_PATTERN,
    OPEN_ENDS,
    OTHER_DATE,
    OTHER_MARK,
    Dialect,
)

_INTEGERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
)
# Nothing that registers count has ten digits, but a person number in the wrong column has.
LONGEST_INT = 9
# Years outside this span are slips of the pen that a cast would let through.
PLAUSIBLE = "between date '1800-01-01' and date '9999-12-31'"


def _is_fractional(raw_type: str) -> bool:
    return raw_type in ("DOUBLE", "FLOAT") or raw_type.startswith("DECIMAL")


def clean(column: Column, raw: str, raw_type: str, *, empty_is_null: bool = False) -> str:
    """The raw value with every way of saying 'nothing' as NULL: empty text, not-a-number, declared null values."""
    value = raw
    if raw_type == "DOUBLE":
        value = f"case when not isnan({raw}) then {raw} end"
    elif raw_type == "FLOAT":
        # Through text, so that 99.99 in four bytes is 99.99 and not 99.9899979.
        value = f"case when not isnan({raw}) then cast(cast({raw} as varchar) as double) end"
    elif (raw_type == "VARCHAR" and not empty_is_null) or raw_type.startswith("ENUM"):
        value = f"nullif(cast({raw} as varchar), '')"
    # A number is compared as one: -1 in eight bytes is written -1.0.
    is_number = column.kind in ("int", "num") and (raw_type in _INTEGERS or _is_fractional(raw_type))
    for null in column.null_values:
        test = f"{value} <> {null}" if is_number else f"cast({value} as varchar) <> '{null}'"
        value = f"case when {test} then {value} end"
    return value


def _from_text(column: Column, raw: str, dialect: Dialect) -> str:
    match column.kind:
        case "text":
            return raw
        case "int":
            # Most codes and counts are one digit, and a pattern costs more than the whole of the rest.
            digit = f"strlen({raw}) = 1 and {raw} between '0' and '9'"
            whole = f"regexp_full_match({raw}, '[+-]?[0-9]{{1,{LONGEST_INT}}}')"
            return f"case when {digit} or {whole} then try_cast({raw} as bigint) end"
        case "num":
            pointed = f"replace({raw}, ',', '.')" if dialect.decimal_mark == "," else raw
            matches = f"regexp_full_match({raw}, '{NUMBER_PATTERN[dialect.decimal_mark]}')"
            return f"case when {matches} then try_cast({pointed} as {column.sql_type}) end"
        case "date":
            parsed = f"cast(try_strptime({raw}, '{DATE_FORMAT[dialect.date_form]}') as date)"
            return f"case when {raw} in {OPEN_ENDS} then date '9999-12-31' else {parsed} end"
        case "flag":
            return f"case {raw} when '1' then true when '0' then false end"


def _from_native(column: Column, raw: str, raw_type: str) -> str:
    fractional = _is_fractional(raw_type)
    whole = (
        f"case when {raw} = trunc({raw}) then try_cast({raw} as bigint) end"
        if fractional
        else f"try_cast({raw} as bigint)"
    )
    numeric = fractional or raw_type in _INTEGERS
    match column.kind:
        case "text":
            return f"cast({whole} as varchar)" if fractional else f"cast({raw} as varchar)"
        case "int" if raw_type == "BOOLEAN":
            return whole
        case "int":
            return f"case when abs({raw}) < 1e{LONGEST_INT} then {whole} end" if numeric else "cast(null as bigint)"
        case "num":
            return f"try_cast({raw} as {column.sql_type})" if numeric else f"cast(null as {column.sql_type})"
        case "date":
            return (
                f"try_cast({raw} as date)"
                if raw_type == "DATE" or raw_type.startswith("TIMESTAMP")
                else "cast(null as date)"
            )
        case "flag":
            if raw_type == "BOOLEAN":
                return raw
            return (
                f"case when {raw} = 1 then true when {raw} = 0 then false end" if numeric else "cast(null as boolean)"
            )


def typed(column: Column, raw: str, raw_type: str, dialect: Dialect) -> str:
    """The typed value of a cleaned raw column; NULL where it does not fit."""
    text = raw_type == "VARCHAR" or raw_type.startswith("ENUM")
    return _from_text(column, raw, dialect) if text else _from_native(column, raw, raw_type)


def other_form(column: Column, raw: str, dialect: Dialect) -> str | None:
    """Condition: a text value that only the other date order or the other decimal mark could explain.

    Only values that could not be typed are looked at, and the engine skips the rest only if a `case` says so.
    """
    patterns = {
        "date": DATE_PATTERN[OTHER_DATE[dialect.date_form]],
        "num": FRACTION_PATTERN[OTHER_MARK[dialect.decimal_mark]],
    }
    if column.kind not in patterns:
        return None
    return f"case when {column.name} is null then regexp_full_match({raw}, '{patterns[column.kind]}') end"


def own_form(column: Column, raw: str, dialect: Dialect) -> str | None:
    """Condition: a text value that speaks for the dialect as found."""
    if column.kind == "date":
        return f"regexp_full_match({raw}, '{DATE_PATTERN[dialect.date_form]}') and {raw} not in {OPEN_ENDS}"
    if column.kind == "num":
        return f"regexp_full_match({raw}, '{FRACTION_PATTERN[dialect.decimal_mark]}')"
    return None
