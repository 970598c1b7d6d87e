"""Staff, pools, scenarios, forecasts and plans, computed by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.oracle.care import childcare
from tests.oracle.forecast import pupil_forecast
from tests.oracle.funds import inclusion_funds, reallocation_scenario
from tests.oracle.money import cost_projection
from tests.oracle.plans import investment_plan, thematic_follow_up
from tests.oracle.staff import personnel, staff_survey
from tests.oracle.tiny import AS_OF, SCHOOLS, extract, only

PLACE = {"kom": "151", "aar": 2024}
LINKS = pd.DataFrame({"year_from": ["2023"], "year_to": ["2024"], "rate_pct": ["0"]})


def _pupils(*schools: str, year: int = 2024) -> dict[str, pd.DataFrame]:
    """One pupil of grade 4 a school, all living in 151, from the autumn of a year on."""
    numbers = [f"61011{number:05d}" for number in range(len(schools))]
    part = {"elev3_vfra": date(year, 8, 1), "udd": "1114", "udel": "24"}
    home = {"referencetid": date(2020, 6, 30), "kom": "151"}
    return {
        "kotre": extract("kotre", *(part | {"pnr": p, "instnr": s} for p, s in zip(numbers, schools, strict=True))),
        "bef": extract("bef", *(home | {"pnr": p} for p in numbers)),
        "udsp": extract("udsp", {"pnr": "6101199999", "_period": str(year + 1)}),
        "institution": SCHOOLS,
    }


def test_a_respondent_has_answered_the_question_and_the_rest_was_only_invited() -> None:
    base = PLACE | {"faggruppe": "laerer", "instnr": "100002", "spoergsmaal": "q1"}
    rows = [
        base | {"resp_id": "1", "svar": 6},
        base | {"resp_id": "2", "svar": 5, "faggruppe": "andet", "instnr": None},
        base | {"resp_id": "3"},
        base | {"resp_id": "1", "spoergsmaal": "q2", "valg": "tid", "svar": 1},
        base | {"resp_id": "1", "spoergsmaal": "q2", "valg": "ro"},
    ]
    asked = [
        PLACE | {"instnr": "100001", "faggruppe": "laerer", "inviteret": 3},
        PLACE | {"instnr": "100004", "faggruppe": "andet", "inviteret": 5},
    ]
    extracts = {
        "survey": extract("survey", *rows),
        "survey_inviteret": extract("survey_inviteret", *asked),
        "institution": SCHOOLS,
    }
    table = staff_survey(extracts, AS_OF)
    whole = only(table, question="q1", group_kind="all", answer="6")
    assert (whole["n"], whole["respondents"], whole["share"], whole["response_rate"]) == (1, 2, 0.5, 0.25)
    school = only(table, question="q1", group_kind="school", group_value="100001")
    assert (school["respondents"], school["invited"]) == (1, 3)
    assert pd.isna(only(table, question="q1", group_value="unknown")["response_rate"])
    choices = table[(table["question"] == "q2") & (table["group_kind"] == "faggruppe")]
    assert set(zip(choices["answer"], choices["n"], choices["respondents"], strict=True)) == {
        ("tid", 1, 1),
        ("ro", 1, 1),
    }


def test_the_report_s_response_rate_keeps_its_parts() -> None:
    base = PLACE | {"faggruppe": "laerer", "instnr": "100001", "spoergsmaal": "q1", "svar": 1}
    extracts = {
        "survey": extract("survey", *(base | {"resp_id": str(number)} for number in range(192))),
        "survey_inviteret": extract(
            "survey_inviteret", PLACE | {"instnr": "100001", "faggruppe": "laerer", "inviteret": 595}
        ),
        "institution": SCHOOLS,
    }
    row = only(staff_survey(extracts, AS_OF), group_kind="all")
    assert (row["respondents"], row["invited"], round(100 * row["response_rate"], 2)) == (192, 595, 32.27)


def test_the_printed_total_stands_beside_the_sum() -> None:
    rows = [
        PLACE | {"distrikt": "North", "enhed": "ppr", "hoveder": 13.5, "fuldtid": 7.0, "delt_med": "South"},
        PLACE | {"distrikt": "South", "enhed": "ppr", "hoveder": 13.5, "fuldtid": 8.0},
        PLACE | {"distrikt": "South", "enhed": "bfo", "hoveder": 4.0, "fuldtid": 3.0},
        PLACE | {"distrikt": "I alt", "enhed": "ppr", "hoveder": 26.0, "fuldtid": 16.0},
    ]
    table = personnel({"personale": extract("personale", *rows)}, AS_OF)
    whole = only(table, district="all", unit="ppr")
    assert [whole[name] for name in ("heads", "full_time", "printed_heads", "printed_full_time")] == [27, 15, 26, 16]
    assert pd.isna(only(table, district="North", unit="ppr")["printed_heads"])
    assert pd.isna(only(table, district="all", unit="bfo")["printed_heads"])
    assert set(table["district"]) == {"North", "South", "all"}


def test_pools_belong_to_the_main_school_and_so_do_its_departments_pupils() -> None:
    amounts = {"inklusionspulje": 100.0, "stoettetimer": 40.0, "enhedstakst_udlagt": 30.0, "enhedstakst_betalt": 50.0}
    rows = [PLACE | {"instnr": "100001", "pulje": pool, "beloeb": amount} for pool, amount in amounts.items()]
    rows += [
        PLACE | {"instnr": "100002", "pulje": "inklusionspulje", "beloeb": 20.0},
        PLACE | {"instnr": "100004", "pulje": "stoettetimer", "beloeb": 7.0},
    ]
    extracts = _pupils("100001", "100002", "100003") | {"pulje": extract("pulje", *rows)}
    table = inclusion_funds(extracts, AS_OF)
    school = only(table, instnr="100001")
    assert (school["inklusionspulje"], school["unbound"], school["pupils"]) == (120, 140, 2)
    assert (school["inclusion_per_pupil"], school["unbound_per_pupil"]) == (60, 70)
    empty = only(table, instnr="100004")
    assert empty["pupils"] == 0
    assert pd.isna(empty["inclusion_per_pupil"])
    whole = only(table, instnr="all")
    assert (whole["unbound"], whole["pupils"]) == (147, 2)


def test_each_move_counts_on_the_places_before_the_others() -> None:
    whole = {"visiteret_fra": date(2024, 1, 1), "visiteret_til": date(2024, 12, 31), "betalingskom": "151"}
    places = ["specialskole"] * 4 + ["gruppeordning"] * 2
    cost = PLACE | {"art": "regnskab", "omraade": "special", "dranst": "1"}
    moves = [
        ("plan", "specialskole", "gruppeordning", "0.5", None),
        ("plan", "gruppeordning", "general", "0.25", "10"),
        ("plan", "dagbehandling", "general", "0.25", "10"),
        ("other", "specialskole", "nowhere", "0.1", None),
    ]
    extracts = _pupils("100001", "100004", "100004") | {
        "visitation": extract(
            "visitation", *(whole | {"pnr": str(at), "tilbud": offer} for at, offer in enumerate(places))
        ),
        "oekonomi": extract(
            "oekonomi",
            cost | {"tilbud": "specialskole", "beloeb": 400.0},
            cost | {"tilbud": "gruppeordning", "beloeb": 120.0},
        ),
        "pl_index": LINKS,
        "target": pd.DataFrame({"municipality_code": ["all"], "valid_from": ["2018/2019"], "rate": ["0.05"]}),
        "scenario": pd.DataFrame(moves, columns=["scenario", "from_offer", "to_offer", "share_moved", "unit_cost_to"]),
    }
    table = reallocation_scenario(extracts, AS_OF)
    down = only(table, scenario="plan", from_offer="specialskole")
    assert (down["helaarsboern_moved"], down["unit_cost_from"], down["unit_cost_to"]) == (2, 100, 60)
    assert down["potential"] == 80
    out = only(table, scenario="plan", from_offer="gruppeordning")
    assert (out["helaarsboern_moved"], out["potential"]) == (0.5, 25)
    assert out["segregation_rate_after"] == down["segregation_rate_after"] == 0.5
    assert pd.isna(only(table, scenario="other")["potential"])
    assert only(table, scenario="other")["segregation_rate_after"] == pytest.approx(2 / 3)
    assert len(table) == 3


def test_change_is_since_the_first_year_of_the_newest_vintage() -> None:
    rows = [
        {"kom": "151", "aar": year, "distrikt": district, "klassetrin": grade, "elever": count}
        for year, district, grade, count in (
            (2025, "North", 0, 10.0),
            (2025, "North", 1, 20.0),
            (2026, "North", 0, 25.0),
            (2026, "South", 0, 5.5),
        )
    ]
    table = pupil_forecast({"prognose": extract("prognose", *rows)}, AS_OF)
    assert only(table, district="North", year=2026)["change_since_first"] == -5
    assert only(table, district="South", year=2026)["change_since_first"] == 0
    assert only(table, district="all", year=2026)["pupils"] == 30.5


def test_the_second_curve_follows_the_pupils() -> None:
    cost = {"kom": "151", "art": "regnskab", "omraade": "special", "dranst": "1"}
    later = {"elev3_vfra": date(2024, 8, 1), "pnr": "6101100007", "udd": "1114", "udel": "24", "instnr": "100004"}
    extracts = _pupils("100001", "100003", year=2023)
    extracts["kotre"] = pd.concat([extracts["kotre"], extract("kotre", later)], ignore_index=True)
    extracts["bef"] = pd.concat(
        [extracts["bef"], extract("bef", {"pnr": "6101100007", "referencetid": date(2020, 6, 30), "kom": "151"})]
    )
    forecast = {"kom": "151", "distrikt": "North", "klassetrin": 0}
    extracts |= {
        "oekonomi": extract("oekonomi", cost | {"aar": 2023, "beloeb": 100.0}, cost | {"aar": 2024, "beloeb": 300.0}),
        "prognose": extract("prognose", *(forecast | {"aar": year, "elever": 4.0} for year in (2024, 2025, 2027))),
        "pl_index": LINKS,
    }
    table = cost_projection(extracts, AS_OF).query("series == 'pupil_adjusted'")
    found = dict(zip(table["year"], table["amount_fixed"], strict=True))
    assert found == pytest.approx({2023: 100, 2024: 300, 2025: 200 * 4, 2027: 300 * 4})


def test_the_report_s_investment_plan_adds_up() -> None:
    plan = {"engang": (4400.0, 8900.0, 8900.0, 4400.0), "varig": (28400.0, 55000.0, 55000.0, 55000.0)}
    rows = [
        {"kom": "751", "forslag": "SF1", "titel": kind, "sektor": "5.51", "varighed": kind, "aar": 2024 + at}
        | {"beloeb_1000kr": amount}
        for kind, amounts in plan.items()
        for at, amount in enumerate(amounts)
    ]
    short = rows[0] | {"forslag": "SF2", "beloeb_1000kr": 8.0, "kom": "101"}
    longer = short | {"titel": "another", "aar": 2025}
    table = investment_plan({"investering": extract("investering", *rows, short, longer)}, AS_OF)
    town = table[(table["municipality_code"] == "751") & (table["proposal"] == "all")]
    sums = {
        kind: [only(town, duration=kind, year=year)["amount_1000kr"] for year in ("2024", "2025", "2026", "2027")]
        for kind in ("engang", "varig", "all")
    }
    assert sums == plan | {"engang": list(plan["engang"]), "varig": list(plan["varig"])} | {
        "all": [32800, 63900, 63900, 59400]
    }
    averages = [only(town, duration=kind, year="average")["amount_1000kr"] for kind in ("engang", "varig", "all")]
    assert averages == [6650, 48350, 55000]
    assert only(table, municipality_code="101", proposal="SF2", duration="engang", year="average")["amount_1000kr"] == 8


def test_kinds_of_data_are_listed_in_order() -> None:
    base = {"kom": "101", "initiativ": "One", "tidspunkt": "12-2025", "fokus": "What"}
    rows = [base | {"data": "Survey"}, base | {"data": "Interview"}, base | {"initiativ": "Two"}]
    table = thematic_follow_up({"opfoelgning": extract("opfoelgning", *rows)}, AS_OF)
    assert only(table, initiative="One")["data_kind"] == "Interview, Survey"
    assert pd.isna(only(table, initiative="Two")["data_kind"])


def test_a_child_in_two_places_of_one_kind_is_one_child() -> None:
    base = {"pnr": "6101100001", "aar": 2024, "kom": "151", "pasningstilbud": "7", "fuldtidsenhed": 0.25}
    row = only(childcare({"boernfb": extract("boernfb", base, base | {"fuldtidsenhed": 0.5})}, AS_OF))
    assert (row["children"], row["full_time_units"], row["offer"]) == (1, 0.75, "7")
