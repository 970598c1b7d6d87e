"""A price index with a hole stops what stands on fixed prices, and says which step is missing."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb

PROJECT = Path(__file__).parents[2] / "dbt"

REGISTERS = """
    create schema run;
    create table run.parameter as select date '2024-12-31' as as_of;
    create schema registers;
    create table registers.oekonomi (
        bilag varchar, kom varchar, aar bigint, maaned bigint, art varchar, funktion varchar, dranst varchar,
        ejerforhold varchar, gruppering varchar, omraade varchar, tilbud varchar, instnr varchar,
        beloeb decimal(18, 6), _load_id varchar, _period varchar
    );
    insert into registers.oekonomi (bilag, kom, aar, maaned, art, funktion, dranst, omraade, beloeb, _load_id, _period)
    values ('1', '151', 2019, 1, 'regnskab', '3.22.08', '1', 'special', 100, 'a', '2019'),
           ('2', '151', 2024, 1, 'regnskab', '3.22.08', '1', 'special', 100, 'b', '2024');
    create schema seed_override;
    create table seed_override.pl_index as
    select year_from, year_from + 1 as year_to, 2.5 as rate_pct
    from range(2015, 2025) as years (year_from)
    where year_from not in (2016, 2020);
"""


def _build(folder: Path) -> subprocess.CompletedProcess[str]:
    options = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    made = ["--target-path", str(folder / "target"), "--log-path", str(folder / "log")]
    selection = ["--select", "+fct_cost", "--resource-type", "model", "--resource-type", "seed"]
    return subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "build", *selection, *options, *made],
        env={**os.environ, "PLADS_WAREHOUSE": str(folder / "warehouse.duckdb"), "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_missing_step_is_named_and_nothing_is_priced(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as warehouse:
        warehouse.execute(REGISTERS)

    build = _build(tmp_path)

    assert build.returncode == 1, build.stdout
    assert "2020-2021" in build.stdout
    assert "2016-2017" not in build.stdout, "no posting needs this step"
    with duckdb.connect(str(tmp_path / "warehouse.duckdb.release"), read_only=True) as release:
        built = {name for (name,) in release.execute("select table_name from duckdb_tables()").fetchall()}
    assert "fct_cost" not in built
