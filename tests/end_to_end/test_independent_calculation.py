"""Files of another program, in every dialect and with every fault, give the marts that another program computes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.oracle.compare import differences
from tests.oracle.hard_landing import write_landing

LANDING, OUT = "landing", "out"
FATES = {
    "accepted": {"accepted", "superseded"},
    "held": {"quarantined"},
    "rejected": {"rejected"},
    "identical": {"duplicate"},
    "ignored": {"ignored"},
}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("hard")
    expected = write_landing(folder / LANDING, seed=2)
    program = Path(sys.executable).with_name("plads")
    done = subprocess.run(
        [program, "run", "--landing", folder / LANDING, "--out", folder / OUT, "--as-of", expected["as_of"]],
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return folder, expected


def test_every_mart_and_published_table_agrees(night: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = night
    found = differences(folder / LANDING, folder / OUT, date.fromisoformat(expected["as_of"]))
    assert {table: lines for table, lines in found.items() if lines} == {}


def test_every_file_has_the_fate_that_it_was_made_for(night: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = night
    with duckdb.connect(str(folder / OUT / "plads.duckdb"), read_only=True) as con:
        fates = con.execute(
            "select source || '/' || file_name, status, rows_quarantined from governance.load"
        ).fetchall()
    found = {name: (status, aside) for name, status, aside in fates}
    for name, wanted in expected["files"].items():
        status, aside = found[name]
        assert status in FATES.get(wanted["outcome"], {wanted["outcome"]}), name
        if wanted.get("quarantined") is not None and wanted["outcome"] == "accepted":
            assert aside == len({row["row"] for row in wanted["quarantined"]}), name
