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
# Sources and tables of the contracts that the warehouse does not have yet: may be absent, must agree once there.
NOT_READ_YET = {
    "opfoelgning",
    "survey",
    "survey_inviteret",
}
NOT_BUILT_YET = {
    "follow_up_status",
    "institution_profile",
    "staff_survey",
    "thematic_follow_up",
}
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
    with duckdb.connect(str(folder / OUT / "plads.duckdb"), read_only=True) as con:
        there = {str(name) for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    absent = {name for name in NOT_BUILT_YET if name not in there}
    wrong = {table: lines for table, lines in found.items() if lines and table.removeprefix("published.") not in absent}
    assert wrong == {}


def test_every_file_has_the_fate_that_it_was_made_for(night: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = night
    with duckdb.connect(str(folder / OUT / "plads.duckdb"), read_only=True) as con:
        fates = con.execute(
            "select source || '/' || file_name, status, rows_quarantined from governance.load"
        ).fetchall()
    found = {name: (status, aside) for name, status, aside in fates}
    read = {name.split("/")[0] for name in found}
    for name, wanted in expected["files"].items():
        source = name.split("/")[0]
        if source in NOT_READ_YET and source not in read:
            continue
        status, aside = found[name]
        assert status in FATES.get(wanted["outcome"], {wanted["outcome"]}), name
        if wanted.get("quarantined") is not None and wanted["outcome"] == "accepted":
            assert aside == len({row["row"] for row in wanted["quarantined"]}), name
