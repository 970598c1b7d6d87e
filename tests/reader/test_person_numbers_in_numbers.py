"""A person number in a column of numbers or dates sets its row aside: every column of every source, text and native."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dagster_project.contracts.model import Contract
from dagster_project.example.generate import generate
from dagster_project.landing.discover import discover
from tests.reader.conftest import CONTRACTS, Reader, read_one_broken_row
from tests.reader.test_row_faults_plans import GOOD

NUMBER, LEADING_ZERO, LOST_ZERO = "3112611234", "0102611234", "102611234"
SAYS = ("untypable", "person_number")


SOURCES = sorted(name for name, found in CONTRACTS.items() if any(column.kind != "text" for column in found.columns))


class Sample(NamedTuple):
    """A row as a source delivers it."""

    period: str
    header: list[str]
    row: list[str]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """Of the example world, where the schools come as a workbook."""
    folder = tmp_path_factory.mktemp("world")
    generate(folder, "tiny", 1, "csv", date(2024, 12, 31), lambda _text: None)
    header = ["instnr", "navn", "insttype", "enhedsart", "hovedskole_instnr", "kom", "gyldig_fra", "gyldig_til"]
    school = ["151001", "Skolen", "folkeskole", "hovedskole", "", "151", "2010-08-01", ""]
    found = {"institution": Sample("all", header, school)}
    for arrival in discover(folder, CONTRACTS):
        if arrival.name is None or arrival.name.format != "csv":
            continue
        lines = arrival.path.read_bytes().decode("latin-1").splitlines()
        header, *rows = [[value.strip('\ufeffï»¿"') for value in line.split(";")] for line in lines[:2]]
        header = [name.lower() for name in header]
        if rows and set(header) >= set(CONTRACTS[arrival.name.source].names):
            found.setdefault(arrival.name.source, Sample(arrival.name.period, header, rows[0]))
    return found


def numbers_and_dates(contract: Contract, sample: Sample) -> list[str]:
    return [column.name for column in contract.columns if column.kind != "text" and column.name in sample.header]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("value", [LEADING_ZERO, "311261-1234", NUMBER + "{}0"])
def test_as_text(read: Reader, samples: dict[str, Sample], source: str, value: str) -> None:
    sample = samples[source]
    value = value.format("," if any(re.fullmatch(r"-?\d+,\d+", old) for old in sample.row) else ".")
    columns = numbers_and_dates(CONTRACTS[source], sample)
    rows = [sample.header, sample.row]
    rows += [[value if name == at else old for name, old in zip(*sample[1:], strict=True)] for at in columns]
    outcome = read(source, sample.period, f"{source}.csv", "\n".join(";".join(row) for row in rows))
    found = {(row, column) for row, column, rule in outcome.quarantine if rule in SAYS}
    assert found >= {(place, column) for place, column in enumerate(columns, 3)}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("kind", [pa.int64(), pa.float64()])
@pytest.mark.parametrize("value", [NUMBER, LOST_ZERO])
def test_as_a_number(
    read: Reader, samples: dict[str, Sample], source: str, kind: pa.DataType, value: str, tmp_path: Path
) -> None:
    """A number has lost the zero in front, which is every third person's; an amount of nine digits is an amount."""
    contract, sample = CONTRACTS[source], samples[source]
    turn_away = {name for rule in contract.rules if rule.severity == "reject" for name in rule.columns}
    passed_over = turn_away | ({"beloeb"} if value == LOST_ZERO else set())
    columns = [name for name in numbers_and_dates(contract, sample) if name not in passed_over]
    table = {
        name: pa.array([int(value) if name == at else None for at in (*columns, None)], kind)
        if name in columns
        else pa.array([old or None] * (len(columns) + 1), pa.string())
        for name, old in zip(*sample[1:], strict=True)
    }
    pq.write_table(pa.table(table), tmp_path / f"{source}.parquet")
    outcome = read(source, sample.period, f"{source}.parquet")
    found = {(row, column) for row, column, rule in outcome.quarantine if rule in SAYS}
    assert found >= set(enumerate(columns, 2))


@pytest.mark.parametrize("amount", ["1000000000", "-9900000000", "3112611234.5", "102611234", "12345678901", "99.99"])
def test_an_amount_is_no_person_number(read: Reader, amount: str) -> None:
    period, header, row = GOOD["pulje"]
    outcome = read("pulje", period, "pulje.csv", f"{header}\n{row.rsplit(';', 1)[0]};{amount}\n")
    assert (outcome.result.rows_loaded, outcome.quarantine) == (1, [])


@pytest.mark.parametrize(
    ("source", "column", "value"),
    [
        ("pulje", "beloeb", NUMBER),
        ("pulje", "beloeb", LEADING_ZERO),
        ("pulje", "beloeb", "-7112345678"),
        ("pulje", "beloeb", "123456789012"),  # as long as a delivered pseudonym
        ("personale", "hoveder", LOST_ZERO),
        ("prognose", "klassetrin", LOST_ZERO),
    ],
)
def test_a_person_number_says_so(read: Reader, source: str, column: str, value: str) -> None:
    outcome = read_one_broken_row(read, source, GOOD[source], column, value)
    assert (3, column, "person_number") in outcome.quarantine
    assert outcome.result.rows_loaded == 1
