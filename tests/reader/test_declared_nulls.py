"""A value that the contract declares to mean nothing is null in every format; its neighbours are what they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from tests.reader.conftest import CONTRACTS, Outcome, Reader

WEIGHT = CONTRACTS["ftbarn"].names.index("vaegt_barn")
NUMBERS = ["6101151234", "6101151235", "6101151236", "6101151237"]
WEIGHTS = [-1, 3400, None, -2]
BORN = date(2015, 1, 1)


def _holds(outcome: Outcome) -> None:
    assert [row[WEIGHT] for row in outcome.rows] == [None, 3400, None]
    assert [(column, rule) for _, column, rule in outcome.quarantine] == [("vaegt_barn", "vaegt_barn_not_negative")]


def test_in_text(read: Reader) -> None:
    rows = [f"{n};{BORN};2015;{'' if w is None else w}" for n, w in zip(NUMBERS, WEIGHTS, strict=True)]
    _holds(read("ftbarn", "2015", "ftbarn2015.csv", "\n".join(["pnr;foed_dag;foedaar;vaegt_barn", *rows]) + "\n"))


@pytest.mark.parametrize("kind", [pa.int8(), pa.int16(), pa.int64(), pa.float32(), pa.float64(), pa.decimal128(9, 2)])
def test_in_numbers_of_any_width(read: Reader, tmp_path: Path, kind: pa.DataType) -> None:
    weights = [w and min(w, 100) for w in WEIGHTS] if kind == pa.int8() else WEIGHTS
    table = {
        "pnr": NUMBERS,
        "foed_dag": [BORN] * 4,
        "foedaar": [2015] * 4,
        "vaegt_barn": pa.array(weights, pa.float64()).cast(kind),
    }
    pq.write_table(pa.table(table), tmp_path / "ftbarn2015.parquet")
    outcome = read("ftbarn", "2015", "ftbarn2015.parquet")
    assert [row[WEIGHT] for row in outcome.rows] == [None, weights[1], None]
    assert [rule for _, _, rule in outcome.quarantine] == ["vaegt_barn_not_negative"]


def test_in_a_spreadsheet(read: Reader, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["pnr", "foed_dag", "foedaar", "vaegt_barn"])  # type: ignore[union-attr]
    for number, weight in zip(NUMBERS, WEIGHTS, strict=True):
        book.active.append([number, BORN, 2015, weight])  # type: ignore[union-attr]
    book.save(tmp_path / "ftbarn2015.xlsx")
    _holds(read("ftbarn", "2015", "ftbarn2015.xlsx"))
