"""Intermediate forms by level and cluster, and the time from a referral to its start."""

from collections import defaultdict
from datetime import date

import pandas as pd

from tests.oracle.calendar_days import Span, as_dates, cut, days_by_year, year_length
from tests.oracle.codes import INTERMEDIATE_LEVELS
from tests.oracle.helaarsboern import offer_type
from tests.oracle.institutions import UNKNOWN, Register
from tests.oracle.read import Extracts


class _Clusters:
    """The cluster of an offer's institution on the last day of a year."""

    def __init__(self, institution: pd.DataFrame) -> None:
        self._institution = institution
        self._registers: dict[int, Register] = {}

    def of(self, instnr: object, year: int) -> str:
        if not isinstance(instnr, str):
            return UNKNOWN
        if year not in self._registers:
            self._registers[year] = Register(self._institution, date(year, 12, 31))
        return self._registers[year].school(instnr).cluster


def intermediate_forms(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """Paying municipality x year x cluster x level; a child's day counts once within a level, whatever the hours."""
    rows = extracts["visitation"]
    rows = rows[rows["visiteret_fra"].notna() & rows["tilbud"].isin(list(INTERMEDIATE_LEVELS))]
    clusters = _Clusters(extracts["institution"])
    days: dict[tuple[str, int, str, int], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    ends = zip(as_dates(rows["visiteret_fra"]), as_dates(rows["visiteret_til"]), strict=True)
    for row, (start, end) in zip(rows.itertuples(), ends, strict=True):
        span = cut(start, end, as_of) if start else None
        for year in range(span[0].year, span[1].year + 1) if span else ():
            part = max(span[0], date(year, 1, 1)), min(span[1], date(year, 12, 31))
            for cluster in (clusters.of(row.tilbud_instnr, year), "all"):
                days[row.betalingskom, year, cluster, INTERMEDIATE_LEVELS[row.tilbud]][row.pnr].append(part)
    return pd.DataFrame(
        {
            "municipality_code": payer,
            "year": year,
            "cluster": cluster,
            "level": level,
            "children": len(children),
            "helaarsboern": sum(days_by_year(spans)[year] for spans in children.values()) / year_length(year),
        }
        for (payer, year, cluster, level), children in days.items()
    )


def waiting_time(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """Paying municipality x year of referral x offer type; days only of the cases that have started."""
    rows = extracts["visitation"]
    rows = rows[rows["henvist_dato"].notna() & (rows["henvist_dato"] <= pd.Timestamp(as_of))]
    started = rows["visiteret_fra"] <= pd.Timestamp(as_of)
    offers = [offer_type(*pair) for pair in zip(rows["tilbud"], rows["timer_uge"], strict=True)]
    cases = pd.DataFrame(
        {
            "municipality_code": rows["betalingskom"],
            "year": rows["henvist_dato"].dt.year.astype(int),
            "offer_type": offers,
            "days": (rows["visiteret_fra"] - rows["henvist_dato"]).dt.days.where(started),
            "waiting": ~started,
        }
    )
    return (
        pd.concat([cases, cases.assign(offer_type="all")])
        .groupby(["municipality_code", "year", "offer_type"], as_index=False)
        .agg(
            cases=("days", "size"),
            median_days=("days", "median"),
            p90_days=("days", lambda days: days.quantile(0.9)),
            still_waiting=("waiting", "sum"),
            _started=("days", "count"),
        )
    )
