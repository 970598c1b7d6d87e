"""Pools of money laid out to the schools, and what a change of capacity would free."""

from datetime import date

import pandas as pd

from tests.oracle.helaarsboern import helaarsboern
from tests.oracle.institutions import Register
from tests.oracle.money import special_education_cost
from tests.oracle.pupils import enrolled
from tests.oracle.read import Extracts
from tests.oracle.segregation import segregation_rate
from tests.oracle.staff import count_day, main_school

POOLS = ["inklusionspulje", "stoettetimer", "enhedstakst_udlagt", "enhedstakst_betalt"]
PLACE = ["municipality_code", "year"]


def _pupils_by_main(extracts: Extracts, year: int) -> dict[str, int]:
    register = Register(extracts["institution"], count_day(year))
    mains = enrolled(extracts, count_day(year))["instnr"].map(lambda instnr: register.school(instnr).main)
    return {str(main): int(count) for main, count in mains.value_counts().items()}


def inclusion_funds(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x main school; 'all' is the schools with a pool row, and so are its pupils."""
    rows = extracts["pulje"]
    rows = rows.assign(
        municipality_code=rows["kom"], year=rows["aar"].astype(int), instnr=main_school(rows, extracts["institution"])
    )
    amounts = {pool: rows["beloeb"].where(rows["pulje"] == pool, 0.0) for pool in POOLS}
    schools = rows.assign(**amounts).groupby([*PLACE, "instnr"], as_index=False)[POOLS].sum()
    schools["pupils"] = float("nan")
    for year in schools["year"].unique():
        if count_day(year) <= as_of:
            known, here = _pupils_by_main(extracts, year), schools["year"] == year
            schools.loc[here, "pupils"] = schools.loc[here, "instnr"].map(lambda main, known=known: known.get(main, 0))
    everything = schools.groupby(PLACE, as_index=False)[[*POOLS, "pupils"]].sum(min_count=1).assign(instnr="all")
    table = pd.concat([schools, everything], ignore_index=True)
    table["unbound"] = table[POOLS[:3]].sum(axis=1) - table["enhedstakst_betalt"]
    has_pupils = table["pupils"] > 0
    table["inclusion_per_pupil"] = (table["inklusionspulje"] / table["pupils"]).where(has_pupils)
    table["unbound_per_pupil"] = (table["unbound"] / table["pupils"]).where(has_pupils)
    return table


def _rates(extracts: Extracts, as_of: date) -> pd.DataFrame:
    rates = segregation_rate(extracts, as_of).query("district == 'all' and denominator_scope == 'municipal_offers'")
    return rates.assign(year=rates["school_year"].str[:4].astype(int))[[*PLACE, "segregated", "pupils"]]


def reallocation_scenario(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """scenario x municipality x year x move; every move counts on the places before any other move."""
    moves = extracts["scenario"].copy()
    for name in ("share_moved", "unit_cost_to"):
        moves[name] = pd.to_numeric(moves[name])
    places = helaarsboern(extracts, as_of).query("district == 'all' and helaarsboern > 0")
    places = places[[*PLACE, "offer_type", "helaarsboern"]]
    cost = special_education_cost(extracts, as_of).query("kind == 'regnskab'")
    cost = cost[[*PLACE, "offer_type", "unit_cost_fixed"]]
    rows = moves.merge(places, left_on="from_offer", right_on="offer_type").drop(columns="offer_type")
    for end in ("from", "to"):
        price = cost.rename(columns={"offer_type": f"{end}_offer", "unit_cost_fixed": f"_cost_{end}"})
        rows = rows.merge(price, how="left", on=[*PLACE, f"{end}_offer"])
    rows["helaarsboern_moved"] = rows["share_moved"] * rows["helaarsboern"]
    rows["unit_cost_from"] = rows["_cost_from"]
    rows["unit_cost_to"] = rows["unit_cost_to"].fillna(rows["_cost_to"])
    rows["potential"] = (rows["unit_cost_from"] - rows["unit_cost_to"]) * rows["helaarsboern_moved"]
    to_general = rows["helaarsboern_moved"].where(rows["to_offer"] == "general", 0.0)
    leaving = to_general.groupby([rows["scenario"], rows["municipality_code"], rows["year"]]).transform("sum")
    rows = rows.assign(_leaving=leaving).merge(_rates(extracts, as_of), how="left", on=PLACE)
    rows["segregation_rate_after"] = (rows["segregated"] - rows["_leaving"]) / rows["pupils"]
    return rows.rename(columns={"helaarsboern": "_places", "segregated": "_segregated", "pupils": "_pupils"})
