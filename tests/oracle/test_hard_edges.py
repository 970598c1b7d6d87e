"""Children made for one rule each, read from the hard landing folder and counted by hand in towns of their own."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from tests.oracle.conftest import Hard
from tests.oracle.hard_landing import AS_OF
from tests.oracle.marts import MARTS, calculate
from tests.oracle.tiny import only

Tables = dict[str, pd.DataFrame]
UNKNOWN = pd.isna


@pytest.fixture(scope="module")
def tables(hard: Hard) -> Tables:
    return calculate(hard.landing.extracts, AS_OF)


def _figures(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def test_every_mart_has_rows_and_one_row_a_grain(tables: Tables) -> None:
    assert set(tables) == set(MARTS)
    for name, table in tables.items():
        assert len(table), name
        assert not table.duplicated(list(MARTS[name].grain)).any(), name


@pytest.mark.parametrize(
    ("factor", "school_year", "pupils_with"),
    [
        ("psychiatric_diagnosis", "2018/2019", 2),
        ("autism_diagnosis", "2018/2019", 1),
        ("psychiatric_diagnosis", "2019/2020", 4),
        ("autism_diagnosis", "2019/2020", 2),
        ("placement", "2022/2023", 2),
        ("placement", "2023/2024", 4),
        ("preventive_measure", "2022/2023", 4),
        ("preventive_measure", "2023/2024", 8),
        ("notification", "2022/2023", 1),
        ("notification", "2023/2024", 2),
    ],
)
def test_a_factor_counts_from_its_day_on(tables: Tables, factor: str, school_year: str, pupils_with: int) -> None:
    row = only(tables["risk_factor"], municipality_code="190", school_year=school_year, factor=factor)
    assert _figures(row, "pupils_with", "pupils") == (pupils_with, 6 if school_year < "2022" else 30)


@pytest.mark.parametrize(
    ("notifier", "cause", "figures"),
    [
        ("naboer", "all", (4, 2)),
        ("naboer", "01", (2, 2)),
        ("naboer", "20", (2, 1)),
        ("unknown", "all", (1, 1)),
        ("unknown", "02", (1, 1)),
    ],
)
def test_a_notification_counts_once_in_all_and_once_a_cause(
    tables: Tables, notifier: str, cause: str, figures: tuple[int, int]
) -> None:
    row = only(tables["notification"], municipality_code="190", year=2023, notifier=notifier, cause=cause)
    assert _figures(row, "notifications", "children") == figures


def test_decisions_are_the_general_area_s_and_the_main_school_s(tables: Tables) -> None:
    names = ("decisions", "decisions_over_nine_hours")
    decided = tables["support_decisions"]
    for place in ("190001", "all"):
        town = {"municipality_code": "190", "instnr": place}
        assert _figures(only(decided, half_year="2024H1", **town), *names) == (4, 2)
        assert _figures(only(decided, half_year="2024H2", **town), *names) == (1, 1)
    assert only(decided, municipality_code="unknown", instnr="888888")["decisions"] == 1
    moved = decided[(decided["instnr"] == "161002") & (decided["half_year"] == "2022H2")]
    assert set(moved["municipality_code"]) == {"151", "161"}


def test_absence_is_that_of_the_year_before_and_the_year_after(tables: Tables) -> None:
    row = only(tables["intervention_outcome"], municipality_code="210")
    assert _figures(row, "intervention", "start_year", "enrolled", "finished", "ongoing") == (
        ("trivselsteam", 2022, 5, 3, 1)
    )
    assert _figures(row, "finished_now_segregated", "finished_now_general") == (1, 1)
    assert row["absence_before"] == pytest.approx((2 * 0.15 + 0.5) / 3)
    assert row["absence_after"] == pytest.approx(0.2)
    assert _figures(row, "price_teaching", "price_treatment") == (105000, 115000)


def test_starters_are_pupils_for_the_first_time(tables: Tables) -> None:
    names = ("starters", "segregated", "rate")
    begun = tables["school_starters"][tables["school_starters"]["municipality_code"] == "201"]
    assert _figures(only(begun, school_year="2022/2023"), *names) == (2, 1, 0.5)
    assert _figures(only(begun, school_year="2021/2022"), *names) == (1, 0, 0.0)
    assert len(begun) == 2


def test_leavers_are_found_in_what_they_do_five_years_later(tables: Tables) -> None:
    left = tables["outcome_after_school"].query("municipality_code == '201'")
    assert set(left["leaving_year"]) == {2019}
    persons = {(row.leaver_group, row.status): (row.persons, row.group_size) for row in left.itertuples()}
    assert persons == {
        ("special_leaver", "beskaeftigelse"): (1, 2),
        ("special_leaver", "uddannelse"): (0, 2),
        ("special_leaver", "offentlig_forsoergelse"): (0, 2),
        ("special_leaver", "oevrige"): (1, 2),
        ("returned_leaver", "beskaeftigelse"): (0, 1),
        ("returned_leaver", "uddannelse"): (1, 1),
        ("returned_leaver", "offentlig_forsoergelse"): (0, 1),
        ("returned_leaver", "oevrige"): (0, 1),
    }


def test_waiting_is_counted_of_those_who_have_started(tables: Tables) -> None:
    names = ("cases", "median_days", "p90_days", "still_waiting")
    for offer in ("mellemform_klasse", "all"):
        asked = tables["waiting_time"].query("municipality_code == '190'")
        asked = asked[asked["offer_type"] == offer]
        assert _figures(only(asked, year=2023), *names) == (6, 15.0, pytest.approx(34.0), 2)
        assert _figures(only(asked, year=2024), *names) == (2, 365.0, 365.0, 1)
        assert len(asked) == 2


def test_a_day_counts_once_on_a_level_and_the_cluster_is_that_of_new_year_s_eve(tables: Tables) -> None:
    light = tables["intermediate_forms"].query("municipality_code == '210'")
    found = {(row.year, row.cluster, row.level): row.helaarsboern for row in light.itertuples()}
    assert found == pytest.approx(
        {
            (2023, "all", 2): 1.0,
            (2023, "Klynge Må", 2): 181 / 365,
            (2023, "unknown", 2): 214 / 365,
            (2021, "all", 4): 1 / 365,
            (2021, "Klynge No", 4): 1 / 365,
            (2022, "all", 4): 1 / 365,
            (2022, "Klynge Må", 4): 1 / 365,
            (2022, "all", 1): 10 / 365,
            (2022, "Klynge Må", 1): 10 / 365,
        }
    )


def test_a_year_still_running_has_neither_pupils_nor_unit_costs(tables: Tables) -> None:
    funds = only(tables["inclusion_funds"], municipality_code="151", year=2025, instnr="all")
    assert UNKNOWN(funds["pupils"])
    assert UNKNOWN(funds["inclusion_per_pupil"])
    moved = tables["reallocation_scenario"].query("year == 2025 and municipality_code == '151'")
    assert len(moved)
    assert moved[["unit_cost_from", "potential", "segregation_rate_after"]].isna().all(axis=None)


def test_no_pupils_are_forecast_for_a_town_after_its_forecast_ends(tables: Tables) -> None:
    adjusted = tables["cost_projection"].query("series == 'pupil_adjusted'").groupby("municipality_code")["year"].max()
    assert adjusted["751"] == 2027
    assert adjusted["151"] == 2030
    assert date(2025, 3, 15) == AS_OF
