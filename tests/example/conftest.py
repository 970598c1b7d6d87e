"""One tiny world for all tests of the generator, as CSV and as Parquet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.example import generate
from dagster_project.example.edges import Stage, set_up
from dagster_project.example.scales import SCALES
from dagster_project.example.world import World, build_world

AS_OF = date(2024, 12, 31)
SEED = 7
Query = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def world() -> World:
    return build_world(SCALES["tiny"], SEED, AS_OF)


@pytest.fixture(scope="session")
def stage(world: World) -> Stage:
    return set_up(world)


@pytest.fixture(scope="session")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv")
    generate(folder, "tiny", SEED, "csv", AS_OF, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    generate(folder, "tiny", SEED, "parquet", AS_OF, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def query(parquet: Path) -> Query:
    """Asks first deliveries: one view per source, with the file's period as `_period`."""
    con = duckdb.connect()
    for folder in sorted(path for path in parquet.iterdir() if path.is_dir()):
        files = [str(path) for path in sorted(folder.glob("*.parquet")) if "_v" not in path.name]
        con.from_parquet(files, filename=True, union_by_name=True).create_view("raw")
        period = "regexp_extract(filename, '([0-9]*)[.]parquet$', 1)"
        con.execute(f"create table {folder.name} as select *, {period} as _period from raw")
        con.execute("drop view raw")

    def ask(sql: str) -> list[tuple[object, ...]]:
        return con.execute(sql).fetchall()

    return ask
