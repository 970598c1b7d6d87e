"""What was known of the pupils of the general area on the count date."""

from datetime import date

import pandas as pd

from tests.oracle.calendar_days import count_date, school_year
from tests.oracle.codes import PREVENTIVE, SCOPES, SPELL_EVENTS
from tests.oracle.pupils import answered_years, pupil_count
from tests.oracle.read import Extracts

DIAGNOSES = {"psychiatric_diagnosis": "DF", "autism_diagnosis": "DF84"}


def _first_known(extracts: Extracts) -> dict[str, pd.DataFrame]:
    """Per factor, persons and the day from which it is known of them."""
    contacts = extracts["uaf_adm"][["_period", "recnum", "pnr", "d_inddto"]]
    contacts = contacts.merge(extracts["uaf_diag"][["_period", "recnum", "c_diag"]], on=["_period", "recnum"])
    placed, helped, told = extracts["buaf"], extracts["bufo"], extracts["buu"]
    found = {name: (contacts[contacts["c_diag"].str.startswith(code)], "d_inddto") for name, code in DIAGNOSES.items()}
    found["placement"] = (placed[placed["haendelse"].isin(SPELL_EVENTS)], "startdato")
    found["preventive_measure"] = (helped[helped["pgf"].isin(PREVENTIVE)], "sag_vfra")
    found["notification"] = (told[~told["ufoedt"].eq(1)], "und_dato")
    return {name: rows[["pnr", day]].set_axis(["pnr", "day"], axis=1) for name, (rows, day) in found.items()}


def risk_factor(extracts: Extracts, as_of: date) -> pd.DataFrame:
    """municipality x school year x factor: pupils of the municipal offers who are not segregated."""
    known, parts = _first_known(extracts), []
    for year in answered_years(extracts, as_of):
        pupils = pupil_count(extracts, year)
        pupils = pupils[~pupils["segregated"] & pupils["insttype"].isin(SCOPES["municipal_offers"])]
        for factor, rows in known.items():
            those = set(rows.loc[rows["day"] <= pd.Timestamp(count_date(year)), "pnr"])
            flagged = pupils.assign(factor=factor, school_year=school_year(year), having=pupils["pnr"].isin(those))
            residents = flagged[flagged["municipality"].notna()]
            parts += [
                residents.assign(municipality_code=residents["municipality"]),
                flagged.assign(municipality_code="all"),
            ]
    table = (
        pd.concat(parts)
        .groupby(["municipality_code", "school_year", "factor"], as_index=False)
        .agg(pupils_with=("having", "sum"), pupils=("pnr", "size"))
    )
    return table.assign(share=table["pupils_with"] / table["pupils"])
