"""Trains and scores, one school year after another, each with a model that has seen only what was known by then."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

BINS = 10
# A model of fewer cases would tell of single children and not of a pattern.
FEWEST_SEGREGATED = 20
# The answer about year y stands on the count date of y + 1, in a delivery that comes after that school year.
ANSWER_DELAY = 2
SCORES = pa.schema(
    [
        ("person_key", pa.int64()),
        ("school_year", pa.string()),
        ("count_year", pa.int64()),
        ("main_instnr", pa.string()),
        ("municipality_code", pa.string()),
        ("sex", pa.string()),
        ("probability", pa.float64()),
        ("bin", pa.int64()),
        ("is_segregated_next", pa.bool_()),
    ]
)


def as_table(rows: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    """Rows with exactly these types, also when there are none."""
    return pa.Table.from_pandas(rows[schema.names], schema=schema, preserve_index=False)


def _estimator(numbers: list[str], categories: list[str]) -> Pipeline:
    """Logistic regression: its probabilities are calibrated by construction, and its weights can be read."""
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
            ("categories", OneHotEncoder(handle_unknown="ignore"), categories),
        ]
    )
    return make_pipeline(columns, LogisticRegression(C=1.0, max_iter=2000))


def _prepared(pupils: pd.DataFrame, numbers: list[str], categories: list[str]) -> pd.DataFrame:
    ready: pd.DataFrame = pupils.copy()
    ready[numbers] = ready[numbers].astype("float64")
    ready[categories] = ready[categories].astype("object").where(ready[categories].notna(), "unknown").astype(str)
    return ready


def _scored_years(pupils: pd.DataFrame, numbers: list[str], categories: list[str]) -> Iterator[pd.DataFrame]:
    for year in sorted(pupils["count_year"].unique()):
        seen = pupils[(pupils["count_year"] <= year - ANSWER_DELAY) & pupils["is_segregated_next"].notna()]
        answers = seen["is_segregated_next"].astype(bool)
        if answers.sum() < FEWEST_SEGREGATED or answers.all():
            continue
        # A column that is empty in all years seen says nothing yet; the imputer would have no median to put in.
        known = [name for name in numbers if seen[name].notna().any()]
        estimator = _estimator(known, categories).fit(seen[known + categories], answers)
        now = pupils[pupils["count_year"] == year].copy()
        now["probability"] = estimator.predict_proba(now[known + categories])[:, 1]
        yield now


def scores(pupils: pd.DataFrame, numbers: list[str], categories: list[str]) -> pd.DataFrame:
    """One row per pupil and school year that could be scored; columns as in `SCORES`.

    `pupils` has the features, `count_year`, and `is_segregated_next` (null where the next count date is not known).
    A year is scored by a model of the years whose answers had arrived when it began; the first years have none.
    """
    found = list(_scored_years(_prepared(pupils, numbers, categories), numbers, categories))
    if not found:
        nothing: pd.DataFrame = SCORES.empty_table().to_pandas()
        return nothing
    scored = pd.concat(found, ignore_index=True).rename(columns={"institution_municipality_code": "municipality_code"})
    scored["bin"] = (scored["probability"] * BINS).astype("int64").clip(upper=BINS - 1)
    chosen: pd.DataFrame = scored[SCORES.names]
    return chosen
