"""What the newer sources ask of the reader: numbered columns, half-years, weights that are none, and years in rows."""

from pathlib import Path

import pandas as pd
import pytest

from tests.oracle.contract import sources
from tests.oracle.faults import as_meant, refuse_wrong_period, row_faults
from tests.oracle.names import parse
from tests.oracle.text_table import RejectedError
from tests.oracle.tiny import AS_OF, extract


def test_numbered_columns_are_spelled_out() -> None:
    causes = [column.name for column in sources()["buu"].columns if column.name.startswith("aarsag_")]
    assert (causes[0], causes[-1], len(causes)) == ("aarsag_01", "aarsag_20", 20)
    assert len([column for column in sources()["trivsel"].columns if column.name.startswith("sp")]) == 40


@pytest.mark.parametrize(("name", "fits"), [("afgoerelse202406.csv", True), ("afgoerelse202409.csv", False)])
def test_a_half_year_ends_in_june_or_december(tmp_path: Path, name: str, fits: bool) -> None:
    (tmp_path / name).touch()
    assert (parse(tmp_path / name, "afgoerelse") is not None) == fits


def test_a_weight_of_minus_one_is_no_weight_and_no_fault_but_minus_two_is() -> None:
    table = as_meant(
        extract("ftbarn", {"vaegt_barn": -1}, {"vaegt_barn": -2}, {"vaegt_barn": 3000}), sources()["ftbarn"]
    )
    assert table["vaegt_barn"].isna().tolist() == [True, False, False]
    faults = row_faults(table, sources()["ftbarn"], pd.Timestamp(AS_OF))
    assert faults["vaegt_barn", "negative"].tolist() == [False, True, False]


def test_a_negative_count_of_contacts_is_no_fault() -> None:
    table = extract("ssko", {"kontaktagg": -1})
    assert not any(rows.any() for rows in row_faults(table, sources()["ssko"], pd.Timestamp(AS_OF)).values())


@pytest.mark.parametrize("source", ["pulje", "survey", "boernfb", "syhb"])
def test_a_year_in_the_rows_agrees_with_the_name(source: str) -> None:
    refuse_wrong_period(extract(source, {"aar": 2023}), sources()[source], "2023")
    with pytest.raises(RejectedError):
        refuse_wrong_period(extract(source, {"aar": 2022}), sources()[source], "2023")


def test_a_forecast_s_years_are_later_than_its_vintage() -> None:
    refuse_wrong_period(extract("prognose", {"aar": 2030}), sources()["prognose"], "2023")
