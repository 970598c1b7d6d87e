"""Types of the columns, as somebody would write them down who only wants the figures; what is not listed is text."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


DATES = _names(
    "referencetid foed_dag bop_vfra startdato slutdato sag_vfra sag_vtil elev3_vfra elev3_vtil skl_vfra skl_vtil "
    "spc_start spc_slut gyldig_fra gyldig_til maaned henvist_dato afgoerelse_dato visiteret_fra visiteret_til "
    "start slut und_dato indskrevet_fra indskrevet_til d_inddto mor_vfra far_vfra"
)
NUMBERS = _names(
    "spc_omfang spc_omfang_ud timer_uge beloeb beloeb_1000kr fuldtidsenhed hoveder fuldtid elever pris_undervisning "
    "pris_behandling mor_alder far_alder"
)
INTEGERS = _names(
    "version koen alder familie_type fm_mark plads hustype antboernf antboernh antpersf antpersh ie_type opholdmd_dk "
    "dageaktiv dagesyg dagelovfra dageulovfra dageialtfra klassetrin aar lbnr kontaktagg koenimp alderimp "
    "ant_kontakter ant_bes_aar antal_indl sengedage foedaar flerfold vaegt_barn laengde_barn inddag mor_alder_ult "
    "mor_koen far_alder_ult far_koen svar inviteret"
)
FLAGS = _names("dansk_2_sp modt ufoedt akut almen")


def duckdb_type(source: str, column: str) -> str:
    """DuckDB's name for the type of a column."""
    if column == "maaned" and source == "oekonomi":
        return "integer"
    if column in DATES:
        return "date"
    if column in NUMBERS:
        return "double"
    if column in INTEGERS:
        return "integer"
    if column in FLAGS or (source == "buu" and column.startswith("aarsag_")):
        return "boolean"
    return "tinyint" if column.startswith("sp") and column[2:].isdigit() else "varchar"
