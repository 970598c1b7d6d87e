"""Helårsbørn: days in an offer divided by the days of the year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd

from tests.oracle.calendar_days import Span, as_dates, cut, days_by_year, is_provisional, year_length
from tests.oracle.codes import SPECIAL_OFFERS
from tests.oracle.institutions import UNKNOWN
from tests.oracle.pupils import NINE_HOURS
from tests.oracle.read import Extracts

Cell = tuple[str, str, str]


def offer_type(tilbud: str, hours: float) -> str:
    """The offer as the marts name it; unknown hours are below the limit."""
    return "stoettetimer_under_9" if tilbud == "stoettetimer" and not hours >= NINE_HOURS else tilbud


def _spells(visitation: pd.DataFrame, as_of: date) -> Iterator[tuple[str, str, str, str, Span]]:
    started = visitation[visitation["visiteret_fra"].notna()]
    ends = zip(as_dates(started["visiteret_fra"]), as_dates(started["visiteret_til"]), strict=True)
    for row, (start, end) in zip(started.itertuples(), ends, strict=True):
        span = cut(start, end, as_of) if start else None
        if span:
            district = row.distrikt if isinstance(row.distrikt, str) else UNKNOWN
            yield row.pnr, row.betalingskom, district, offer_type(row.tilbud, row.timer_uge), span


def helaarsboern(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x district x offer type."""
    spells: dict[Cell, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for pnr, payer, district, offer, span in _spells(extracts["visitation"], as_of):
        offers = (offer, "all") if offer in SPECIAL_OFFERS else (offer,)
        for cell in ((payer, place, kind) for place in (district, "all") for kind in offers):
            spells[cell][pnr].append(span)
    totals: dict[tuple[str, str, str, int], list[int]] = defaultdict(list)
    for cell, children in spells.items():
        for spans in children.values():
            for year, days in days_by_year(spans).items():
                totals[(*cell, year)].append(days)
    return pd.DataFrame(
        {
            "municipality_code": payer,
            "year": year,
            "district": district,
            "offer_type": offer,
            "children": len(days),
            "days": sum(days),
            "helaarsboern": sum(days) / year_length(year),
            "is_provisional": is_provisional(year, as_of),
        }
        for (payer, district, offer, year), days in totals.items()
    )
