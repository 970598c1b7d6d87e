"""Expected pupils, and the money that follows them."""

from datetime import date

import pandas as pd

from tests.oracle.codes import SCOPES
from tests.oracle.institutions import Register
from tests.oracle.pupils import enrolled, residence
from tests.oracle.read import Extracts
from tests.oracle.series import linear_trend
from tests.oracle.staff import count_day


def pupil_forecast(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x year x district of the newest vintage, all grades together."""
    rows = extracts["prognose"]
    rows = rows.assign(municipality_code=rows["kom"], year=rows["aar"].astype(int), district=rows["distrikt"])
    grain = ["municipality_code", "year", "district"]
    table = pd.concat([rows, rows.assign(district="all")]).groupby(grain, as_index=False).agg(pupils=("elever", "sum"))
    first = table.sort_values("year").groupby(["municipality_code", "district"])["pupils"].transform("first")
    return table.assign(change_since_first=table["pupils"] - first)


def municipal_pupils(extracts: Extracts, year: int) -> dict[str, int]:
    """Pupils of the municipal offers by residence at the count date in the calendar year."""
    day = count_day(year)
    register, pupils = Register(extracts["institution"], day), enrolled(extracts, day)
    kinds = pupils["instnr"].map(lambda instnr: register.school(instnr).kind)
    inside = kinds.isin(SCOPES["municipal_offers"])
    counts = pupils.loc[inside, "pnr"].map(residence(extracts, day)).value_counts()
    return {str(kom): int(count) for kom, count in counts.items()}


def pupil_adjusted(extracts: Extracts, as_of: date, observed: pd.DataFrame, last_year: int) -> pd.DataFrame:
    """A line through money per pupil, times the pupils that were, later times the pupils that are expected."""
    actual = {
        int(year): municipal_pupils(extracts, int(year)) if count_day(int(year)) <= as_of else {}
        for year in observed["year"].unique()
    }
    expected = pupil_forecast(extracts, as_of).query("district == 'all'")
    expected = expected.set_index(["municipality_code", "year"])["pupils"].to_dict()
    parts = []
    for kom, rows in observed.groupby("municipality_code"):
        seen = dict(zip(rows["year"].astype(int), rows["amount_fixed"], strict=True))
        pupils = {year: actual[year][kom] for year in seen if actual[year].get(kom)}
        per_pupil = linear_trend({year: seen[year] / count for year, count in pupils.items()}, last_year)
        later = {year: expected[kom, year] for year in range(max(seen) + 1, last_year + 1) if (kom, year) in expected}
        parts += [
            (kom, year, "pupil_adjusted", per_pupil[year] * count)
            for year, count in (pupils | later).items()
            if year in per_pupil
        ]
    return pd.DataFrame(parts, columns=["municipality_code", "year", "series", "amount_fixed"])
