"""Who begins school, who leaves it, and what they do five years later."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import count_date, school_year
from tests.oracle.codes import OCCUPATIONS
from tests.oracle.pupils import answered_years, enrolled, pupil_count
from tests.oracle.read import Extracts

LAST_GRADES = (9, 10)
YEARS_AFTER = 5


def _present(extracts: Extracts, as_of: date) -> dict[int, set[str]]:
    """Pupils of every count date that the pupil register knows of and the data cut allows."""
    first = int(extracts["kotre"]["elev3_vfra"].min().year)
    years = [year for year in range(first, as_of.year + 2) if count_date(year) <= as_of]
    return {year: set(enrolled(extracts, count_date(year))["pnr"]) for year in years}


def school_starters(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year: grade 0, and a pupil at no earlier count date."""
    present, parts = _present(extracts, as_of), []
    for year in answered_years(extracts, as_of):
        before = set().union(*(pupils for earlier, pupils in present.items() if earlier < year))
        pupils = pupil_count(extracts, year)
        parts.append(pupils[pupils["grade"].eq(0) & ~pupils["pnr"].isin(before)].assign(school_year=school_year(year)))
    starters = pd.concat(parts).rename(columns={"municipality": "municipality_code"})
    table = starters.groupby(["municipality_code", "school_year"], as_index=False).agg(
        starters=("pnr", "size"), segregated=("segregated", "sum")
    )
    return table.assign(rate=table["segregated"] / table["starters"])


def _leavers(extracts: Extracts, as_of: date) -> pd.DataFrame:
    present = _present(extracts, as_of)
    segregated_before: set[str] = set()
    parts = []
    for year in answered_years(extracts, as_of):
        after = set().union(*(pupils for later, pupils in present.items() if later > year))
        pupils = pupil_count(extracts, year)
        last = pupils[pupils["grade"].isin(LAST_GRADES) & ~pupils["pnr"].isin(after)].assign(leaving_year=year)
        returned = ~last["segregated"] & last["pnr"].isin(segregated_before)
        parts += [
            last[last["segregated"]].assign(leaver_group="special_leaver"),
            last[returned].assign(leaver_group="returned_leaver"),
        ]
        segregated_before |= set(pupils.loc[pupils["segregated"], "pnr"])
    return pd.concat(parts).rename(columns={"municipality": "municipality_code"})


def outcome_after_school(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x leaving year x leaver group x status; all four statuses of a group with anybody in it."""
    status = extracts["beskaeftigelse"][["pnr", "aar", "status"]]
    status = status.assign(leaving_year=status["aar"].astype(int) - YEARS_AFTER)
    known = _leavers(extracts, as_of).merge(status, on=["pnr", "leaving_year"])
    group = ["municipality_code", "leaving_year", "leaver_group"]
    sizes = known.groupby(group, as_index=False).agg(group_size=("pnr", "nunique"))
    table = sizes.merge(pd.DataFrame({"status": OCCUPATIONS}), how="cross")
    persons = known.groupby([*group, "status"], as_index=False).agg(persons=("pnr", "nunique"))
    table = table.merge(persons, how="left", on=[*group, "status"]).fillna({"persons": 0})
    return table.assign(share=table["persons"] / table["group_size"])
