"""Which rows of a typed file break a row rule, and whether the file contradicts its own name."""

import pandas as pd

from tests.oracle.contract import Source
from tests.oracle.text_table import RejectedError

SPANS = {
    "kotre": [("elev3_vfra", "elev3_vtil")],
    "udsp": [("skl_vfra", "skl_vtil"), ("spc_start", "spc_slut")],
    "buaf": [("startdato", "slutdato")],
    "bufo": [("sag_vfra", "sag_vtil")],
    "institution": [("gyldig_fra", "gyldig_til")],
    "visitation": [("visiteret_fra", "visiteret_til")],
    "boernfb": [("indskrevet_fra", "indskrevet_til")],
    "indsats": [("start", "slut")],
}
PAST = {
    "bef": ["referencetid", "foed_dag", "bop_vfra"],
    "buaf": ["startdato"],
    "bufo": ["sag_vfra"],
    "kotre": ["elev3_vfra"],
    "udsp": ["skl_vfra"],
    "fravaer": ["maaned"],
    "visitation": ["henvist_dato", "afgoerelse_dato"],
    "boernfb": ["indskrevet_fra"],
    "buu": ["und_dato"],
    "ftbarn": ["foed_dag"],
    "uaf_adm": ["d_inddto"],
    "indsats": ["start"],
    "afgoerelse": ["afgoerelse_dato"],
}
COUNTS = {
    "bef": ["antboernf", "antboernh", "antpersf", "antpersh"],
    "fravaer": ["dageaktiv", "dagesyg", "dagelovfra", "dageulovfra", "dageialtfra"],
    "boernfb": ["fuldtidsenhed"],
    "ftbarn": ["vaegt_barn", "inddag"],
    "syap": ["ant_kontakter", "ant_bes_aar"],
    "syhb": ["antal_indl", "sengedage"],
    "personale": ["hoveder", "fuldtid"],
    "survey_inviteret": ["inviteret"],
    "prognose": ["elever"],
}
YEAR_IN_ROWS = frozenset(
    ("oekonomi", "boernfb", "syap", "syhb", "pulje", "personale", "survey", "survey_inviteret", "beskaeftigelse")
)
UNKNOWN_WEIGHT = -1


def as_meant(table: pd.DataFrame, source: Source) -> pd.DataFrame:
    """A pupil who is still there (afg_art 4.) has no end, whatever the end column says; a weight of -1 is none."""
    if source.name == "kotre":
        running = table["afg_art"].fillna("").astype(str).str.startswith("4")
        table["elev3_vtil"] = table["elev3_vtil"].mask(running)
    if source.name == "ftbarn":
        table["vaegt_barn"] = table["vaegt_barn"].mask(table["vaegt_barn"].eq(UNKNOWN_WEIGHT))
    return table


def refuse_wrong_period(table: pd.DataFrame, source: Source, period: str) -> None:
    """Raise when rows belong to another period than the name says."""
    if source.name == "bef":
        wrong = (
            table["referencetid"].dt.to_period("Q") != pd.Period(f"{period[:4]}-{period[4:]}", "M").asfreq("Q")
        ) & table["referencetid"].notna()
    elif source.name in YEAR_IN_ROWS:
        wrong = table["aar"].notna() & table["aar"].ne(int(period))
    elif source.name == "trivsel":
        wrong = table["skoleaar"].notna() & ~table["skoleaar"].isin([f"{int(period) - 1}/{period}", period])
    elif source.name == "afgoerelse":
        first, last = pd.Timestamp(int(period[:4]), int(period[4:]) - 5, 1), pd.Period(period, "M").end_time
        wrong = table["afgoerelse_dato"].notna() & ~table["afgoerelse_dato"].between(first, last)
    elif source.name == "fravaer":
        month, year = table["maaned"], int(period)
        wrong = month.notna() & ~month.between(pd.Timestamp(year - 1, 8, 1), pd.Timestamp(year, 7, 31))
    else:
        return
    if wrong.any():
        raise RejectedError("period in the rows contradicts the name")


def row_faults(table: pd.DataFrame, source: Source, as_of: pd.Timestamp) -> dict[tuple[str, str], pd.Series]:
    """Per (column, rule) the rows at fault, beside what typing found."""
    found = {(end, "end_before_start"): table[end] < table[start] for start, end in SPANS.get(source.name, [])}
    found |= {(name, "after_as_of"): table[name] > as_of for name in PAST.get(source.name, [])}
    return found | {(name, "negative"): table[name] < 0 for name in COUNTS.get(source.name, [])}


def repeated(table: pd.DataFrame, source: Source, good: pd.Series) -> pd.Series:
    """Rows whose key an earlier good row has already used."""
    twice = table.loc[good].duplicated(list(source.key), keep="first")
    return twice.reindex(table.index, fill_value=False)
