"""One broken value per rule of the input contract: what is put into a copied row, and which rule it breaks."""

from datetime import date
from typing import Any

from tests.oracle.hard_write import Raw, Row

ROW_FAULTS: dict[tuple[str, str], list[tuple[str, Any, str]]] = {
    ("bef", "202306"): [
        ("kom", None, "null"),
        ("kom", "0301", "unknown_code"),
        ("koen", 3, "unknown_code"),
        ("foed_dag", date(2031, 1, 1), "after_as_of"),
        ("antboernf", -1, "negative"),
        ("pnr", None, "null"),
        ("foed_dag", Raw("31-02-2015"), "untypable"),
        ("alder", Raw("otte"), "untypable"),
    ],
    ("bef", "202312"): [("kom", "152", "unknown_code"), ("pnr", None, "null")],
    ("kotre", "2024"): [("udel", "45", "unknown_code"), ("instnr", None, "null"), ("elev3_vfra", None, "null")],
    ("udsp", "2022"): [
        ("kl_type", "77", "unknown_code"),
        ("spc_art", "H77", "unknown_code"),
        ("spc_omfang", Raw("1.234,56"), "untypable"),
        ("spc_omfang", Raw("ni"), "untypable"),
    ],
    ("buaf", "2023"): [("haendelse", "9", "unknown_code"), ("ansted_klas", "31", "unknown_code")],
    ("bufo", "2023"): [("pgf", "500", "unknown_code"), ("pgf", "099", "unknown_code")],
    ("fravaer", "2023"): [
        ("dagesyg", -1, "negative"),
        ("dageaktiv", Raw("20 dage"), "untypable"),
        ("pnr", None, "null"),
    ],
    ("trivsel", "2023"): [("sp03", 6, "unknown_code"), ("klassetrin", None, "null")],
    ("oekonomi", "2022"): [("art", "prognose", "unknown_code"), ("beloeb", Raw("12 kr"), "untypable")],
    ("institution", ""): [("enhedsart", "filial", "unknown_code")],
    ("visitation", ""): [("tilbud", "hjemmeskole", "unknown_code"), ("pnr", 7101120001, "number_as_text_key")],
    ("boernfb", "2021"): [
        ("kom", "0301", "unknown_code"),
        ("indskrevet_fra", None, "null"),
        ("indskrevet_fra", date(2031, 1, 1), "after_as_of"),
        ("fuldtidsenhed", Raw("halv"), "untypable"),
        ("fuldtidsenhed", -0.25, "negative"),
    ],
    ("buu", "2023"): [("lbnr", None, "null"), ("kom", "152", "unknown_code"), ("aarsag_07", Raw("ja"), "untypable")],
    ("buu", "2025"): [("und_dato", date(2025, 4, 1), "after_as_of")],
    ("ftbarn", "2015"): [("foedaar", None, "null"), ("foed_dag", date(2031, 1, 1), "after_as_of")],
    ("ssko", "2022"): [("kontaktagg", None, "null"), ("spec2", None, "null")],
    ("syap", "2022"): [("ant_kontakter", -1, "negative"), ("diaggrp_99", None, "null")],
    ("syhb", "2022"): [
        ("sengedage", -3, "negative"),
        ("antal_indl", Raw("to"), "untypable"),
        ("akut", 2, "untypable"),
    ],
    ("uaf_adm", "2018"): [("d_inddto", date(2031, 1, 1), "after_as_of"), ("recnum", None, "null")],
    ("uaf_diag", "2018"): [("c_diagtype", "X", "unknown_code"), ("c_diag", None, "null")],
    ("pulje", "2022"): [("pulje", "anden", "unknown_code"), ("beloeb", Raw("12 kr"), "untypable")],
    ("personale", "2023"): [("enhed", "sfo", "unknown_code"), ("hoveder", -1.0, "negative")],
    ("survey", "2023"): [
        ("faggruppe", "pedel", "unknown_code"),
        ("svar", 7, "unknown_code"),
        ("spoergsmaal", None, "null"),
    ],
    ("survey_inviteret", "2023"): [("inviteret", -1, "negative")],
    ("indsats", ""): [("status", "aflyst", "unknown_code"), ("start", None, "null")],
    ("afgoerelse", "202406"): [("timer_uge", None, "null"), ("almen", 2, "untypable")],
    ("afgoerelse", "202506"): [("afgoerelse_dato", date(2025, 4, 1), "after_as_of")],
    ("prognose", "2024"): [("elever", -1.0, "negative"), ("klassetrin", None, "null")],
    ("beskaeftigelse", "2023"): [("status", "rejst", "unknown_code"), ("pnr", None, "null")],
    ("investering", ""): [("varighed", "altid", "unknown_code")],
    ("opfoelgning", ""): [("fokus", None, "null")],
}
TWO_COLUMNS: dict[tuple[str, str], tuple[str, Row]] = {
    ("kotre", "2024"): (
        "elev3_vtil",
        {"elev3_vfra": date(2022, 8, 1), "elev3_vtil": date(2022, 7, 1), "afg_art": "11"},
    ),
    ("bufo", "2023"): ("sag_vtil", {"sag_vfra": date(2023, 8, 1), "sag_vtil": date(2023, 7, 1)}),
    ("visitation", ""): ("visiteret_til", {"visiteret_fra": date(2023, 8, 1), "visiteret_til": date(2023, 7, 1)}),
    ("boernfb", "2021"): (
        "indskrevet_til",
        {"indskrevet_fra": date(2021, 8, 1), "indskrevet_til": date(2021, 7, 1)},
    ),
    ("indsats", ""): ("slut", {"start": date(2023, 8, 1), "slut": date(2023, 7, 1)}),
}
REPEATED = {
    ("bef", "202306"),
    ("fravaer", "2023"),
    ("trivsel", "2023"),
    ("kotre", "2024"),
    ("oekonomi", "2022"),
    ("visitation", ""),
    ("buu", "2023"),
    ("ftbarn", "2015"),
    ("ssko", "2022"),
    ("syap", "2022"),
    ("syhb", "2022"),
    ("uaf_adm", "2018"),
    ("uaf_diag", "2018"),
    ("boernfb", "2021"),
    ("pulje", "2022"),
    ("personale", "2023"),
    ("survey", "2023"),
    ("survey_inviteret", "2023"),
    ("indsats", ""),
    ("afgoerelse", "202406"),
    ("prognose", "2024"),
    ("beskaeftigelse", "2023"),
    ("investering", ""),
    ("opfoelgning", ""),
}


def has_words(source: str, period: str) -> bool:
    """Some fault is text that only a csv file can hold."""
    return any(isinstance(value, Raw) for _, value, _ in ROW_FAULTS.get((source, period), []))
