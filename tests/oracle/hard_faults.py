"""Broken rows and broken files, and what the input contract says should become of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.oracle.hard_write import BOM, PLAIN, Raw, Row, columns_of, to_csv, to_parquet

Expected = dict[str, dict[str, Any]]
Tables = dict[tuple[str, str], list[Row]]

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
}
TWO_COLUMNS: dict[tuple[str, str], tuple[str, Row]] = {
    ("kotre", "2024"): (
        "elev3_vtil",
        {"elev3_vfra": date(2022, 8, 1), "elev3_vtil": date(2022, 7, 1), "afg_art": "11"},
    ),
    ("bufo", "2023"): ("sag_vtil", {"sag_vfra": date(2023, 8, 1), "sag_vtil": date(2023, 7, 1)}),
    ("visitation", ""): ("visiteret_til", {"visiteret_fra": date(2023, 8, 1), "visiteret_til": date(2023, 7, 1)}),
}
REPEATED = {
    ("bef", "202306"),
    ("fravaer", "2023"),
    ("trivsel", "2023"),
    ("kotre", "2024"),
    ("oekonomi", "2022"),
    ("visitation", ""),
}


def spoil(source: str, period: str, rows: list[Row]) -> list[dict[str, Any]]:
    """Put one broken copy of a row after every seventh row; return where, in rows counted from 1 below the header."""
    expected = []
    wanted = [(column, {column: value}, rule) for column, value, rule in ROW_FAULTS.get((source, period), [])]
    if (source, period) in TWO_COLUMNS:
        column, values = TWO_COLUMNS[source, period]
        wanted.append((column, values, "end_before_start"))
    if (source, period) in REPEATED:
        wanted.append(("", {}, "duplicate_key"))
    for number, (column, values, rule) in enumerate(wanted):
        at = 7 * (number + 1)
        rows.insert(at, rows[at - 1] | values)
        expected.append({"row": at + 1, "column": column, "rule": rule})
    return expected


def _bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _csv_bytes(
    tables: Tables, source: str, period: str, folder: Path, change: Callable[[bytes], bytes], name: str
) -> None:
    path = folder / source / name
    to_csv(path, tables[source, period], columns_of(source), PLAIN)
    path.write_bytes(change(path.read_bytes()))


def _first_column_twice(content: bytes) -> bytes:
    return b"\n".join(line.split(b";")[0] + b";" + line for line in content.splitlines())


def broken_files(folder: Path, tables: Tables) -> Expected:
    """Redeliveries that can't be used: what came before stays in force."""
    plans: list[tuple[str, str, str, Callable[[bytes], bytes], str]] = [
        ("bufo", "2020", "bufo2020_v2.csv", lambda _: b"", "empty"),
        ("bufo", "2021", "bufo2021_v2.csv", lambda content: content.splitlines(keepends=True)[0], "header only"),
        (
            "bufo",
            "2022",
            "bufo2022_v2.csv",
            lambda content: content.replace(b"sag_vfra", b"sag_start", 1),
            "missing required column",
        ),
        ("bufo", "2023", "bufo2023_v2.csv", lambda content: content.replace(b";", b","), "wrong delimiter"),
        (
            "buaf",
            "2020",
            "buaf2020_v2.csv",
            lambda content: content.decode().encode("utf-16"),
            "encoding that fits neither",
        ),
        ("fravaer", "2021", "fravaer2021_v2.csv", lambda content: content[:900] + b"\0\0" + content[900:], "NUL bytes"),
        (
            "udsp",
            "2021",
            "udsp2021_v2.csv",
            lambda content: content + b'"' + content.splitlines()[1] + b"\n",
            "an unclosed quote",
        ),
        ("trivsel", "2022", "trivsel2022_v2.csv", _first_column_twice, "a duplicate header"),
        ("udsp", "2020", "udsp2020_v2.csv", lambda content: content[: content.rindex(b";", 0, -40)], "truncated"),
        ("bef", "202106", "bef202206_v3.csv", lambda content: content, "period in the rows contradicts the name"),
        ("oekonomi", "2021", "oekonomi2020_v2.csv", lambda content: content, "period in the rows contradicts the name"),
        (
            "oekonomi",
            "2021",
            "oekonomi2021_v2.csv",
            lambda content: content.replace(b",25", b".25", 3),
            "both decimal marks",
        ),
        ("visitation", "", "visitation_v3.csv", lambda content: content + _turned(content), "mixed date orders"),
    ]
    expected: Expected = {}
    for source, period, name, change, reason in plans:
        _csv_bytes(tables, source, period, folder, change, name)
        expected[f"{source}/{name}"] = {"outcome": "rejected", "reason": reason}
    (folder / "bufo" / "bufo2024_v3.csv").mkdir(parents=True)
    _bytes(folder / "kotre" / "kotre2024_v3.parquet", b"PAR1 is how it begins, and that is all")
    _bytes(folder / "institution" / "institution_v3.xlsx", b"PK no workbook")
    to_parquet(folder / "bef" / "bef202212_v2.parquet", tables["bef", "202212"], "bef", columns_of("bef"))
    half = (folder / "bef" / "bef202212_v2.parquet").read_bytes()
    _bytes(folder / "bef" / "bef202212_v2.parquet", half[: len(half) // 2])
    pq.write_table(pa.table({"pnr": ["7101120001"]}), folder / "buaf" / "buaf2021_v2.parquet")
    others = {
        "bufo/bufo2024_v3.csv": "a directory",
        "kotre/kotre2024_v3.parquet": "unreadable",
        "institution/institution_v3.xlsx": "unreadable",
        "bef/bef202212_v2.parquet": "truncated",
        "buaf/buaf2021_v2.parquet": "missing required column",
    }
    return expected | {name: {"outcome": "rejected", "reason": reason} for name, reason in others.items()}


def _turned(content: bytes) -> bytes:
    header, row = content.splitlines()[:2]
    at = header.split(b";").index(b"henvist_dato")
    cells = row.split(b";")
    cells[at] = b"-".join(reversed(cells[at].split(b"-")))
    return b";".join(cells) + b"\n"


def strange_files(folder: Path) -> Expected:
    """Names that fit no source or period."""
    names = (
        "bef/readme.txt",
        "bef/bef2023.csv",
        "bef/bef202313.csv",
        "kotre/kotre_24.csv",
        "institution/institution2024.csv",
    )
    for name in names:
        _bytes(folder / name, b"pnr;kom\n")
    return {name: {"outcome": "ignored", "reason": "the name fits no source or period"} for name in names}


def held_files(folder: Path, tables: Tables) -> Expected:
    """Redeliveries that a person has to look at."""
    to_csv(folder / "udsp" / "udsp2023_v3.csv", tables["udsp", "2023"][::2], columns_of("udsp"), BOM)
    rows = [row | ({"dagesyg": -2} if number % 10 == 0 else {}) for number, row in enumerate(tables["fravaer", "2022"])]
    to_csv(folder / "fravaer" / "fravaer2022_v2.csv", rows, columns_of("fravaer"), PLAIN)
    return {
        "udsp/udsp2023_v3.csv": {"outcome": "held", "reason": "more than 25 % fewer rows than the load in force"},
        "fravaer/fravaer2022_v2.csv": {"outcome": "held", "reason": "more than 5 % of the rows quarantined"},
    }
