"""An overview is built from whatever of its tables there are: an absent source takes nothing but its own figures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb

from tests.models.test_price_links_stop_the_build import PROJECT, REGISTERS

TOLERANT = ["follow_up_status", "published_follow_up_status", "institution_profile", "published_institution_profile"]
BUILT = ["+published_budget_balance", "+dim_follow_up_indicator", *TOLERANT]


def _build(folder: Path) -> subprocess.CompletedProcess[str]:
    made = ["--target-path", str(folder / "target"), "--log-path", str(folder / "log")]
    options = [
        "--project-dir",
        str(PROJECT),
        "--profiles-dir",
        str(PROJECT),
        "--resource-type",
        "model",
        "--resource-type",
        "seed",
    ]
    return subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "build", "--select", " ".join(BUILT), *options, *made],
        env={**os.environ, "PLADS_WAREHOUSE": str(folder / "warehouse.duckdb"), "DO_NOT_TRACK": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_only_postings_have_arrived(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as warehouse:
        warehouse.execute(REGISTERS.split("create schema seed_override")[0])
        warehouse.execute("insert into registers.oekonomi select * replace ('3' as bilag, 'budget' as art) "
                          "from registers.oekonomi where aar = 2024")  # fmt: skip

    build = _build(tmp_path)

    assert build.returncode == 0, build.stdout
    with duckdb.connect(str(tmp_path / "warehouse.duckdb.release"), read_only=True) as release:
        sheet = release.execute("select follow_up, indicator, value from published.follow_up_status order by all")
        assert sheet.fetchall() == [("june", "budget_balance", 0.0), ("november", "budget_balance", 0.0)]
        assert release.execute("select count(*) from published.institution_profile").fetchall() == [(0,)]
