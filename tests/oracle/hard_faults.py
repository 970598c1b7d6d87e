"""Broken rows and broken files, and what the input contract says should become of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.oracle.hard_faults_rows import REPEATED, ROW_FAULTS, TWO_COLUMNS
from tests.oracle.hard_write import BOM, PLAIN, Row, columns_of, to_csv, to_parquet

Expected = dict[str, dict[str, Any]]
Tables = dict[tuple[str, str], list[Row]]


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
        ("boernfb", "2020", "boernfb2020_v2.csv", lambda content: content[:50] + b"\x81" + content[50:], "encoding"),
        ("buu", "2021", "buu2021_v2.csv", lambda content: content.replace(b"und_dato", b"dato", 1), "missing column"),
        ("ftbarn", "2016", "ftbarn2016_v2.csv", lambda content: content.replace(b";", b"\t"), "wrong delimiter"),
        ("ssko", "2023", "ssko2023_v2.csv", lambda _: b"", "empty"),
        ("syap", "2022", "syap2023_v2.csv", lambda content: content, "period in the rows contradicts the name"),
        ("syhb", "2022", "syhb2023_v2.csv", lambda content: content, "period in the rows contradicts the name"),
        ("uaf_adm", "2017", "uaf_adm2017_v2.csv", lambda content: content[:90] + b"\0" + content[90:], "NUL bytes"),
        ("uaf_diag", "2017", "uaf_diag2017_v2.csv", _first_column_twice, "a duplicate header"),
        ("pulje", "2022", "pulje2021_v2.csv", lambda content: content, "period in the rows contradicts the name"),
        (
            "personale",
            "2024",
            "personale2023_v2.csv",
            lambda content: content,
            "period in the rows contradicts the name",
        ),
        ("survey", "2024", "survey2023_v2.csv", lambda content: content, "period in the rows contradicts the name"),
        (
            "survey_inviteret",
            "2024",
            "survey_inviteret2024_v2.csv",
            lambda content: b'"' + content,
            "an unclosed quote",
        ),
        ("indsats", "", "indsats_v3.csv", lambda content: content.replace(b";", b"|"), "wrong delimiter"),
        (
            "afgoerelse",
            "202306",
            "afgoerelse202306_v2.csv",
            lambda content: content.splitlines(keepends=True)[0],
            "header only",
        ),
        ("prognose", "2023", "prognose2023_v2.csv", lambda content: content.replace(b",50", b".50", 3), "both marks"),
        ("beskaeftigelse", "2023", "beskaeftigelse2024_v2.csv", lambda content: content, "period contradicts the name"),
        (
            "investering",
            "",
            "investering_v2.csv",
            lambda content: content.replace(b"forslag", b"nr", 1),
            "missing column",
        ),
        ("opfoelgning", "", "opfoelgning_v3.csv", lambda content: content.decode().encode("utf-16"), "encoding"),
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
        "afgoerelse/afgoerelse202403.csv",
        "indsats/indsats2024.csv",
        "prognose/prognose.csv",
    )
    for name in names:
        _bytes(folder / name, b"pnr;kom\n")
    return {name: {"outcome": "ignored", "reason": "the name fits no source or period"} for name in names}


def held_files(folder: Path, tables: Tables) -> Expected:
    """Redeliveries that a person has to look at."""
    to_csv(folder / "udsp" / "udsp2023_v3.csv", tables["udsp", "2023"][::2], columns_of("udsp"), BOM)
    rows = [row | ({"dagesyg": -2} if number % 10 == 0 else {}) for number, row in enumerate(tables["fravaer", "2022"])]
    to_csv(folder / "fravaer" / "fravaer2022_v2.csv", rows, columns_of("fravaer"), PLAIN)
    to_csv(folder / "survey" / "survey2024_v2.csv", tables["survey", "2024"][::2], columns_of("survey"), BOM)
    rows = [row | ({"kom": "999"} if number % 9 == 0 else {}) for number, row in enumerate(tables["boernfb", "2022"])]
    to_csv(folder / "boernfb" / "boernfb2022_v2.csv", rows, columns_of("boernfb"), PLAIN)
    return {
        "survey/survey2024_v2.csv": {"outcome": "held", "reason": "more than 25 % fewer rows than the load in force"},
        "boernfb/boernfb2022_v2.csv": {"outcome": "held", "reason": "more than 5 % of the rows quarantined"},
        "udsp/udsp2023_v3.csv": {"outcome": "held", "reason": "more than 25 % fewer rows than the load in force"},
        "fravaer/fravaer2022_v2.csv": {"outcome": "held", "reason": "more than 5 % of the rows quarantined"},
    }
