"""The seed of Danish public holidays, made from the library that knows them; a test sees it drift.

`python -m dagster_project.warehouse.render_holidays`. The calendar is SQL that any engine runs, so it reads a list.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from holidays import country_holidays

from dagster_project.settings import SEEDS

YEARS = range(1980, 2050)  # first_calendar_year() to last_calendar_year() in dbt/macros/numbers.sql
OUTPUT = SEEDS / "holiday.csv"
_SOURCE, _MARK = "Python library holidays, country DK", "S"


def render() -> str:
    """One line a day: name in Danish and in English."""
    danish, english = (country_holidays("DK", years=YEARS, language=language) for language in ("da", "en_US"))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["date_day", "name_da", "name_en", "source", "mark"])
    days: list[date] = sorted(danish)
    writer.writerows([day.isoformat(), danish[day], english[day], _SOURCE, _MARK] for day in days)
    return text.getvalue()


if __name__ == "__main__":
    OUTPUT.write_text(render(), "utf-8")
