"""Primary suppression, and that a comparison sees what is missing, extra, different or shown too much."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.oracle import compare as compare_module
from tests.oracle.compare import compare, compare_published, differences
from tests.oracle.publish import hidden, published

KEY = {"municipality_code": "151", "year": 2023, "district": "all", "offer_type": "all"}
ROW = KEY | {"children": 9, "days": 365, "helaarsboern": 1.0, "is_provisional": False}


def _return_rows(*pairs: tuple[int, int]) -> pd.DataFrame:
    rows = [
        {"referred": 10, "still_enrolled": enrolled, "returned": returned, "rate": returned / enrolled}
        for enrolled, returned in pairs
    ]
    return pd.DataFrame(rows)


def test_small_numerators_and_small_remainders_are_hidden_with_their_share() -> None:
    mask = hidden("return_rate", _return_rows((10, 5), (10, 4), (10, 7), (10, 0), (10, 10)))
    assert list(mask["rate"]) == [False, True, True, False, False]
    assert list(mask["returned"]) == [False, True, True, False, False]
    assert not mask["still_enrolled"].any()


def test_a_hidden_value_is_null_and_listed() -> None:
    row = published("return_rate", _return_rows((10, 4))).iloc[0]
    assert (row["returned"], row["is_suppressed"], row["suppressed_measures"]) == (None, True, "returned, rate")


def test_what_is_missing_anyway_is_not_hidden() -> None:
    rows = pd.DataFrame([{"segregated": 2, "special_education": 6, "pupils": 20, "index_since_first": None}])
    rows = rows.assign(segregation_rate=0.1, special_education_rate=0.3, distance_to_target=0.05)
    mask = hidden("segregation_rate", rows).iloc[0]
    assert (mask["distance_to_target"], mask["index_since_first"]) == (True, False)


def test_a_mean_over_four_is_hidden() -> None:
    rows = pd.DataFrame(
        [
            {"respondents": 4, "mean": 3.0, "low": 0, "low_share": 0.0}
            | dict.fromkeys(("band_1", "band_2", "band_3", "band_4"), 0)
        ]
    )
    assert hidden("wellbeing_indicator", rows)["mean"].all()


def test_each_kind_of_difference_is_seen() -> None:
    ours = pd.DataFrame([ROW, ROW | {"year": 2024}])
    theirs = pd.DataFrame([ROW | {"helaarsboern": 1.1}, ROW | {"year": 2022}])
    found = compare("helaarsboern", ours, theirs)
    assert [len(found.missing), len(found.extra), len(found.differing)] == [1, 1, 1]
    assert not compare("helaarsboern", ours, ours.assign(helaarsboern=1.0 + 1e-9)).found
    assert compare("helaarsboern", ours, "table is not there").missing
    assert compare("helaarsboern", None, theirs).extra


def test_showing_what_must_be_hidden_is_a_difference_and_hiding_more_is_none() -> None:
    ours = pd.DataFrame([ROW | {"children": 3}, ROW | {"year": 2024}])
    shown = ours.assign(is_suppressed=[False, True], suppressed_measures=[None, "children"])
    assert len(compare_published("helaarsboern", ours, shown)) == 1
    right = shown.assign(children=[None, None], is_suppressed=True, suppressed_measures="children")
    assert compare_published("helaarsboern", ours, right) == []
    assert compare_published("helaarsboern", ours, right.assign(suppressed_measures=[["children"], ["children"]])) == []


def test_differences_reads_the_published_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = pd.DataFrame([ROW])
    shown = ours.assign(is_suppressed=False, suppressed_measures=None)
    with duckdb.connect(str(tmp_path / "plads.duckdb")) as database:
        for schema, table in (("marts", ours), ("published", shown)):
            database.register("rows", table)
            database.execute(f"create schema {schema}")
            database.execute(f"create table {schema}.helaarsboern as select * from rows")
    (tmp_path / "landing").mkdir()
    monkeypatch.setattr(compare_module, "CHECKS", {})
    monkeypatch.setattr(compare_module, "calculate", lambda *_: {"helaarsboern": ours})
    assert differences(tmp_path / "landing", tmp_path, date(2025, 3, 15)) == {}
    monkeypatch.setattr(compare_module, "calculate", lambda *_: {"helaarsboern": ours.assign(days=366)})
    assert set(differences(tmp_path / "landing", tmp_path, "2025-03-15")) == {"helaarsboern", "published.helaarsboern"}


def test_texts_are_compared_as_texts() -> None:
    row = {"municipality_code": "101", "date": "12-2025", "initiative": "One", "focus": "What", "data_kind": "A, B"}
    ours = pd.DataFrame([row])
    assert not compare("thematic_follow_up", ours, ours.copy()).found
    assert len(compare("thematic_follow_up", ours, ours.assign(data_kind="B, A")).differing) == 1
    assert len(compare("thematic_follow_up", ours, ours.assign(data_kind=None)).differing) == 1


def test_a_response_rate_hides_its_respondents_when_few_have_not_answered() -> None:
    rows = pd.DataFrame([{"n": 10, "respondents": 20, "invited": invited} for invited in (24, 25, None)])
    rows = rows.assign(share=0.5, response_rate=[20 / 24, 0.8, None])
    mask = hidden("staff_survey", rows)
    assert list(mask["response_rate"]) == [True, False, False]
    assert list(mask["respondents"]) == [True, False, False]
    assert not mask["share"].any()


def test_the_middle_of_four_waits_is_hidden_though_there_are_more_cases() -> None:
    rows = pd.DataFrame([{"cases": 9, "median_days": 3.0, "p90_days": 9.0, "_started": count} for count in (4, 5)])
    assert list(hidden("waiting_time", rows)["median_days"]) == [True, False]
