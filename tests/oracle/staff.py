"""What the staff answer, and how many they are."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from tests.oracle.institutions import UNKNOWN, Register
from tests.oracle.read import Extracts

GROUP = ["municipality_code", "year", "group_kind", "group_value"]
PRINTED_TOTAL = "I alt"


def count_day(year: int) -> date:
    """The count date that falls in a calendar year."""
    return date(year, 9, 30)


def main_school(rows: pd.DataFrame, institution: pd.DataFrame) -> pd.Series:
    """The main school of each row's institution on the count date of the row's year; 'unknown' without a number."""
    found = pd.Series(UNKNOWN, index=rows.index, dtype=object)
    for year, part in rows[rows["instnr"].notna()].groupby("aar"):
        register = Register(institution, count_day(int(year)))
        found[part.index] = [register.school(instnr).main for instnr in part["instnr"]]
    return found


def _groups(rows: pd.DataFrame, institution: pd.DataFrame) -> Iterator[pd.DataFrame]:
    rows = rows.assign(municipality_code=rows["kom"], year=rows["aar"].astype(int))
    yield rows.assign(group_kind="all", group_value="all")
    yield rows.assign(group_kind="faggruppe", group_value=rows["faggruppe"])
    yield rows.assign(group_kind="school", group_value=main_school(rows, institution))


def staff_survey(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x question x group x answer; a respondent is one who answered the question."""
    rows = extracts["survey"]
    scale = rows["svar"].map(lambda value: None if pd.isna(value) else str(int(value)))
    rows = rows.assign(question=rows["spoergsmaal"], answer=rows["valg"].where(rows["valg"].notna(), scale))
    rows = pd.concat(_groups(rows[rows["answer"].notna()], extracts["institution"]))
    table = rows.groupby([*GROUP, "question", "answer"], as_index=False).agg(n=("resp_id", "nunique"))
    answered = rows.groupby([*GROUP, "question"], as_index=False).agg(respondents=("resp_id", "nunique"))
    asked = pd.concat(_groups(extracts["survey_inviteret"], extracts["institution"]))
    asked = asked.groupby(GROUP, as_index=False).agg(invited=("inviteret", "sum"))
    table = table.merge(answered, on=[*GROUP, "question"]).merge(asked, how="left", on=GROUP)
    table["share"] = table["n"] / table["respondents"]
    table["response_rate"] = (table["respondents"] / table["invited"]).where(table["invited"] > 0)
    return table


def personnel(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x district x unit; the printed total stands beside the sum and takes no part in it."""
    rows = extracts["personale"]
    rows = rows.assign(
        municipality_code=rows["kom"], year=rows["aar"].astype(int), district=rows["distrikt"], unit=rows["enhed"]
    )
    printed = rows["district"].eq(PRINTED_TOTAL)
    own = rows[~printed]
    grain = ["municipality_code", "year", "district", "unit"]
    sums = pd.concat([own, own.assign(district="all")]).groupby(grain, as_index=False)
    table = sums.agg(heads=("hoveder", "sum"), full_time=("fuldtid", "sum"))
    totals = (
        rows[printed]
        .assign(district="all")
        .rename(columns={"hoveder": "printed_heads", "fuldtid": "printed_full_time"})
    )
    return table.merge(totals[[*grain, "printed_heads", "printed_full_time"]], how="outer", on=grain)
