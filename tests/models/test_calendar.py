"""Days as Python's own calendar knows them, and a day outside the calendar that a row names."""

from datetime import date, timedelta

import duckdb
import pytest

from dagster_project.settings import RELEASE_FILE


@pytest.fixture
def days(warehouse):
    warehouse.fill("select 1")
    with duckdb.connect(str(warehouse.folder / RELEASE_FILE)) as release:
        release.execute("create schema core")
        release.execute("create table core.fct_risk_factor as select date '9999-12-31' as known_from_date")
    done = warehouse.build("--select", "holiday", "dim_date")
    assert done.returncode == 0, done.stdout
    return warehouse


def test_every_day_has_the_week_and_weekday_that_python_gives_it(days):
    found = days.query("select date_day, iso_year, iso_week, iso_weekday, is_weekend from core.dim_date order by 1")
    *calendar, outside = found
    assert outside[0] == date(9999, 12, 31)
    assert [day for day, *_ in calendar] == [date(1980, 1, 1) + timedelta(n) for n in range(len(calendar))]
    assert calendar[-1][0] == date(2049, 12, 31)
    assert [(*row[1:4], row[4]) for row in found] == [(*day.isocalendar(), day.isoweekday() >= 6) for day, *_ in found]


def test_a_day_says_its_holiday_and_a_day_outside_the_calendar_knows_of_none(days):
    said = days.query(
        "select holiday_name_da, holiday_name_en, weekday_name_da, month_name_en, is_holiday, school_year"
        " from core.dim_date"
        " where date_day in (date '2023-05-05', date '2024-04-26', date '9999-12-31') order by date_day"
    )
    assert said == [
        ("Store bededag", "Great Prayer Day", "fredag", "May", True, "2022/2023"),
        (None, None, "fredag", "April", False, "2023/2024"),
        (None, None, "fredag", "December", None, "9999/10000"),
    ]
