"""Fixed prices through the chain of index links."""

from collections.abc import Callable

import pandas as pd


class MissingLinkError(Exception):
    """The chain from a year to the price level has a hole."""


def deflator(pl_index: pd.DataFrame, level: int) -> Callable[[int], float]:
    """Factor from a year's prices to the price level."""
    links = {
        (int(first), int(last)): 1 + float(rate) / 100
        for first, last, rate in zip(pl_index["year_from"], pl_index["year_to"], pl_index["rate_pct"], strict=True)
    }

    def factor(year: int) -> float:
        needed = [(start, start + 1) for start in range(min(year, level), max(year, level))]
        missing = [link for link in needed if link not in links]
        if missing:
            raise MissingLinkError(f"no index link for {missing}")
        product = 1.0
        for link in needed:
            product *= links[link]
        return product if year <= level else 1 / product

    return factor
