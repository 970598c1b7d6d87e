"""How well the scores tell who is segregated on the next count date, and whether they mean what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
from sklearn.metrics import brier_score_loss, roc_auc_score

from dagster_project.risk.model import BINS

# Figures on fewer pupils, or on fewer segregated ones, would be about children and not about the model.
FEWEST = 5
_GROUP = [("school_year", pa.string()), ("group_kind", pa.string()), ("group_value", pa.string())]
_FIGURES = [("pupils", pa.int64()), ("mean_probability", pa.float64()), ("observed_share", pa.float64())]
QUALITY = pa.schema([*_GROUP, *_FIGURES, ("segregated", pa.int64()), ("auc", pa.float64()), ("brier", pa.float64())])
CALIBRATION = pa.schema([*_GROUP, ("bin", pa.int64()), *_FIGURES])


def _groups(scored: pd.DataFrame) -> Iterator[tuple[dict[str, Any], pd.DataFrame]]:
    """All pupils, each municipality and each sex, of each school year whose answers are known."""
    answered = scored[scored["is_segregated_next"].notna()].copy()
    answered["answer"] = answered["is_segregated_next"].astype(bool)
    for kind, column in (("all", None), ("municipality", "municipality_code"), ("sex", "sex")):
        for keys, rows in answered.groupby(["school_year", *([column] if column else [])]):
            value = keys[1] if column else "all"
            yield {"school_year": keys[0], "group_kind": kind, "group_value": value}, rows


def _enough(rows: pd.DataFrame) -> bool:
    segregated = int(rows["answer"].sum())
    return segregated >= FEWEST and len(rows) - segregated >= FEWEST


def quality(scored: pd.DataFrame) -> pd.DataFrame:
    """A row per school year and group: discrimination (auc), accuracy (brier), and mean against observed."""
    found = []
    for group, rows in _groups(scored):
        if _enough(rows):
            answer, probability = rows["answer"], rows["probability"]
            found.append(
                {
                    **group,
                    "pupils": len(rows),
                    "segregated": int(answer.sum()),
                    "mean_probability": float(probability.mean()),
                    "observed_share": float(answer.mean()),
                    "auc": float(roc_auc_score(answer, probability)),
                    "brier": float(brier_score_loss(answer, probability)),
                }
            )
    return pd.DataFrame(found, columns=QUALITY.names)


def calibration(scored: pd.DataFrame) -> pd.DataFrame:
    """A row per school year, group and bin with enough pupils: what was predicted, and what came."""
    found = []
    for group, rows in _groups(scored):
        for number in range(BINS):
            within = rows[rows["bin"] == number]
            if _enough(within):
                found.append(
                    {
                        **group,
                        "bin": number,
                        "pupils": len(within),
                        "mean_probability": float(within["probability"].mean()),
                        "observed_share": float(within["answer"].mean()),
                    }
                )
    return pd.DataFrame(found, columns=CALIBRATION.names)
