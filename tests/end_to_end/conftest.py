"""The command as a person runs it, on a tiny example world, from another folder and with spaces in the paths."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.example.generate import generate

AS_OF = date(2024, 12, 31)


@dataclass(frozen=True)
class Place:
    """One landing folder and one output folder, and the command on them."""

    folder: Path

    @property
    def landing(self) -> Path:
        return self.folder / "my landing"

    @property
    def out(self) -> Path:
        return self.folder / "my out"

    def run(self) -> subprocess.CompletedProcess[str]:
        """Relative paths on purpose; the project is elsewhere."""
        command = [Path(sys.executable).with_name("plads"), "run", "--landing", "my landing", "--out", "my out"]
        environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
        return subprocess.run(
            [*map(str, command), "--as-of", AS_OF.isoformat()],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.out / "plads.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def tables(self, schema: str) -> set[str]:
        return {
            str(name)
            for (name,) in self.query(f"select table_name from duckdb_tables() where schema_name = '{schema}'")
        }

    def release(self) -> object:
        return self.query("select release from governance.release")[0][0]


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> Path:
    """All sources of a tiny world."""
    folder = tmp_path_factory.mktemp("world")
    generate(folder, "tiny", 1, "csv", AS_OF, lambda _text: None)
    return folder


@pytest.fixture(scope="module")
def place(world, tmp_path_factory) -> Place:
    found = Place(tmp_path_factory.mktemp("place"))
    shutil.copytree(world, found.landing)
    return found
