"""CSV read back as the two kinds of reader do: every figure is the published one, and no text bites."""

import csv

import duckdb
import pandas as pd
import pytest

from dagster_project.exports import export
from dagster_project.exports.injection import restored
from tests.small_publication import BITING


@pytest.fixture(scope="module")
def folders(published, tmp_path_factory):
    found = {dialect: tmp_path_factory.mktemp(dialect) for dialect in ("danish", "international")}
    for dialect, folder in found.items():
        export(published, folder, formats=["csv"], dialect=dialect)
    return found


def test_a_danish_file_begins_with_a_mark_and_has_semicolons_and_commas(folders):
    content = (folders["danish"] / "segregation_rate.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmunicipality_code;school_year;")
    text = content.decode("utf-8-sig")
    assert ";0,05;" in text
    assert "Øst" in text


@pytest.mark.parametrize(("dialect", "separator", "decimal"), [("danish", ";", ","), ("international", ",", ".")])
def test_figures_come_back_as_they_were_published(published, folders, dialect, separator, decimal):
    path = folders[dialect] / "segregation_rate.csv"
    read = pd.read_csv(path, sep=separator, decimal=decimal, encoding="utf-8-sig", dtype={"municipality_code": str})
    expected = duckdb.sql(f"from '{published / 'segregation_rate.parquet'}' order by district").df()
    for column in ("segregated", "pupils", "segregation_rate", "target_rate"):
        pd.testing.assert_series_equal(read[column], expected[column], check_dtype=False)
    assert list(read["municipality_code"]) == ["101"] * 3


def test_a_negative_number_is_a_number_and_a_text_that_begins_like_one_is_a_text(folders):
    with (folders["danish"] / "budget_balance.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert row["balance_share"] == "-0,25"
    with (folders["danish"] / "staff_survey.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [row["group_value"] for row in csv.DictReader(file, delimiter=";")]
    assert {restored(text) for text in written} == set(BITING)
    assert not [text for text in written if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_hidden_figures_are_empty_and_named(folders):
    with (folders["international"] / "segregation_rate.csv").open(encoding="utf-8-sig", newline="") as file:
        (hidden,) = (row for row in csv.DictReader(file) if row["is_suppressed"] == "true")
    assert (hidden["segregated"], hidden["pupils"]) == ("", "90")
    assert hidden["suppressed_measures"] == "segregated, segregation_rate"


def test_definitions_lie_beside_the_tables(folders):
    with (folders["danish"] / "definitions.csv").open(encoding="utf-8-sig", newline="") as file:
        said = {(row["table"], row["column"]): row for row in csv.DictReader(file, delimiter=";")}
    assert said["segregation_rate", "pupils"]["label_da"] == "elever"
    assert {table for table, _ in said} == {"segregation_rate", "staff_survey", "budget_balance"}
