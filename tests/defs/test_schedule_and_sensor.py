"""The job starts at night and when files have arrived, and never on a file that is still being copied."""

import json

import dagster as dg
import pytest

from dagster_project.defs.jobs import NIGHTLY
from dagster_project.defs.sensors import listing


@pytest.fixture
def look(defs, settings):
    """One look of the sensor, given what it remembered."""
    sensor = defs.resolve_sensor_def("landing_folder")

    def look(cursor: str | None) -> dg.SensorResult:
        context = dg.build_sensor_context(cursor=cursor, resources={"settings": settings})
        return sensor(context)

    return look


def deliver(settings, name: str, text: str = "x") -> None:
    path = settings.landing / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_an_empty_folder_starts_nothing(look):
    assert not look(None).run_requests


def test_a_file_starts_a_run_once_it_has_stood_still(look, settings):
    deliver(settings, "bef/bef2023.csv")
    first = look(None)
    assert not first.run_requests
    second = look(first.cursor)
    assert len(second.run_requests) == 1
    assert not look(second.cursor).run_requests


def test_a_file_that_grows_between_two_looks_waits(look, settings):
    deliver(settings, "bef/bef2023.csv")
    first = look(None)
    deliver(settings, "bef/bef2023.csv", "xx")
    second = look(first.cursor)
    assert not second.run_requests
    assert look(second.cursor).run_requests


def test_a_redelivery_under_the_same_name_is_news_with_another_key(look, settings):
    deliver(settings, "bef/bef2023.csv")
    before = look(look(None).cursor)
    deliver(settings, "bef/bef2023.csv", "another")
    after = look(look(before.cursor).cursor)
    assert after.run_requests[0].run_key != before.run_requests[0].run_key


def test_a_delivered_seed_is_news_too(look, settings):
    deliver(settings, "seed/municipality.csv")
    assert look(look(None).cursor).run_requests


def test_names_of_unfinished_copies_are_not_there_yet(settings):
    for name in ("bef/bef2023.csv.part", "bef/.bef2023.csv", "bef/bef2023.tmp"):
        deliver(settings, name)
    assert listing(settings.landing) == {}


def test_the_cursor_holds_names_and_sizes_only(look, settings):
    deliver(settings, "bef/bef2023.csv", "010101-1234")
    assert json.loads(look(None).cursor)["seen"].keys() == {"bef/bef2023.csv"}
    assert "010101" not in look(None).cursor


def test_the_nightly_job_runs_at_two_danish_time(defs):
    schedule = defs.resolve_schedule_def("every_night")
    assert (schedule.job_name, schedule.cron_schedule) == (NIGHTLY, "0 2 * * *")
    assert schedule.execution_timezone == "Europe/Copenhagen"
