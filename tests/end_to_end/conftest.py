"""The command as a person runs it, on a tiny example world, from another folder and with spaces in the paths."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.example.generate import generate
from tests.oracle.hard_landing import write_landing

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
        return self.plads("run", "--landing", "my landing", "--as-of", AS_OF.isoformat())

    def plads(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Any command of ours on this output folder."""
        program = str(Path(sys.executable).with_name("plads"))
        environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
        return subprocess.run(
            [program, *words, "--out", "my out"],
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


@dataclass(frozen=True)
class HardNight:
    """The night of a landing folder in every dialect and with every fault, and what should become of each file.

    The risk model is asked for, so that its tables are looked at as well.
    """

    folder: Path

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def database(self) -> Path:
        return self.out / "plads.duckdb"

    @property
    def expected(self) -> dict[str, Any]:
        return dict(json.loads((self.landing / "expected_faults.json").read_text("utf-8")))

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.expected["as_of"])

    def run(self) -> None:
        """Once, whoever asks: test processes that run beside each other wait for the one that asked first."""
        over = self.folder / "over"
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if over.exists():
                return
            shutil.rmtree(self.landing, ignore_errors=True)
            write_landing(self.landing, seed=2)
            program = Path(sys.executable).with_name("plads")
            options = ["--landing", self.landing, "--out", self.out, "--as-of", self.as_of.isoformat(), "--risk-model"]
            done = subprocess.run(
                [program, "run", *options],
                capture_output=True, text=True, check=False, timeout=900,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr[-2000:]
            over.touch()


@pytest.fixture(scope="session")
def hard_night(tmp_path_factory) -> HardNight:
    base = tmp_path_factory.getbasetemp()
    found = HardNight((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "hard night")
    found.run()
    return found
