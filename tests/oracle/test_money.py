"""Fixed prices, unit cost, the straight line, the index and the balance, computed by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.oracle.money import area_cost_index, budget_balance, cost_projection, special_education_cost
from tests.oracle.prices import MissingLinkError, deflator
from tests.oracle.series import linear_trend
from tests.oracle.tiny import AS_OF, extract, only

LINKS = pd.DataFrame({"year_from": ["2023", "2024"], "year_to": ["2024", "2025"], "rate_pct": ["10", "25"]})


def _extracts(*rows: dict[str, object]) -> dict[str, pd.DataFrame]:
    base = {"kom": "151", "aar": 2024, "art": "regnskab", "omraade": "special", "dranst": "1", "tilbud": "specialskole"}
    place = {"pnr": "6101100001", "betalingskom": "151", "tilbud": "specialskole", "visiteret_fra": date(2024, 1, 1)}
    return {
        "oekonomi": extract("oekonomi", *(base | row for row in rows)),
        "visitation": extract("visitation", place),
        "pl_index": LINKS,
    }


def test_links_multiply_up_and_divide_down() -> None:
    assert deflator(LINKS, 2025)(2023) == pytest.approx(1.375)
    assert deflator(LINKS, 2024)(2025) == pytest.approx(0.8)
    assert deflator(LINKS, 2024)(2024) == 1


def test_a_missing_link_stops_everything() -> None:
    with pytest.raises(MissingLinkError, match="2022"):
        deflator(LINKS, 2024)(2022)


def test_cost_is_signed_and_leaves_investments_out() -> None:
    rows = [
        {"beloeb": 100.0},
        {"beloeb": -20.0, "dranst": "2"},
        {"beloeb": 999.0, "dranst": "3"},
        {"beloeb": 5.0, "tilbud": None},
    ]
    table = special_education_cost(_extracts(*rows), AS_OF)
    assert only(table, offer_type="specialskole")["unit_cost_fixed"] == 80
    assert only(table, offer_type="all")["amount_current"] == 85
    assert only(table, offer_type="unknown")["helaarsboern"] == 0


def test_a_provisional_year_has_no_unit_cost_and_is_not_observed() -> None:
    extracts = _extracts(
        {"beloeb": 100.0}, {"beloeb": 50.0, "aar": 2025}, {"beloeb": 70.0, "aar": 2025, "art": "forventet"}
    )
    cost = special_education_cost(extracts, AS_OF)
    assert pd.isna(only(cost, year=2025, offer_type="all", kind="regnskab")["unit_cost_fixed"])
    assert list(cost_projection(extracts, AS_OF).query("series == 'observed'")["year"]) == [2024]
    index = only(area_cost_index(extracts, AS_OF), year=2025)
    assert (index["amount_fixed"], index["index_since_first"], index["is_expected"]) == (
        pytest.approx(56),
        pytest.approx(56),
        True,
    )


def test_the_line_through_three_years_goes_on() -> None:
    trend = linear_trend({2020: 1.0, 2021: 2.0, 2022: 6.0}, 2024)
    assert trend == pytest.approx({2020: 0.5, 2021: 3.0, 2022: 5.5, 2023: 8.0, 2024: 10.5})
    assert linear_trend({2020: 1.0}, 2024) == {}


def test_balance_is_budget_minus_accounts_in_its_own_prices() -> None:
    extracts = _extracts(
        {"beloeb": 100.0, "art": "budget"}, {"beloeb": 80.0}, {"beloeb": 60.0, "aar": 2025, "art": "budget"}
    )
    table = budget_balance(extracts, AS_OF)
    row = only(table, year=2024)
    assert (row["budget_fixed"], row["balance"], row["balance_share"]) == pytest.approx((125, 25, 0.2))
    assert pd.isna(only(table, year=2025)["balance_share"])
