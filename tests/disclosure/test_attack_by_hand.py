"""The attack finds on small tables exactly what a person finds on paper, and nothing where there is nothing to find."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.disclosure.attack import Report, attack, wrong_about
from tests.disclosure.extremes import Contradiction
from tests.disclosure.outside import GRAINS, Tables

Row = dict[str, Any]


def row(hidden: str = "", **values: Any) -> Row:
    """A published row; hidden measures are null and named."""
    names = hidden.split() or None
    return {**values, **dict.fromkeys(names or []), "is_suppressed": bool(names), "suppressed_measures": names}


def found(**tables: list[Row]) -> dict[str, tuple[float, float]]:
    """What is worked out: cell → interval."""
    return intervals(attack(tables))


def intervals(report: Report) -> dict[str, tuple[float, float]]:
    return {str(one.cell): (round(one.low, 3), round(one.high, 3)) for one in report.recovered}


def segregation(district: str, hidden: str = "", **values: Any) -> Row:
    return row(hidden, municipality_code="151", school_year="2023/2024", district=district,
               denominator_scope="municipal_offers", **values)  # fmt: skip


def decisions(school: str, hidden: str = "", **values: Any) -> Row:
    return row(hidden, municipality_code="151", half_year="2024H1", instnr=school, **values)


def test_a_single_hidden_part_is_total_less_the_others():
    rows = [
        decisions("all", decisions=20, decisions_over_nine_hours=0),
        decisions("A", decisions=17, decisions_over_nine_hours=0),
        decisions("B", "decisions", decisions_over_nine_hours=0),
    ]
    assert found(support_decisions=rows) == {"support_decisions[151, 2024H1, B].decisions": (3, 3)}


def test_two_hidden_parts_of_four_are_too_narrow_and_of_five_are_not():
    def rows(whole: int) -> list[Row]:
        hidden = [decisions(school, "decisions", decisions_over_nine_hours=0) for school in "BC"]
        return [decisions("all", decisions=whole, decisions_over_nine_hours=0), *hidden]

    assert found(support_decisions=rows(4)) == {
        "support_decisions[151, 2024H1, B].decisions": (0, 4),
        "support_decisions[151, 2024H1, C].decisions": (0, 4),
    }
    assert found(support_decisions=rows(5)) == {}


def test_five_hidden_parts_of_five_are_one_each_since_a_zero_would_be_shown():
    hidden = [decisions(school, "decisions", decisions_over_nine_hours=0) for school in "ABCDE"]
    told = found(support_decisions=[decisions("all", decisions=5, decisions_over_nine_hours=0), *hidden])
    assert told == {f"support_decisions[151, 2024H1, {school}].decisions": (1, 1) for school in "ABCDE"}


def test_four_and_four_of_eight_are_free_for_an_outsider_and_known_to_one_who_knows_they_are_small():
    hidden = [decisions(school, "decisions", decisions_over_nine_hours=0) for school in "BC"]
    exact = [decisions(school, decisions=4, decisions_over_nine_hours=0) for school in "BC"]
    whole = decisions("all", decisions=8, decisions_over_nine_hours=0)
    report = attack({"support_decisions": [whole, *hidden]}, {"support_decisions": [whole, *exact]})
    assert {one.why for one in report.recovered} == {"determined for one who knows what was hidden first"}
    assert set(intervals(report).values()) == {(4, 4)}


def test_two_ways_of_adding_up_tell_what_one_way_does_not():
    """Schools by answers with both margins: 1 + ? = 12 in the row, ? + 9 = 11 in the column."""

    def answers(school: str, hidden: str = "", **given: int) -> Row:
        counts = {f"n_{n}": 0 for n in range(1, 6)} | given
        return row(hidden, municipality_code="151", school_year="2023/2024", instnr=school, item="sp02",
                   respondents=given["respondents"], headline_n=None, headline_share=None,
                   **{name: counts[name] for name in counts if name.startswith("n_")})  # fmt: skip

    rows = [
        answers("all", n_1=11, n_2=30, respondents=41),
        answers("A", "n_1 n_2", respondents=20),
        answers("B", "n_2", n_1=9, respondents=21),
    ]
    assert found(wellbeing_item=rows) == {
        "wellbeing_item[151, 2023/2024, A, sp02].n_1": (2, 2),
        "wellbeing_item[151, 2023/2024, A, sp02].n_2": (18, 18),
        "wellbeing_item[151, 2023/2024, B, sp02].n_2": (12, 12),
    }


def test_a_shown_share_is_its_hidden_numerator():
    rows = [segregation("all", "segregated", pupils=50, special_education=9, segregation_rate=0.08,
                        special_education_rate=0.18, index_since_first=None,
                        target_rate=None, distance_to_target=None)]  # fmt: skip
    assert found(segregation_rate=rows) == {
        "segregation_rate[151, 2023/2024, all, municipal_offers].segregated": (4, 4)
    }


def test_the_distance_to_a_known_target_is_the_rate():
    rows = [segregation("all", "segregated segregation_rate", pupils=50, special_education=9,
                        special_education_rate=0.18, index_since_first=None,
                        target_rate=0.05, distance_to_target=0.03)]  # fmt: skip
    assert found(segregation_rate=rows) == {
        "segregation_rate[151, 2023/2024, all, municipal_offers].segregated": (4, 4),
        "segregation_rate[151, 2023/2024, all, municipal_offers].segregation_rate": (0.08, 0.08),
    }


def test_an_index_is_the_rate_of_one_who_knows_the_first_year():
    def year(name: str, hidden: str = "", **values: Any) -> Row:
        return segregation("all", hidden, target_rate=None, distance_to_target=None, special_education_rate=0.18,
                           special_education=9, pupils=50, **values) | {"school_year": name}  # fmt: skip

    rows = [
        year("2022/2023", segregated=8, segregation_rate=0.16, index_since_first=100.0),
        year("2023/2024", "segregated segregation_rate", index_since_first=50.0),
    ]
    assert found(segregation_rate=rows)["segregation_rate[151, 2023/2024, all, municipal_offers].segregated"] == (4, 4)


def test_the_pupils_of_a_risk_factor_are_those_who_are_not_segregated():
    rates = [segregation("all", "segregated segregation_rate special_education special_education_rate", pupils=50,
                         index_since_first=None, target_rate=None, distance_to_target=None)]  # fmt: skip
    factors = [
        row(municipality_code="151", school_year="2023/2024", factor="placement", pupils_with=0, pupils=47, share=0.0)
    ]
    told = found(segregation_rate=rates, risk_factor=factors)
    assert told["segregation_rate[151, 2023/2024, all, municipal_offers].segregated"] == (3, 3)


def test_what_the_profile_shows_is_known_in_its_own_table():
    school = {"instnr": "A", "school_year": "2023/2024"}
    absence = [row("high_absence_pupils high_absence_share", municipality_code="151", **school, stage="all", pupils=20,
                   mean_absence=0.1, sick=0.1, permitted=0.0, unpermitted=0.0)]  # fmt: skip
    profile = [row(municipality_code="151", **school, district="Måløv", absence_pupils=20, high_absence_pupils=None,
                   high_absence_share=0.15)]  # fmt: skip
    told = found(absence=absence, institution_profile=profile)
    assert told["absence[151, 2023/2024, A, all].high_absence_pupils"] == (3, 3)


def test_a_hidden_kind_of_absence_is_the_mean_less_the_other_two():
    rows = [row("permitted", municipality_code="151", school_year="2023/2024", instnr="all", stage="all",
                pupils=20, mean_absence=0.1, sick=0.06, unpermitted=0.01,
                high_absence_pupils=0, high_absence_share=0.0)]  # fmt: skip
    assert found(absence=rows) == {"absence[151, 2023/2024, all, all].permitted": (0.03, 0.03)}


def test_money_over_the_unit_cost_is_the_helaarsboern_and_those_are_days():
    cost = [row(municipality_code="151", year=2023, offer_type="specialskole", kind="regnskab", amount_current=1000.0,
                amount_fixed=1000.0, helaarsboern=None, unit_cost_fixed=400.0)]  # fmt: skip
    cost[0]["suppressed_measures"] = ["helaarsboern"]
    places = [
        row("children days helaarsboern", municipality_code="151", year=2023, district="all", offer_type="specialskole")
    ]
    told = found(special_education_cost=cost, helaarsboern=places)
    assert told["special_education_cost[151, 2023, specialskole, regnskab].helaarsboern"] == (2.5, 2.5)
    assert told["helaarsboern[151, 2023, all, specialskole].days"] == (912.5, 912.5)


def test_days_tell_how_few_children_there_can_be():
    """1 100 days in a year of 365 are four children at least; there are five in all, so the offer has four or five."""

    def places(district: str, offer: str, hidden: str = "", **values: Any) -> Row:
        return row(hidden, municipality_code="151", year=2023, district=district, offer_type=offer, **values)

    rows = [
        places("all", "all", children=5, days=1300, helaarsboern=1300 / 365),
        places("all", "specialskole", "children", days=1100, helaarsboern=1100 / 365),
        places("all", "gruppeordning", children=5, days=200, helaarsboern=200 / 365),
    ]
    assert found(helaarsboern=rows) == {"helaarsboern[151, 2023, all, specialskole].children": (4, 5)}


def test_a_mean_bounds_the_bands():
    """Twelve respondents with the mean 4.75 have at most three in the band below 4."""
    key = {"municipality_code": "151", "school_year": "2023/2024", "instnr": "all", "indicator": "faglig"}
    rows = [row("band_3 band_4", **key, respondents=12, mean=4.75, low=0, low_share=0.0, band_1=0, band_2=0)]
    assert found(wellbeing_indicator=rows) == {
        "wellbeing_indicator[151, 2023/2024, all, faglig].band_3": (0, 3),
        "wellbeing_indicator[151, 2023/2024, all, faglig].band_4": (9, 12),
    }


def test_the_hidden_mean_of_a_school_is_what_the_others_leave():
    def school(name: str, hidden: str = "", **values: Any) -> Row:
        return row(hidden, municipality_code="151", school_year="2023/2024", instnr=name, indicator="faglig",
                   low=0, low_share=0.0, band_1=0, band_2=0, band_3=0, **values)  # fmt: skip

    rows = [
        school("all", respondents=30, mean=4.5, band_4=30),
        school("A", respondents=24, mean=4.4, band_4=24),
        school("B", "mean", respondents=6, band_4=6),
    ]
    report = attack({"wellbeing_indicator": rows})
    assert intervals(report) == {"wellbeing_indicator[151, 2023/2024, B, faglig].mean": (4.9, 4.9)}


def test_a_missing_figure_is_not_a_hidden_one_and_breaks_no_sum():
    rows = [
        decisions("all", decisions=20, decisions_over_nine_hours=None),
        decisions("A", decisions=17, decisions_over_nine_hours=0),
        decisions("B", "decisions_over_nine_hours", decisions=3),
    ]
    assert found(support_decisions=rows) == {"support_decisions[151, 2024H1, B].decisions_over_nine_hours": (0, 3)}


def test_figures_that_contradict_each_other_are_said_to():
    rows = [
        decisions("all", decisions=20, decisions_over_nine_hours=0),
        decisions("A", decisions=25, decisions_over_nine_hours=0),
        decisions("B", "decisions", decisions_over_nine_hours=0),
    ]
    with pytest.raises(Contradiction):
        attack({"support_decisions": rows})


def test_an_attack_that_is_wrong_is_seen_to_be():
    rows = [
        decisions("all", decisions=20, decisions_over_nine_hours=0),
        decisions("B", "decisions", decisions_over_nine_hours=0),
    ]
    report = attack({"support_decisions": rows})
    exact = Tables({"support_decisions": [decisions("B", decisions=19, decisions_over_nine_hours=0)]}).known
    assert [str(one) for one in wrong_about(report, exact)]
    assert math.isfinite(report.recovered[0].high)


def test_every_published_table_with_persons_has_a_grain_here():
    from tests.reconciliation.published import disclosures

    counted = {
        name
        for name, found_here in disclosures().items()
        if any(rule["kind"] != "free" for rule in found_here["measures"].values())
    }
    assert counted == set(GRAINS)
