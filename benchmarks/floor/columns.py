"""Types of the columns, as somebody would write them down who only wants the figures; what is not listed is text."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


DATES = _names(
    "referencetid foed_dag bop_vfra startdato slutdato sag_vfra sag_vtil elev3_vfra elev3_vtil skl_vfra skl_vtil "
    "spc_start spc_slut gyldig_fra gyldig_til maaned henvist_dato afgoerelse_dato visiteret_fra visiteret_til"
)
NUMBERS = _names("spc_omfang spc_omfang_ud timer_uge beloeb")
INTEGERS = _names(
    "version koen alder familie_type fm_mark plads hustype antboernf antboernh antpersf antpersh ie_type opholdmd_dk "
    "dageaktiv dagesyg dagelovfra dageulovfra dageialtfra klassetrin aar dansk_2_sp modt"
)


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
    return "tinyint" if column.startswith("sp") and column[2:].isdigit() else "varchar"
