"""A small working file with one table in each schema, as if dbt had just left it, and its record."""

from datetime import date

import duckdb
import pytest

from dagster_project.ledger import Ledger
from dagster_project.publish import run
from dagster_project.publish.database import ATTACHED_AS
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.state import Build, State, store_build

SECRET_PNR = "0101100001"
TABLES = [
    Relation("core", "dim_person"),
    Relation("marts", "absence"),
    Relation("published", "absence"),
    Relation("published", "return_rate"),
]


def build_working_file(settings, value: int) -> None:
    """Writes the working file, whose tables hold `value` rows, and stores the build."""
    settings.warehouse.unlink(missing_ok=True)
    with duckdb.connect(str(settings.warehouse)) as connection:
        connection.execute("create schema registers")
        connection.execute(f"create table registers.person as select '{SECRET_PNR}' as pnr from range(1000)")
    settings.release.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{settings.release}' as {ATTACHED_AS}")
        connection.execute(f"use {ATTACHED_AS}")
        for table in TABLES:
            connection.execute(f"create schema if not exists {table.schema}")
            connection.execute(f"create table {table} as select range as pupils from range({value})")
    store_build(settings, Build(State("code", "2024-12-31", "seeds", "key", {"bef": [f"bef-{value}"]})))


@pytest.fixture
def settings(tmp_path, monkeypatch):
    found = Settings(landing=tmp_path / "landing", out=tmp_path / "out with a space", as_of=date(2024, 12, 31))
    found.prepare()
    Ledger(found.ledger)
    monkeypatch.setattr(run, "published_nodes", lambda _manifest, **_other: {str(table): table for table in TABLES})
    return found
