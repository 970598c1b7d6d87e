"""Scores: a year knows nothing of its own future, bins are tenths, and too few cases give no model."""

import numpy as np
import pandas as pd
import pytest

from dagster_project.risk.model import FEWEST_SEGREGATED, SCORES, as_table, scores
from dagster_project.risk.quality import CALIBRATION, QUALITY, calibration, quality

YEARS = range(2016, 2023)
NUMBERS, CATEGORIES = ["notifications", "absence_share"], ["sex"]


def pupils(per_year: int = 300, seed: int = 5) -> pd.DataFrame:
    """Pupils whose chance follows their notifications; the last two years have no answer yet."""
    random = np.random.default_rng(seed)
    size = per_year * len(YEARS)
    years = np.repeat(list(YEARS), per_year)
    notifications = random.poisson(0.5, size)
    answer = random.random(size) < 0.05 + 0.2 * np.minimum(notifications, 4)
    return pd.DataFrame(
        {
            "person_key": np.arange(size),
            "school_year": [f"{year}/{year + 1}" for year in years],
            "count_year": years,
            "main_instnr": "151001",
            "institution_municipality_code": np.where(random.random(size) < 0.5, "151", "163"),
            "sex": np.where(random.random(size) < 0.5, "male", "female"),
            "notifications": notifications,
            "absence_share": np.where(years == 2016, np.nan, random.random(size)),
            "is_segregated_next": pd.array(np.where(years >= 2021, None, answer), dtype="boolean"),
        }
    )


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return scores(pupils(), NUMBERS, CATEGORIES)


def test_the_first_years_have_no_scores_because_no_answer_had_arrived(scored):
    assert sorted(scored["count_year"].unique()) == [2018, 2019, 2020, 2021, 2022]


def test_no_answer_that_came_later_moves_a_score(scored):
    other = pupils()
    later = other["count_year"] >= 2018
    other.loc[later, "is_segregated_next"] = ~other.loc[later, "is_segregated_next"]
    moved = scores(other, NUMBERS, CATEGORIES)
    for year in (2018, 2019):
        same = scored.loc[scored["count_year"] == year, "probability"]
        assert np.array_equal(same, moved.loc[moved["count_year"] == year, "probability"])
    last = scored["count_year"] == 2022
    assert not np.array_equal(scored.loc[last, "probability"], moved.loc[last, "probability"])


def test_the_same_pupils_give_the_same_scores(scored):
    pd.testing.assert_frame_equal(scored, scores(pupils(), NUMBERS, CATEGORIES))


def test_a_bin_is_a_tenth_of_probability(scored):
    assert ((scored["bin"] / 10 <= scored["probability"]) & (scored["probability"] <= (scored["bin"] + 1) / 10)).all()


def test_too_few_cases_give_no_model_but_typed_columns():
    few = pupils(per_year=10)
    few["is_segregated_next"] = pd.array([True] * (FEWEST_SEGREGATED - 1) + [False] * (70 - 19), dtype="boolean")
    found = scores(few, NUMBERS, CATEGORIES)
    assert len(found) == 0
    assert as_table(found, SCORES).schema == SCORES


def test_figures_by_hand():
    """Six of each answer: every segregated pupil is ranked above, but for one pair of equals: (35 + 0.5) ÷ 36."""
    low, high = [0.1, 0.1, 0.1, 0.1, 0.1, 0.5], [0.5, 0.9, 0.9, 0.9, 0.9, 0.9]
    rows = pd.DataFrame(
        {
            "school_year": "2020/2021", "municipality_code": "151", "sex": ["male"] * 11 + ["female"],
            "probability": low + high, "bin": [1] * 5 + [5, 5] + [9] * 5,
            "is_segregated_next": pd.array([False] * 6 + [True] * 6, dtype="boolean"),
        }
    )  # fmt: skip
    found = quality(rows)
    first = found[found["group_kind"] == "all"].iloc[0]
    assert first["pupils"] == 12
    assert first["segregated"] == 6
    assert first["auc"] == pytest.approx(35.5 / 36)
    assert first["brier"] == pytest.approx((10 * 0.01 + 2 * 0.25) / 12)
    assert first["mean_probability"] == pytest.approx((0.5 + 0.5 + 0.5 + 4.5) / 12)
    assert list(found["group_kind"]) == ["all", "municipality", "sex"], "one girl alone is no group"
    assert calibration(rows).empty, "no bin has five of both answers"
    assert as_table(found, QUALITY).schema == QUALITY
    assert as_table(calibration(rows), CALIBRATION).schema == CALIBRATION


def test_years_without_answers_have_no_quality(scored):
    assert set(quality(scored)["school_year"]) == {"2018/2019", "2019/2020", "2020/2021"}
