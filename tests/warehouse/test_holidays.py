"""The seed of holidays is what the library says, over the whole calendar."""

import csv
import re
from datetime import date

from dagster_project.settings import DBT_PROJECT
from dagster_project.warehouse.render_holidays import OUTPUT, YEARS, render

DAYS = {date.fromisoformat(row["date_day"]): row["name_da"] for row in csv.DictReader(OUTPUT.open(encoding="utf-8"))}


def test_the_seed_is_the_one_in_the_tree():
    assert OUTPUT.read_text("utf-8") == render(), "run python -m dagster_project.warehouse.render_holidays"


def test_the_seed_covers_the_calendar():
    macros = (DBT_PROJECT / "macros" / "numbers.sql").read_text("utf-8")
    first, last = (
        int(re.search(rf"macro {name}_calendar_year\(\) -%\}} (\d+)", macros)[1]) for name in ("first", "last")
    )
    assert (YEARS[0], YEARS[-1]) == (first, last)
    assert {day.year for day in DAYS} == set(range(first, last + 1))


def test_great_prayer_day_ended_after_2023():
    assert max(day for day, name in DAYS.items() if name == "Store bededag") == date(2023, 5, 5)
    assert date(2024, 4, 26) not in DAYS
