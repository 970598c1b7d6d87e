"""A row that names what a complete dimension lacks stops the build; the message counts and shows no value."""

import duckdb
import pytest

from dagster_project.settings import RELEASE_FILE


@pytest.fixture
def check(warehouse):
    def run(code: str, grade: int, year: int):
        warehouse.fill("select 1")
        with duckdb.connect(str(warehouse.folder / RELEASE_FILE)) as release:
            release.execute("create schema core")
            release.execute("create table core.dim_municipality as select '101' as municipality_code")
            release.execute("create table core.dim_grade as select 3 as grade")
            release.execute("create table core.dim_year as select 2025 as year")
            release.execute(
                "create table core.fct_pupil_forecast as"
                " select ?::integer as year, ?::integer as grade, ?::varchar as municipality_code from range(3)",
                [year, grade, code],
            )
        return warehouse.build("--select", "reference_check")

    return run


def test_rows_that_find_their_members_pass_and_are_counted(check, warehouse):
    done = check("101", 3, 2025)
    assert done.returncode == 0, done.stdout
    counted = warehouse.query(
        "select column_name, rows_with_reference, rows_without_member from governance.reference_check"
    )
    assert sorted(counted) == [("grade", 3, 0), ("municipality_code", 3, 0), ("year", 3, 0)]


def test_a_code_that_a_complete_dimension_lacks_stops_the_build_and_is_named_without_its_value(check):
    done = check("987", 3, 2025)
    assert done.returncode
    assert "core.fct_pupil_forecast.municipality_code: 3 rows without their member of dim_municipality" in done.stdout
    assert "987" not in done.stdout


def test_a_year_outside_the_calendar_is_counted_and_stops_nothing(check, warehouse):
    done = check("101", 3, 2099)
    assert done.returncode == 0, done.stdout
    assert ("year", 3) in warehouse.query(
        "select column_name, rows_without_member from governance.reference_check where rows_without_member > 0"
    )
