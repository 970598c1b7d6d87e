"""Children placed outside their home, and children with a preventive measure."""

from collections import defaultdict
from datetime import date

import pandas as pd

from tests.oracle.calendar_days import Span, as_dates, cut, days_by_year, year_length
from tests.oracle.codes import CONSENT, CONSENT_UNKNOWN, MEASURE_GROUPS, PLACEMENT_GROUPS, SPELL_EVENTS
from tests.oracle.read import Extracts


def _long(spells: pd.DataFrame, start: str, end: str, as_of: date) -> pd.DataFrame:
    """One row per spell and year that it touches, up to the data cut."""
    rows = []
    for row, first, last in zip(spells.to_dict("records"), as_dates(spells[start]), as_dates(spells[end]), strict=True):
        span = cut(first, last, as_of) if first else None
        for year in range(span[0].year, span[1].year + 1) if span else ():
            year_end = min(date(year, 12, 31), as_of)
            rows.append(
                row
                | {"year": year, "span": span, "first": first, "started": first.year == year}
                | {"ended": last is not None and last <= as_of and last.year == year}
                | {"at_year_end": span[0] <= year_end <= span[1]}
            )
    return pd.DataFrame(rows)


def _days(rows: pd.DataFrame, year: int) -> int:
    spans: dict[str, list[Span]] = defaultdict(list)
    for pnr, span in zip(rows["pnr"], rows["span"], strict=True):
        spans[pnr].append(span)
    return sum(days_by_year(mine).get(year, 0) for mine in spans.values())


def _consent(rows: pd.DataFrame) -> tuple[int, int]:
    latest = rows.sort_values(["first", "forloebsnr", "haendelse"]).drop_duplicates("pnr", keep="last")
    known = latest[latest["samtykke"].notna() & latest["samtykke"].ne(CONSENT_UNKNOWN)]
    return int(known["samtykke"].isin(CONSENT).sum()), len(known)


def placement(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x placement group."""
    buaf = extracts["buaf"]
    spells = buaf[buaf["haendelse"].isin(SPELL_EVENTS)]
    spells = spells.assign(placement_group=spells["ansted_klas"].map(PLACEMENT_GROUPS))
    rows = _long(pd.concat([spells, spells.assign(placement_group="all")]), "startdato", "slutdato", as_of)
    table = []
    for (kom, year, group), part in rows.groupby(["kom", "year", "placement_group"]):
        present = part[part["at_year_end"]]
        consenting, known = _consent(present)
        table.append(
            {
                "municipality_code": kom,
                "year": year,
                "placement_group": group,
                "children_end_of_year": present["pnr"].nunique(),
                "started": int(part["started"].sum()),
                "ended": int(part["ended"].sum()),
                "helaarsboern": _days(part, year) / year_length(year),
                "consent_share": consenting / known if known else None,
                "_consenting": consenting,
                "_consent_known": known,
            }
        )
    return pd.DataFrame(table)


def preventive_measure(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x measure group."""
    bufo = extracts["bufo"]
    spells = bufo.assign(measure_group=bufo["pgf"].map(MEASURE_GROUPS))
    rows = _long(spells[spells["measure_group"].notna()], "sag_vfra", "sag_vtil", as_of)
    table = rows.groupby(["kom", "year", "measure_group"], as_index=False).agg(
        children=("pnr", "nunique"), started=("started", "sum"), active_end_of_year=("at_year_end", "sum")
    )
    return table.rename(columns={"kom": "municipality_code"})
