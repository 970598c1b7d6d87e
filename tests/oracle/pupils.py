"""The pupils of one count date: where enrolled, where they live, and whether segregated or in special education."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import count_date, covers
from tests.oracle.codes import CLASS_SCHOOLS, PUPIL_EDUCATIONS, SPECIAL_SCHOOLS, UNKNOWN_HOURS, stage
from tests.oracle.institutions import UNKNOWN, Register
from tests.oracle.read import Extracts

NINE_HOURS = 9.0


def grade(part: pd.Series) -> pd.Series:
    """Grade 0-11 from either spelling of udel."""
    number = part.astype(int)
    return number.where(number < 20, number - 20)


def enrolled(extracts: Extracts, day: date) -> pd.DataFrame:
    """One row per pupil: the spell that started last, ties by lowest institution number."""
    kotre = extracts["kotre"]
    spells = kotre[covers(kotre["elev3_vfra"], kotre["elev3_vtil"], day) & kotre["udd"].isin(PUPIL_EDUCATIONS)]
    spells = spells.assign(grade=grade(spells["udel"]))
    spells = spells[spells["grade"].between(0, 10)]
    spells = spells.sort_values(
        ["pnr", "elev3_vfra", "instnr", "udd", "udel"], ascending=[True, False, True, True, True]
    )
    pupils = spells.drop_duplicates("pnr")[["pnr", "instnr", "grade"]].reset_index(drop=True)
    pupils["stage"] = pupils["grade"].map(stage)
    return pupils


def residence(extracts: Extracts, day: date) -> dict[str, str]:
    """Municipality by person from the latest snapshot on or before the day."""
    bef = extracts["bef"]
    latest = (
        bef[bef["referencetid"] <= pd.Timestamp(day)].sort_values("referencetid").drop_duplicates("pnr", keep="last")
    )
    return dict(zip(latest["pnr"], latest["kom"], strict=True))


def visited_district(extracts: Extracts, day: date) -> dict[str, str]:
    """District by person from the visitation that covers the day."""
    visitation = extracts["visitation"]
    valid = visitation[covers(visitation["visiteret_fra"], visitation["visiteret_til"], day)]
    first = valid.sort_values(["visiteret_fra", "tilbud"], ascending=[False, True]).drop_duplicates("pnr")
    return {
        pnr: district
        for pnr, district in zip(first["pnr"], first["distrikt"], strict=True)
        if isinstance(district, str)
    }


def special_rows(extracts: Extracts, school_year_end: int) -> pd.DataFrame:
    """UDSP rows that cover the count date; a missing date is the enrolment's within the school year."""
    rows = extracts["udsp"]
    rows = rows[rows["_period"] == str(school_year_end)]
    first, last = pd.Timestamp(school_year_end - 1, 8, 1), pd.Timestamp(school_year_end, 7, 31)
    start = rows["spc_start"].fillna(rows["skl_vfra"].clip(lower=first))
    end = rows["spc_slut"].fillna(rows["skl_vtil"].fillna(last).clip(upper=last))
    return rows[covers(start, end, count_date(school_year_end))]


def pupil_count(extracts: Extracts, school_year_end: int) -> pd.DataFrame:
    """Every pupil of the count date with institution, residence, district, segregated and special education.

    Many marts ask for the same date: what has been counted once is kept beside the extracts that it was counted from.
    """
    name = f"pupils of {school_year_end}"
    if name not in extracts:
        extracts[name] = _counted(extracts, school_year_end)
    return extracts[name].copy()


def _counted(extracts: Extracts, school_year_end: int) -> pd.DataFrame:
    day = count_date(school_year_end)
    register = Register(extracts["institution"], day)
    pupils = enrolled(extracts, day)
    schools = {instnr: register.school(instnr) for instnr in pupils["instnr"].unique()}
    pupils["insttype"] = pupils["instnr"].map({instnr: school.kind for instnr, school in schools.items()})
    district = (
        pupils["pnr"].map(visited_district(extracts, day))
        if "visitation" in extracts
        else pd.Series(None, index=pupils.index)
    )
    pupils["district"] = district.fillna(pupils["instnr"].map({i: s.district for i, s in schools.items()})).fillna(
        UNKNOWN
    )
    pupils["municipality"] = pupils["pnr"].map(residence(extracts, day))

    special = special_rows(extracts, school_year_end)
    in_class_school = special["instnr"].map(lambda instnr: register.school(instnr).kind in CLASS_SCHOOLS).astype(bool)
    special_class = set(special.loc[special["kl_type"].eq("50") & in_class_school, "pnr"])
    enough = special["spc_omfang"].ge(NINE_HOURS) & special["spc_omfang"].ne(UNKNOWN_HOURS)
    supported = set(special.loc[special["spc_art"].ne("H00") & enough, "pnr"])
    pupils["segregated"] = pupils["insttype"].isin(SPECIAL_SCHOOLS) | pupils["pnr"].isin(special_class)
    pupils["special"] = pupils["segregated"] | pupils["pnr"].isin(supported)
    return pupils


def answered_years(extracts: Extracts, as_of: date) -> list[int]:
    """School years (by last calendar year) with an accepted UDSP delivery and a count date within the data cut."""
    years = sorted(int(period) for period in extracts["udsp"]["_period"].unique())
    return [year for year in years if count_date(year) <= as_of]
