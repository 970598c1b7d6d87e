"""Excel, Parquet and SAS files give the same rows as text would, and their own faults are seen."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from dagster_project.reader import Refused
from tests.reader.conftest import Reader

FIXTURES = Path(__file__).parent / "fixtures"
BUFO = ["PNR", "Kom", "pgf", "sag_vfra", "sag_vtil"]


def _workbook(path: Path, rows: list[list[object]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)


def test_excel_reads_date_cells_and_iso_text(read: Reader, tmp_path: Path) -> None:
    _workbook(
        tmp_path / "bufo2023.xlsx",
        [
            BUFO,
            ["6101151234", "151", "210", date(2020, 1, 1), None],
            ["6101151235", "151", "210", "2020-01-02", datetime(9999, 12, 31)],
        ],
    )
    outcome = read("bufo", "2023", "bufo2023.xlsx")
    assert [row[3:] for row in outcome.rows] == [(date(2020, 1, 1), None), (date(2020, 1, 2), date(9999, 12, 31))]


def test_a_text_key_that_excel_holds_as_a_number_is_set_aside(read: Reader, tmp_path: Path) -> None:
    _workbook(
        tmp_path / "bufo2023.xlsx",
        [BUFO, ["6101151234", "151", "210", date(2020, 1, 1)], [6101151235, "151", "210", date(2020, 1, 1)]],
    )
    assert read("bufo", "2023", "bufo2023.xlsx").quarantine == [(3, "pnr", "number_for_text_key")]


@pytest.mark.parametrize("name", ["bufo2023.xlsx", "bufo2023.parquet", "bufo2023.sas7bdat"])
def test_bytes_of_another_kind_are_unreadable(read: Reader, name: str) -> None:
    with pytest.raises(Refused) as refused:
        read("bufo", "2023", name, b"this is none of it")
    assert refused.value.code == "unreadable"


def test_a_truncated_parquet_file_is_unreadable(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "bufo2023.parquet"
    pq.write_table(
        pa.table({"pnr": ["6101151234"], "kom": ["151"], "pgf": ["210"], "sag_vfra": [date(2020, 1, 1)]}), path
    )
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Refused):
        read("bufo", "2023", path.name)


def test_a_folder_in_place_of_a_file_is_refused(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "bufo2023.csv").mkdir()
    with pytest.raises(Refused) as refused:
        read("bufo", "2023", "bufo2023.csv")
    assert refused.value.code == "not_a_file"


def test_parquet_types_of_any_width_become_those_of_the_contract(read: Reader, tmp_path: Path) -> None:
    table = pa.table(
        {
            "PNR": pa.array(["6101151234"] * 2, pa.large_string()),
            "instnr": pa.array(["151001", "151002"]).dictionary_encode(),
            "maaned": pa.array([datetime(2023, 9, 1)] * 2, pa.timestamp("us")),
            "dageaktiv": pa.array([20, 19], pa.int8()),
            "dagesyg": pa.array([1.0, 2.5], pa.float64()),
            "dagelovfra": pa.array(["0", "1"]),
            "dageulovfra": pa.array([0, 0], pa.uint64()),
            "dageialtfra": pa.array([1, 3], pa.decimal128(9, 0)),
        }
    )
    pq.write_table(table, tmp_path / "fravaer2024.parquet")
    outcome = read("fravaer", "2024", "fravaer2024.parquet")
    assert outcome.rows == [("6101151234", "151001", date(2023, 9, 1), 20, 1, 0, 0, 1)]
    assert outcome.quarantine == [(3, "dagesyg", "untypable")]


def test_a_float_of_four_bytes_is_the_decimal_that_was_meant(read: Reader, tmp_path: Path) -> None:
    spell = {
        "pnr": ["6101151234"],
        "skl_vfra": [date(2023, 8, 1)],
        "udd": ["1105"],
        "udel": ["25"],
        "instnr": ["151001"],
    }
    kind = {"kl_type": ["40"], "spc_art": ["H11"], "spc_omfang": pa.array([99.99], pa.float32())}
    pq.write_table(pa.table(spell | kind), tmp_path / "udsp2024.parquet")
    (row,) = read("udsp", "2024", "udsp2024.parquet").rows
    assert row[8] == Decimal("99.99")


def test_a_number_that_lost_its_leading_zero_is_no_cpr_number(read: Reader, tmp_path: Path) -> None:
    table = pa.table({"pnr": [101151234], "kom": ["151"], "pgf": ["210"], "sag_vfra": ["2020-01-01"]})
    pq.write_table(table, tmp_path / "bufo2023.parquet")
    assert read("bufo", "2023", "bufo2023.parquet").quarantine == [(2, "pnr", "pnr_form")]


def test_sas_data_set(read: Reader) -> None:
    outcome = read("bufo", "2023", "bufo2023.sas7bdat", (FIXTURES / "bufo2023.sas7bdat").read_bytes())
    assert [(row[1], row[2], row[3], row[4]) for row in outcome.rows] == [
        ("151", "210", date(2020, 1, 1), None),
        ("101", "401", date(2021, 6, 30), date(9999, 12, 31)),
    ]
