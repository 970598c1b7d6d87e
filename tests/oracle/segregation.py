"""Segregation at the count date, and how many of the referred are back three school years later."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import school_year
from tests.oracle.codes import SCOPES
from tests.oracle.pupils import answered_years, pupil_count
from tests.oracle.read import Extracts
from tests.oracle.series import index_since_first

GRAIN = ["municipality_code", "school_year", "district", "denominator_scope"]
YEARS_UNTIL_RETURN = 3


def target_rate(target: pd.DataFrame, municipality: str, year: str) -> float | None:
    """The newest target not after the school year; 'all' stands for whoever has no row of its own."""
    own = target[target["municipality_code"] == municipality]
    rows = own if len(own) else target[target["municipality_code"] == "all"]
    valid = rows[rows["valid_from"] <= year].sort_values("valid_from")
    return float(valid["rate"].iloc[-1]) if len(valid) else None


def segregation_rate(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year x district x denominator scope."""
    parts = []
    for year in answered_years(extracts, as_of):
        pupils = pupil_count(extracts, year)
        for scope, kinds in SCOPES.items():
            inside = pupils[pupils["insttype"].isin(kinds)].assign(
                school_year=school_year(year), denominator_scope=scope
            )
            residents = inside[inside["municipality"].notna()].assign(
                municipality_code=lambda rows: rows["municipality"]
            )
            parts += [
                residents,
                residents.assign(district="all"),
                inside.assign(municipality_code="all", district="all"),
            ]
    rows = (
        pd.concat(parts)
        .groupby(GRAIN, as_index=False)
        .agg(segregated=("segregated", "sum"), special_education=("special", "sum"), pupils=("pnr", "size"))
    )
    rows["segregation_rate"] = rows["segregated"] / rows["pupils"]
    rows["special_education_rate"] = rows["special_education"] / rows["pupils"]
    key = [name for name in GRAIN if name != "school_year"]
    rows["index_since_first"] = index_since_first(rows, key, "school_year", "segregation_rate")
    pairs = zip(rows["municipality_code"], rows["school_year"], strict=True)
    rows["target_rate"] = pd.Series([target_rate(extracts["target"], *pair) for pair in pairs], dtype="float64")
    rows["distance_to_target"] = rows["segregation_rate"] - rows["target_rate"]
    return rows


def _referrals(counts: dict[int, pd.DataFrame]) -> pd.DataFrame:
    general: set[str] = set()
    segregated: set[str] = set()
    parts = []
    for year, pupils in counts.items():
        first = pupils["segregated"] & pupils["pnr"].isin(general - segregated)
        parts.append(pupils[first].assign(year=year))
        segregated |= set(pupils.loc[pupils["segregated"], "pnr"])
        general |= set(pupils.loc[~pupils["segregated"], "pnr"])
    return pd.concat(parts)


def return_rate(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year of referral x stage."""
    counts = {year: pupil_count(extracts, year) for year in answered_years(extracts, as_of)}
    referred = _referrals(counts)
    referred = referred[referred["stage"].isin(["indskoling", "mellemtrin"])]
    later = {year: pupils.set_index("pnr")["segregated"] for year, pupils in counts.items()}
    nobody = pd.Series(dtype=bool)
    then = [
        later.get(year + YEARS_UNTIL_RETURN, nobody).get(pnr)
        for pnr, year in zip(referred["pnr"], referred["year"], strict=True)
    ]
    referred = referred.assign(
        still=[state is not None for state in then], back=[state is not None and not state for state in then]
    )
    residents = referred[referred["municipality"].notna()]
    both = pd.concat(
        [residents.assign(municipality_code=residents["municipality"]), referred.assign(municipality_code="all")]
    )
    both = pd.concat([both, both.assign(stage="all")])
    rows = both.groupby(["municipality_code", "year", "stage"], as_index=False).agg(
        referred=("pnr", "size"), still_enrolled=("still", "sum"), returned=("back", "sum")
    )
    known = (rows["year"] + YEARS_UNTIL_RETURN).isin(list(counts))
    rows[["still_enrolled", "returned"]] = rows[["still_enrolled", "returned"]].astype("float64").where(known)
    rows["rate"] = (rows["returned"] / rows["still_enrolled"]).where(rows["still_enrolled"] > 0)
    return rows.assign(school_year=rows["year"].map(school_year)).drop(columns="year")
