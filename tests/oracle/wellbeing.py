"""Wellbeing of respondents in grades 4-9: indicators and single items."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import count_date, school_year
from tests.oracle.codes import HEADLINES, INDICATORS, REVERSED_ITEMS
from tests.oracle.institutions import Register
from tests.oracle.read import Extracts

GRAIN = ["municipality_code", "school_year", "instnr"]
LOW = 3.0


def _respondents(extracts: Extracts) -> pd.DataFrame:
    parts = []
    for period, rows in extracts["trivsel"].groupby("_period"):
        register = Register(extracts["institution"], count_date(int(period)))
        schools = [register.school(instnr) for instnr in rows["instnr"]]
        parts.append(
            rows.assign(
                municipality_code=[school.municipality for school in schools],
                instnr=[school.main for school in schools],
                school_year=school_year(int(period)),
            )
        )
    rows = pd.concat(parts)
    rows = rows[rows["klassetrin"].between(4, 9)]
    return pd.concat([rows, rows.assign(instnr="all")], ignore_index=True)


def _score(rows: pd.DataFrame, items: range) -> pd.DataFrame:
    answers = pd.DataFrame(
        {item: 6 - rows[f"sp{item:02d}"] if item in REVERSED_ITEMS else rows[f"sp{item:02d}"] for item in items},
    )
    answered = answers.notna().sum(axis=1)
    scores = rows[GRAIN].assign(score=answers.sum(axis=1) / answered)
    return scores[2 * answered >= len(items)]


def wellbeing_indicator(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year x main school x indicator."""
    parts = []
    for indicator, items in INDICATORS.items():
        scores = _score(_respondents(extracts), items).assign(indicator=indicator)
        scores["low"] = scores["score"] <= LOW
        for band in (1, 2, 3, 4):
            scores[f"band_{band}"] = (scores["score"] > (band if band > 1 else 0)) & (scores["score"] <= band + 1)
        sums = {name: (name, "sum") for name in ("low", "band_1", "band_2", "band_3", "band_4")}
        parts.append(
            scores.groupby([*GRAIN, "indicator"], as_index=False).agg(
                respondents=("score", "size"), mean=("score", "mean"), **sums
            )
        )
    table = pd.concat(parts, ignore_index=True)
    return table.assign(low_share=table["low"] / table["respondents"])


def wellbeing_item(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year x main school x item; answers as given, nothing reversed."""
    respondents = _respondents(extracts)
    parts = []
    for item in (f"sp{number:02d}" for number in range(1, 41)):
        given = respondents[respondents[item].notna()]
        counts = pd.DataFrame({f"n_{answer}": given[item].eq(answer) for answer in range(1, 6)})
        table = pd.concat([given[GRAIN], counts], axis=1).groupby(GRAIN, as_index=False).sum()
        table["respondents"] = table[list(counts)].sum(axis=1)
        if item in HEADLINES:
            table["headline_n"] = table[[f"n_{answer}" for answer in HEADLINES[item]]].sum(axis=1)
            table["headline_share"] = table["headline_n"] / table["respondents"]
        parts.append(table.assign(item=item))
    return pd.concat(parts, ignore_index=True)
