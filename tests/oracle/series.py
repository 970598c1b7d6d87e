"""What several marts do with a series of years: an index since its first year, and a straight line through it."""

import pandas as pd


def index_since_first(rows: pd.DataFrame, key: list[str], time: str, value: str) -> pd.Series:
    """100 x value / value of the first time in which the row key occurs; null when that is 0."""
    first = rows.sort_values(time).groupby(key)[value].transform(lambda series: series.iloc[0])
    return (100 * rows[value] / first).where(first != 0)


def linear_trend(observed: dict[int, float], last_year: int) -> dict[int, float]:
    """Ordinary least squares at the observed years and every later one; nothing from a single year."""
    if len(observed) < 2:
        return {}
    middle = sum(observed) / len(observed)
    level = sum(observed.values()) / len(observed)
    slope = sum((year - middle) * (value - level) for year, value in observed.items())
    slope /= sum((year - middle) ** 2 for year in observed)
    years = [*sorted(observed), *range(max(observed) + 1, last_year + 1)]
    return {year: level + slope * (year - middle) for year in years}
