"""Absence and wellbeing, computed by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.oracle.absence import absence
from tests.oracle.tiny import AS_OF, SCHOOLS, extract, only
from tests.oracle.wellbeing import wellbeing_indicator, wellbeing_item

TOWN = {"municipality_code": "151", "instnr": "all"}


def _month(pnr: str, instnr: str, month: int, active: int, sick: int, unpermitted: int = 0) -> dict[str, object]:
    days = {"dageaktiv": active, "dagesyg": sick, "dagelovfra": 0, "dageulovfra": unpermitted, "dageialtfra": 0}
    return {"pnr": pnr, "instnr": instnr, "maaned": date(2023, month, 1)} | days


def _absence(*rows: dict[str, object]) -> pd.DataFrame:
    part = {"pnr": "1", "elev3_vfra": date(2022, 8, 1), "udd": "1114", "udel": "24", "instnr": "100001"}
    extracts = {
        "fravaer": extract("fravaer", *rows, period="2023"),
        "kotre": extract("kotre", part),
        "institution": SCHOOLS,
    }
    return absence(extracts, AS_OF)


def test_the_mean_is_weighted_by_months_with_active_days() -> None:
    rows = [
        _month("1", "100001", 1, 20, 4),
        _month("1", "100001", 2, 20, 4),
        _month("1", "100001", 3, 0, 0),
        _month("2", "100001", 1, 10, 1),
    ]
    row = only(_absence(*rows), stage="all", **TOWN)
    assert (row["pupils"], row["high_absence_pupils"], row["high_absence_share"]) == (2, 1, 0.5)
    assert row["mean_absence"] == pytest.approx((2 * 0.2 + 1 * 0.1) / 3)


def test_a_pupil_is_one_unit_over_the_row_s_schools_and_stage_is_the_count_date_s() -> None:
    table = _absence(
        _month("1", "100001", 1, 10, 2), _month("1", "100002", 1, 10, 0), _month("1", "100003", 1, 10, 0, 1)
    )
    whole = only(table, stage="mellemtrin", **TOWN)
    assert (whole["pupils"], whole["high_absence_pupils"]) == (1, 0)
    assert (whole["sick"], whole["unpermitted"]) == pytest.approx((2 / 30, 1 / 30))
    assert only(table, stage="all", instnr="100001")["mean_absence"] == 0.1
    assert not table["instnr"].eq("100002").any()


def test_unknown_stage_counts_in_all_only_and_no_active_day_is_no_unit() -> None:
    table = _absence(_month("7", "100001", 1, 10, 2), _month("8", "100001", 1, 0, 0))
    assert set(table["stage"]) == {"all"}
    assert set(table["pupils"]) == {1}


def _survey(*answers: dict[int, int], grade: int = 5) -> dict[str, pd.DataFrame]:
    rows = [
        {"resp_id": str(number), "instnr": "100002", "klassetrin": grade}
        | {f"sp{item:02d}": value for item, value in given.items()}
        for number, given in enumerate(answers)
    ]
    return {"trivsel": extract("trivsel", *rows, period="2023"), "institution": SCHOOLS}


def test_half_of_the_items_is_enough_and_reversed_items_turn() -> None:
    half, fewer = {1: 1, 2: 1, 3: 1, 4: 5, 5: 1}, {1: 5, 2: 5, 3: 5, 5: 5}
    row = only(wellbeing_indicator(_survey(half, fewer), AS_OF), indicator="social", **TOWN)
    assert (row["respondents"], row["mean"], row["low"], row["band_1"]) == (1, 1.0, 1, 1)


def test_seven_items_need_four_answers() -> None:
    table = wellbeing_indicator(_survey(dict.fromkeys(range(21, 24), 4), dict.fromkeys(range(21, 25), 4)), AS_OF)
    assert only(table, indicator="stoette", instnr="100001")["respondents"] == 1


@pytest.mark.parametrize(
    ("answers", "band", "low"), [((2, 2), 1, 1), ((3, 2), 2, 1), ((3, 3), 2, 1), ((4, 3), 3, 0), ((5, 4), 4, 0)]
)
def test_bands_hold_their_upper_border(answers: tuple[int, int], band: int, low: int) -> None:
    row = only(wellbeing_indicator(_survey(dict(zip((26, 27), answers, strict=True))), AS_OF), indicator="ro", **TOWN)
    assert [row[f"band_{number}"] for number in (1, 2, 3, 4)] == [int(number == band) for number in (1, 2, 3, 4)]
    assert row["low"] == low


def test_items_keep_raw_answers_and_two_have_a_headline() -> None:
    table = wellbeing_item(_survey({1: 4, 6: 3}, {1: 3, 6: 5}, {1: 5}), AS_OF)
    joy, bullying = (only(table, item=item, **TOWN) for item in ("sp01", "sp06"))
    assert (joy["n_3"], joy["headline_n"], joy["headline_share"]) == (1, 2, pytest.approx(2 / 3))
    assert (bullying["respondents"], bullying["headline_n"]) == (2, 2)


def test_only_grades_four_to_nine_answer_these_questions() -> None:
    assert wellbeing_item(_survey({1: 3}, grade=3), AS_OF).empty
    assert wellbeing_indicator(_survey(dict.fromkeys(range(1, 11), 3), grade=10), AS_OF).empty
