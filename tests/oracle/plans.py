"""Plans as they are printed: money by proposal and year, and which subject is followed up when."""

from datetime import date

import pandas as pd

from tests.oracle.read import Extracts


def investment_plan(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x proposal x duration x year; the average is over every year of the municipality's plan."""
    rows = extracts["investering"]
    rows = rows.assign(
        municipality_code=rows["kom"],
        proposal=rows["forslag"],
        duration=rows["varighed"],
        year=rows["aar"].astype(int).astype(str),
    )
    rows = pd.concat([rows, rows.assign(proposal="all")])
    rows = pd.concat([rows, rows.assign(duration="all")])
    plan_years = rows.groupby("municipality_code")["year"].nunique()
    what = ["municipality_code", "proposal", "duration"]
    table = rows.groupby([*what, "year"], as_index=False).agg(amount_1000kr=("beloeb_1000kr", "sum"))
    average = table.groupby(what, as_index=False)["amount_1000kr"].sum().assign(year="average")
    average["amount_1000kr"] /= average["municipality_code"].map(plan_years)
    return pd.concat([table, average], ignore_index=True)


def _listed(values: pd.Series) -> str | None:
    return ", ".join(sorted(values.dropna().unique())) or None


def thematic_follow_up(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x date as delivered x initiative."""
    rows = extracts["opfoelgning"].rename(
        columns={"kom": "municipality_code", "tidspunkt": "date", "initiativ": "initiative"}
    )
    return rows.groupby(["municipality_code", "date", "initiative"], as_index=False).agg(
        focus=("fokus", "first"), data_kind=("data", _listed)
    )
