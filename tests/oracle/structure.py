"""Tables whose figures the output contract leaves open: what must hold of them whatever the figures are."""

from collections.abc import Callable
from datetime import date

import duckdb
import pandas as pd

from tests.oracle.calendar_days import count_date
from tests.oracle.institutions import Register
from tests.oracle.pupils import enrolled
from tests.oracle.read import Extracts

BINS = set(range(10))
Check = Callable[[duckdb.DuckDBPyConnection, Extracts, date], list[str]]


def _table(database: duckdb.DuckDBPyConnection, name: str, *needed: str) -> pd.DataFrame | str:
    rows = database.execute(
        "select column_name from information_schema.columns where table_schema = 'marts' and table_name = ?", [name]
    ).fetchall()
    lacking = [column for column in needed if column not in {str(column) for (column,) in rows}]
    if lacking:
        return f"marts.{name} lacks {lacking}" if rows else f"table marts.{name} is not there"
    return database.execute(f'select * from marts."{name}"').df()


def _repeated(rows: pd.DataFrame, *grain: str) -> list[str]:
    twice = int(rows.duplicated(list(grain)).sum())
    return [f"{twice} rows repeat their grain"] if twice else []


def risk_distribution(database: duckdb.DuckDBPyConnection, extracts: Extracts, as_of: date) -> list[str]:
    """Where the model has been switched on: ten bins a group, and they add up to it."""
    grain = ("municipality_code", "school_year", "instnr")
    rows = _table(database, "risk_distribution", *grain, "bin", "pupils", "group_size", "share")
    if isinstance(rows, str):
        return [] if rows.endswith("not there") else [rows]
    found = _repeated(rows, *grain, "bin")
    for key, part in rows.groupby(list(grain)):
        if {int(number) for number in part["bin"]} != BINS:
            found.append(f"{key}: not the ten bins")
        if part["group_size"].nunique() != 1 or part["pupils"].sum() != part["group_size"].iloc[0]:
            found.append(f"{key}: bins don't add up to the group")
        if (part["share"] - part["pupils"] / part["group_size"]).abs().max() > 1e-9:
            found.append(f"{key}: a share is not pupils over group")
    return found


def follow_up_status(database: duckdb.DuckDBPyConnection, extracts: Extracts, as_of: date) -> list[str]:
    """Change is value minus previous value, and unknown with either of them."""
    grain = ("municipality_code", "follow_up", "indicator")
    rows = _table(database, "follow_up_status", *grain, "value", "previous_value", "change", "national_value")
    if isinstance(rows, str):
        return [rows]
    value, before, change = (
        pd.to_numeric(rows[name]).astype("float64") for name in ("value", "previous_value", "change")
    )
    right = value - before
    wrong = (right - change).abs().gt(1e-9) | (right.isna() != change.isna())
    return _repeated(rows, *grain) + [f"{int(wrong.sum())} changes are not value minus previous value"] * bool(
        wrong.any()
    )


def institution_profile(database: duckdb.DuckDBPyConnection, extracts: Extracts, as_of: date) -> list[str]:
    """One row an institution and school year, main schools only, with the pupils of the count date."""
    rows = _table(database, "institution_profile", "instnr", "school_year", "pupils")
    if isinstance(rows, str):
        return [rows]
    found = _repeated(rows, "instnr", "school_year")
    for school_year, part in rows[rows["pupils"].notna()].groupby("school_year"):
        day = count_date(int(str(school_year)[5:]))
        register = Register(extracts["institution"], day)
        mains = enrolled(extracts, day)["instnr"].map(lambda instnr, register=register: register.school(instnr).main)
        pupils = mains.value_counts().to_dict()
        found += [
            f"{instnr} {school_year}: pupils oracle {pupils.get(instnr, 0)} database {shown}"
            for instnr, shown in zip(part["instnr"], part["pupils"], strict=True)
            if pupils.get(instnr, 0) != shown
        ]
    return found


CHECKS: dict[str, Check] = {
    "risk_distribution": risk_distribution,
    "follow_up_status": follow_up_status,
    "institution_profile": institution_profile,
}
