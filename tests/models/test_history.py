"""Schools merge, close, move and get departments, a child moves: figures before and after differ by the event alone.

The rows are those of the example's edge cases and no others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from dagster_project.contracts import load_contracts
from dagster_project.example.edges import CASES, Stage, history
from dagster_project.example.scales import SCALES
from dagster_project.example.sources import institution
from dagster_project.example.world import World, build_world
from dagster_project.settings import RELEASE_FILE, WAREHOUSE_FILE
from dagster_project.warehouse.empty_registers import make_empty_registers
from dagster_project.warehouse.home import at_home_in
from dagster_project.warehouse.manifest import from_the_parse

PROJECT = Path(__file__).parents[2] / "dbt"
BEFORE, AFTER = "2022/2023", "2023/2024"
MARTS = ("segregation_rate", "absence", "support_decisions")
Query = Callable[[str], list[tuple[object, ...]]]


def _play(world: World) -> Stage:
    stage = Stage(world)
    for number, found in sorted(CASES.items()):
        if found.setup.__module__ == history.__name__:
            stage.case = CASES[number]
            stage.case.setup(stage)
    return stage


def _deliver(con: duckdb.DuckDBPyConnection, stage: Stage) -> None:
    """The rows as they would lie in the registers once they are accepted."""
    contracts = load_contracts()
    for (source, period, _), edges in stage.rows.items():
        columns = {name: [edge.row.get(name) for edge in edges] for name in contracts[source].names}
        rows = pa.table(columns)  # noqa: F841 - the engine finds it by name
        con.execute(f"insert into registers.{source} by name select *, '{period or 'all'}' as _period from rows")
    (world_schools,) = next(institution.deliveries(stage.world)).batches
    schools = pa.table(world_schools)  # noqa: F841
    con.execute("insert into registers.institution by name select *, 'all' as _period from schools")
    con.execute("""
        insert into registers.person
        select pnr, row_number() over (order by pnr) from (select distinct pnr from registers.kotre)""")  # fmt: skip


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> Query:
    folder = tmp_path_factory.mktemp("history")
    warehouse = folder / WAREHOUSE_FILE
    make_empty_registers(warehouse)
    with duckdb.connect(str(warehouse)) as con:
        _deliver(con, _play(build_world(SCALES["tiny"], 1, date(2024, 12, 31))))
    options = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--quiet"]
    made = ["--target-path", str(folder / "target"), "--log-path", str(folder / "log")]
    selection = ["--select", *(f"+{mart}" for mart in MARTS), "--resource-type", "model", "--resource-type", "seed"]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "build", *selection, *options, *made],
        env={**os.environ, **at_home_in(folder), **from_the_parse(), "DO_NOT_TRACK": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout

    def ask(sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(folder / RELEASE_FILE), read_only=True) as release:
            return release.execute(sql).fetchall()

    return ask


def _rates(query: Query, district: str) -> dict[str, list[int]]:
    """Pupils and segregated by school year, in the municipal offers of 151."""
    rows = query(f"""
        select school_year, sum(pupils)::int, sum(segregated)::int from marts.segregation_rate
        where municipality_code = '151' and district like '{district}' and denominator_scope = 'municipal_offers'
        and school_year >= '{BEFORE}' group by all""")  # fmt: skip
    return {year: counts for year, *counts in rows}  # type: ignore[misc]


def test_a_merger_moves_pupils_and_changes_no_rate(query: Query) -> None:
    assert _rates(query, "Sammenlagt%") == {BEFORE: [5, 1], AFTER: [5, 1]}
    assert _rates(query, "Sammenlagt Nord") == {BEFORE: [3, 1]}
    assert _rates(query, "Sammenlagt Syd") == {BEFORE: [2, 0]}
    assert _rates(query, "Sammenlagt") == {AFTER: [5, 1]}


def test_a_closed_school_takes_only_who_is_still_written_there_out_of_the_scope(query: Query) -> None:
    assert _rates(query, "Lukket") == {BEFORE: [2, 0]}
    still_there = query(f"""
        select instnr, institution_type, in_all_schools, municipality_code from core.fct_pupil_count
        where school_year = '{AFTER}' and instnr = '151962'""")  # fmt: skip
    assert still_there == [("151962", "unknown", False, "151")]


def test_everybody_is_a_pupil_in_both_years(query: Query) -> None:
    counted = query(f"""
        select school_year, count(*) from core.fct_pupil_count
        where school_year in ('{BEFORE}', '{AFTER}') group by all order by all""")  # fmt: skip
    assert counted == [(BEFORE, 12), (AFTER, 12)]


def test_a_school_that_passes_to_another_municipality_takes_its_events_along_and_not_its_pupils(query: Query) -> None:
    assert _rates(query, "Skifter") == {BEFORE: [1, 0], AFTER: [1, 0]}
    absent = query("select municipality_code, school_year, pupils from marts.absence "
                   "where instnr = '151963' and stage = 'all' order by all")  # fmt: skip
    assert absent == [("151", BEFORE, 1), ("161", AFTER, 1)]
    decided = query("select municipality_code, half_year, decisions, decisions_over_nine_hours "
                    "from marts.support_decisions where instnr = '151963' order by all")  # fmt: skip
    assert decided == [("151", "2023H1", 1, 1), ("161", "2023H2", 1, 1)]


def test_departments_leave_the_main_school_and_its_pupils_as_they_were(query: Query) -> None:
    counted = query(f"""
        select school_year, main_instnr, count(*), count(*) filter (is_segregated) from core.fct_pupil_count
        where main_instnr = '151964' and school_year >= '{BEFORE}' and is_segregated is not null
        group by all order by all""")  # fmt: skip
    assert counted == [(BEFORE, "151964", 3, 0), (AFTER, "151964", 3, 1)]
    assert _rates(query, "Delt") == {BEFORE: [3, 0], AFTER: [3, 1]}


def test_a_child_who_moves_is_counted_once_in_each_year_where_it_lived(query: Query) -> None:
    lived = query(f"""
        select school_year, municipality_code, count(*) from core.fct_pupil_count
        where instnr = '151967' and school_year in ('{BEFORE}', '{AFTER}') group by all order by all""")  # fmt: skip
    assert lived == [(BEFORE, "151", 1), (AFTER, "161", 1)]


def test_municipalities_and_those_without_one_add_up_to_all(query: Query) -> None:
    totals = query(f"""
        select school_year, sum(pupils) filter (municipality_code = 'all')::int,
            sum(pupils) filter (municipality_code <> 'all')::int
        from marts.segregation_rate
        where district = 'all' and denominator_scope = 'all_schools' and school_year in ('{BEFORE}', '{AFTER}')
        group by all order by all""")  # fmt: skip
    assert totals == [(BEFORE, 12, 12), (AFTER, 11, 11)]  # the one at the closed school is in no scope
