"""A few people in three small sources, one of them in every place where a person can stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from dagster_project.contracts import load_contracts
from dagster_project.ledger import LoadRow
from dagster_project.outcomes import LoadStatus, SourceOutcome
from dagster_project.registers.load import load_source
from dagster_project.settings import Settings

MARIE = "7101150007"  # a replacement number: it is nobody's
CHILD = "7203150011"
OTHERS = [f"{7305150000 + n}" for n in range(40)]
SOURCES = ("bufo", "ftbarn", "uaf_adm", "uaf_diag")


def silent(_text: str) -> None: ...


def csv(source: str, rows: Iterable[dict[str, object]]) -> str:
    """Text of a file with the columns that the rows have."""
    rows = list(rows)
    names = [name for name in load_contracts()[source].names if name in rows[0]]
    return "\n".join([";".join(names), *(";".join(str(row.get(n, "")) for n in names) for row in rows)]) + "\n"


def deliver(settings: Settings, source: str, name: str, rows: Iterable[dict[str, object]]) -> Path:
    folder = settings.landing / source
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(csv(source, rows), encoding="utf-8")
    return path


def bufo(people: Iterable[str], start: str = "2020-01-01") -> list[dict[str, object]]:
    return [{"pnr": one, "kom": "151", "pgf": "210", "sag_vfra": start, "sag_vtil": ""} for one in people]


def births(pairs: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    return [
        {"pnr": child, "foed_dag": "2020-03-15", "foedaar": 2020, "koen": 1, "mor1": mother} for child, mother in pairs
    ]


def load(settings: Settings, *sources: str) -> list[SourceOutcome]:
    return [load_source(settings, load_contracts()[s], progress=silent) for s in sources or SOURCES]


def everywhere(settings: Settings) -> None:
    """Marie as herself in a load, in the one it replaced and in one set aside; as a mother; in a diagnosis."""
    deliver(settings, "bufo", "bufo2023.csv", bufo([MARIE, *OTHERS]))
    deliver(settings, "bufo", "bufo2023_v2.csv", [*bufo([MARIE, *OTHERS, CHILD]), *bufo([MARIE], "not a date")])
    deliver(settings, "ftbarn", "ftbarn2020.csv", births([(CHILD, MARIE), (OTHERS[0], OTHERS[1])]))
    contacts = [{"pnr": MARIE, "recnum": "r1", "d_inddto": "2017-05-01"}]
    contacts += [{"pnr": one, "recnum": f"x{n}", "d_inddto": "2017-05-01"} for n, one in enumerate(OTHERS)]
    deliver(settings, "uaf_adm", "uaf_adm2017.csv", contacts)
    diagnoses = [{"recnum": str(row["recnum"]), "c_diag": "DF840", "c_diagtype": "A"} for row in contacts]
    deliver(settings, "uaf_diag", "uaf_diag2017.csv", diagnoses)
    later = [{"recnum": "r1", "c_diag": "DJ459", "c_diagtype": "A"}]  # another person's contact of another year
    deliver(settings, "uaf_diag", "uaf_diag2018.csv", later)
    load(settings)


def rows(settings: Settings, source: str, columns: str = "*") -> list[tuple[object, ...]]:
    """Of every load of the source, in force or not."""
    files = settings.registers / source / "*.parquet"
    with duckdb.connect() as con:
        return con.execute(f"select {columns} from read_parquet('{files}') order by all").fetchall()


def attempt(sequence: int, period: str, status: LoadStatus) -> LoadRow:
    """One row of the ledger."""
    return LoadRow(
        f"bufo-{period}-{sequence:06d}", sequence, "bufo", period, 1, "bufo.csv", "csv", "00", 1, 1,
        status, "2024-12-31", "tester", "1", "2024-12-31T00:00:00+00:00",
    )  # fmt: skip
