"""Decisions on support in the general area, and what became of the children in an intervention."""

from datetime import date

import pandas as pd

from tests.oracle.institutions import Register
from tests.oracle.pupils import NINE_HOURS, answered_years, pupil_count
from tests.oracle.read import Extracts

FINISHED, ONGOING = "gennemfoert", "i_gang"
MONTHS = 12
ABSENT = ["dagesyg", "dagelovfra", "dageulovfra"]


def support_decisions(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x half-year x main school, place as on the day of the decision; the general area only."""
    rows = extracts["afgoerelse"]
    rows = rows[rows["almen"].eq(1) & (rows["afgoerelse_dato"] <= pd.Timestamp(as_of))]
    days = {day: Register(extracts["institution"], day.date()) for day in rows["afgoerelse_dato"].unique()}
    schools = [days[day].school(nr) for day, nr in zip(rows["afgoerelse_dato"], rows["instnr"], strict=True)]
    rows = rows.assign(
        municipality_code=[school.municipality for school in schools],
        instnr=[school.main for school in schools],
        half_year=[f"{day.year}H{1 if day.month <= 6 else 2}" for day in rows["afgoerelse_dato"]],
        enough=rows["timer_uge"] >= NINE_HOURS,
    )
    return (
        pd.concat([rows, rows.assign(instnr="all")])
        .groupby(["municipality_code", "half_year", "instnr"], as_index=False)
        .agg(decisions=("pnr", "size"), decisions_over_nine_hours=("enough", "sum"))
    )


def _absence(fravaer: pd.DataFrame, pnr: str, first: pd.Period) -> tuple[float, int]:
    """Absence of one child in the twelve months from the first on, and the months that it weighs."""
    months = fravaer["maaned"].dt.to_period("M")
    rows = fravaer[(fravaer["pnr"] == pnr) & (months >= first) & (months < first + MONTHS)]
    active = rows["dageaktiv"].sum()
    weight = rows.loc[rows["dageaktiv"] > 0, "maaned"].dt.to_period("M").nunique()
    return (rows[ABSENT].to_numpy().sum() / active if active > 0 else 0.0), int(weight)


def _mean(pairs: list[tuple[float, int]]) -> float | None:
    months = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / months if months else None


def intervention_outcome(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x intervention x start year, in courses; absence of the finished ones before and after."""
    courses = extracts["indsats"][extracts["indsats"]["start"] <= pd.Timestamp(as_of)]
    fravaer = extracts["fravaer"][extracts["fravaer"]["maaned"] <= pd.Timestamp(as_of)]
    now = pupil_count(extracts, answered_years(extracts, as_of)[-1]).set_index("pnr")["segregated"]
    table = []
    for (kom, intervention, year), rows in courses.groupby(["kom", "indsats", courses["start"].dt.year]):
        done = rows[rows["status"] == FINISHED]
        place = [now.get(pnr) for pnr in done["pnr"]]
        before = [_absence(fravaer, row.pnr, row.start.to_period("M") - MONTHS) for row in done.itertuples()]
        ended = done[done["slut"].notna()]
        after = [_absence(fravaer, row.pnr, row.slut.to_period("M") + 1) for row in ended.itertuples()]
        table.append(
            {
                "municipality_code": kom,
                "intervention": intervention,
                "start_year": int(year),
                "enrolled": len(rows),
                "finished": len(done),
                "ongoing": int(rows["status"].eq(ONGOING).sum()),
                "finished_now_segregated": sum(1 for state in place if state is not None and state),
                "finished_now_general": sum(1 for state in place if state is not None and not state),
                "absence_before": _mean(before),
                "absence_after": _mean(after),
                "price_teaching": rows["pris_undervisning"].mean(),
                "price_treatment": rows["pris_behandling"].mean(),
                "_before": sum(1 for _, weight in before if weight),
                "_after": sum(1 for _, weight in after if weight),
                "_teaching": int(rows["pris_undervisning"].count()),
                "_treatment": int(rows["pris_behandling"].count()),
            }
        )
    return pd.DataFrame(table)
