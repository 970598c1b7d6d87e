"""pandas and polars on the Parquet folder: types, hidden cells and letters arrive as they were published."""

import json

import pandas as pd
import polars as pl
import pytest
from polars.testing import assert_frame_equal

TABLE = "segregation_rate"


@pytest.fixture(scope="module")
def path(published):
    return published / f"{TABLE}.parquet"


def test_polars_reads_what_the_description_says(published, path):
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    kinds = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean}
    for resource in package["resources"]:
        frame = pl.read_parquet(published / resource["path"])
        assert frame.height == resource["rows"]
        assert frame.columns == [field["name"] for field in resource["schema"]["fields"]]
        for field in resource["schema"]["fields"]:
            if field["type"] in kinds and field["physicalType"] in ("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN"):
                assert frame.schema[field["name"]] == kinds[field["type"]], field
        key = resource["schema"]["primaryKey"]
        assert frame.select(key).n_unique() == frame.height
        assert frame.select(pl.col(key).null_count()).sum_horizontal().item() == 0


def test_polars_tells_hidden_from_missing_and_from_zero(path):
    said = pl.scan_parquet(path).select(
        "district",
        hidden=pl.col("suppressed_measures").list.contains("segregated").fill_null(value=False),
        segregated="segregated",
    )
    assert said.sort("district").collect().rows() == [("Nord", False, 12), ("Syd", False, 0), ("Øst", True, None)]


def test_pandas_reads_the_same(path):
    frame = pd.read_parquet(path).set_index("district")
    assert frame.loc["Nord", "segregation_rate"] == 0.05
    assert pd.isna(frame.loc["Øst", "segregated"])
    assert list(frame["municipality_code"]) == ["101"] * 3
    assert list(frame.loc["Øst", "suppressed_measures"]) == ["segregated", "segregation_rate"]


def test_the_database_file_holds_the_same_rows(published, path):
    import duckdb

    with duckdb.connect(str(published / "plads_published.duckdb"), read_only=True) as connection:
        inside = connection.sql(f"from published.{TABLE} order by district").pl()
    assert_frame_equal(inside, pl.read_parquet(path).sort("district"))
