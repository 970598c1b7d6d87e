"""A tool that has a table open while the next release comes keeps its answer; the one after it has the new one."""

import duckdb
import polars as pl
import pytest

from dagster_project.publish.readers import READERS_FILE
from tests.small_publication import RATES, publish_small

TABLE = "segregation_rate"
QUESTION = f"select sum(pupils)::bigint from published.{TABLE}"


@pytest.fixture
def published(tmp_path):
    return publish_small(tmp_path, "r1", {TABLE: RATES})


def next_release(published) -> None:
    publish_small(published.parent, "r2", {TABLE: [row | {"pupils": 1} for row in RATES]})


def test_an_open_connection_keeps_its_release(published):
    with duckdb.connect(str(published / READERS_FILE), read_only=True) as reader:
        assert reader.execute(QUESTION).fetchone() == (430,)
        next_release(published)
        assert reader.execute(QUESTION).fetchone() == (430,)
    with duckdb.connect(str(published / READERS_FILE), read_only=True) as reader:
        assert reader.execute(QUESTION).fetchone() == (3,)


def test_an_open_file_of_the_folder_keeps_its_release(published):
    with (published / f"{TABLE}.parquet").open("rb") as file:
        next_release(published)
        assert pl.read_parquet(file)["pupils"].sum() == 430
    assert pl.read_parquet(published / f"{TABLE}.parquet")["pupils"].sum() == 3
