"""The marts of money: special education's cost, its projection, both areas' index, and budget against accounts."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import is_over, is_provisional
from tests.oracle.codes import SPECIAL_DRANST
from tests.oracle.forecast import pupil_adjusted
from tests.oracle.helaarsboern import helaarsboern
from tests.oracle.institutions import UNKNOWN
from tests.oracle.prices import deflator
from tests.oracle.read import Extracts
from tests.oracle.series import index_since_first, linear_trend

PRICE_LEVEL, BALANCE_PRICE_LEVEL, LAST_PROJECTED_YEAR = 2024, 2025, 2030
PLACE = ["municipality_code", "year"]


def _money(extracts: Extracts, area: str, level: int) -> pd.DataFrame:
    postings = extracts["oekonomi"]
    postings = postings[postings["omraade"].eq(area) & postings["dranst"].isin(SPECIAL_DRANST)]
    year = postings["aar"].astype(int)
    return pd.DataFrame(
        {
            "municipality_code": postings["kom"],
            "year": year,
            "kind": postings["art"],
            "offer_type": postings["tilbud"].fillna(UNKNOWN),
            "amount_current": postings["beloeb"],
            "amount_fixed": postings["beloeb"] * year.map(deflator(extracts["pl_index"], level)),
        }
    )


def _per_year(extracts: Extracts, area: str, level: int, kind: str) -> pd.DataFrame:
    money = _money(extracts, area, level)
    return money[money["kind"] == kind].groupby(PLACE, as_index=False)["amount_fixed"].sum()


def _observed(extracts: Extracts, as_of: date, area: str, level: int) -> pd.DataFrame:
    accounts = _per_year(extracts, area, level, "regnskab")
    return accounts[accounts["year"].map(lambda year: is_over(year, as_of)).astype(bool)]


def special_education_cost(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x offer type x kind."""
    by_offer = _money(extracts, "special", PRICE_LEVEL)
    both = pd.concat([by_offer, by_offer.assign(offer_type="all")])
    grain = ["municipality_code", "year", "offer_type", "kind"]
    cost = both.groupby(grain, as_index=False)[["amount_current", "amount_fixed"]].sum()
    places = helaarsboern(extracts, as_of)
    places = places[places["district"] == "all"][["municipality_code", "year", "offer_type", "helaarsboern"]]
    cost = cost.merge(places, how="left", on=grain[:3]).fillna({"helaarsboern": 0.0})
    usable = cost["helaarsboern"].gt(0) & ~cost["year"].map(lambda year: is_provisional(year, as_of)).astype(bool)
    cost["unit_cost_fixed"] = (cost["amount_fixed"] / cost["helaarsboern"]).where(usable)
    return cost


def cost_projection(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x series (observed, linear_trend, and pupil_adjusted where pupils are expected)."""
    observed = _observed(extracts, as_of, "special", PRICE_LEVEL)
    parts = [observed.assign(series="observed")]
    for municipality, rows in observed.groupby("municipality_code"):
        years = [int(year) for year in rows["year"]]
        trend = linear_trend(dict(zip(years, rows["amount_fixed"], strict=True)), LAST_PROJECTED_YEAR)
        parts.append(
            pd.DataFrame(
                {
                    "municipality_code": municipality,
                    "year": list(trend),
                    "series": "linear_trend",
                    "amount_fixed": list(trend.values()),
                }
            )
        )
    if "prognose" in extracts:
        parts.append(pupil_adjusted(extracts, as_of, observed, LAST_PROJECTED_YEAR))
    return pd.concat(parts, ignore_index=True)


def area_cost_index(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x area; accounts once the year is over, else what is expected."""
    parts = []
    for area in ("almen", "special"):
        accounts = _observed(extracts, as_of, area, PRICE_LEVEL).assign(is_expected=False)
        expected = _per_year(extracts, area, PRICE_LEVEL, "forventet").assign(is_expected=True)
        parts.append(pd.concat([accounts, expected]).drop_duplicates(PLACE, keep="first").assign(area=area))
    rows = pd.concat(parts, ignore_index=True)
    rows["index_since_first"] = index_since_first(rows, ["municipality_code", "area"], "year", "amount_fixed")
    return rows


def budget_balance(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year, special area, the price level of the balance."""
    budget = _per_year(extracts, "special", BALANCE_PRICE_LEVEL, "budget").rename(
        columns={"amount_fixed": "budget_fixed"}
    )
    accounts = _observed(extracts, as_of, "special", BALANCE_PRICE_LEVEL).rename(
        columns={"amount_fixed": "accounts_fixed"}
    )
    rows = budget.merge(accounts, how="outer", on=PLACE)
    rows["balance"] = rows["budget_fixed"] - rows["accounts_fixed"]
    rows["balance_share"] = (rows["balance"] / rows["budget_fixed"]).where(rows["budget_fixed"] != 0)
    return rows
