"""Absence of pupils by municipality, school and stage."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import count_date, school_year
from tests.oracle.institutions import Register
from tests.oracle.pupils import enrolled
from tests.oracle.read import Extracts

GRAIN = ["municipality_code", "school_year", "instnr", "stage"]
KINDS = {"sick": "dagesyg", "permitted": "dagelovfra", "unpermitted": "dageulovfra"}


def _placed(rows: pd.DataFrame, institution: pd.DataFrame) -> pd.DataFrame:
    parts = []
    for month, part in rows.groupby("maaned"):
        register = Register(institution, month.date())
        schools = {instnr: register.school(instnr) for instnr in part["instnr"].unique()}
        main = part["instnr"].map({instnr: school.main for instnr, school in schools.items()})
        place = part["instnr"].map({instnr: school.municipality for instnr, school in schools.items()})
        parts.append(part.assign(instnr=main, municipality_code=place))
    return pd.concat(parts)


def _with_stage(rows: pd.DataFrame, extracts: Extracts) -> pd.DataFrame:
    parts = []
    for period, part in rows.groupby("_period"):
        pupils = enrolled(extracts, count_date(int(period)))
        stages = part["pnr"].map(dict(zip(pupils["pnr"], pupils["stage"], strict=True)))
        parts.append(part.assign(stage=stages, school_year=school_year(int(period))))
    return pd.concat(parts)


def _pupils(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(month=rows["maaned"].dt.to_period("M").where(rows["dageaktiv"] > 0))
    days = {kind: (column, "sum") for kind, column in KINDS.items()}
    pupils = rows.groupby([*GRAIN, "pnr"], as_index=False).agg(
        active=("dageaktiv", "sum"), months=("month", "nunique"), **days
    )
    pupils = pupils[pupils["active"] > 0]
    absent = pupils[list(KINDS)].sum(axis=1)
    return pupils.assign(high=10 * absent > pupils["active"])


def absence(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year x main school x stage; unknown stage counts in 'all' only."""
    rows = extracts["fravaer"]
    rows = rows[rows["maaned"] <= pd.Timestamp(as_of)]
    rows = _with_stage(_placed(rows, extracts["institution"]), extracts)
    by_stage = pd.concat([rows[rows["stage"].notna()], rows.assign(stage="all")])
    pupils = _pupils(pd.concat([by_stage, by_stage.assign(instnr="all")]))
    for kind in KINDS:
        pupils[kind] = pupils[kind] / pupils["active"] * pupils["months"]
    table = pupils.groupby(GRAIN, as_index=False).agg(
        pupils=("pnr", "size"),
        months=("months", "sum"),
        high_absence_pupils=("high", "sum"),
        **{kind: (kind, "sum") for kind in KINDS},
    )
    for kind in KINDS:
        table[kind] = table[kind] / table["months"]
    table["mean_absence"] = table[list(KINDS)].sum(axis=1)
    table["high_absence_share"] = table["high_absence_pupils"] / table["pupils"]
    return table.drop(columns="months")
