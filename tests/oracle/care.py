"""Notifications by notifier and cause, and childcare by offer."""

from datetime import date

import pandas as pd

from tests.oracle.codes import CAUSES
from tests.oracle.institutions import UNKNOWN
from tests.oracle.read import Extracts


def notification(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x notifier x cause; 'all' has each notification once, with or without a cause."""
    rows = extracts["buu"]
    rows = rows[rows["und_dato"] <= pd.Timestamp(as_of)]
    rows = rows.assign(
        municipality_code=rows["kom"],
        year=rows["und_dato"].dt.year.astype(int),
        notifier=rows["underretter"].fillna(UNKNOWN),
    )
    by_cause = [rows[rows[f"aarsag_{cause}"].eq(1)].assign(cause=cause) for cause in CAUSES]
    return (
        pd.concat([rows.assign(cause="all"), *by_cause])
        .groupby(["municipality_code", "year", "notifier", "cause"], as_index=False)
        .agg(notifications=("pnr", "size"), children=("pnr", "nunique"))
    )


def childcare(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x offer, the offer's code as delivered."""
    rows = extracts["boernfb"]
    rows = rows.assign(municipality_code=rows["kom"], year=rows["aar"].astype(int), offer=rows["pasningstilbud"])
    return rows.groupby(["municipality_code", "year", "offer"], as_index=False).agg(
        children=("pnr", "nunique"), full_time_units=("fuldtidsenhed", "sum")
    )
