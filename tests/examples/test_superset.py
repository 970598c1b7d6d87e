"""The dashboard asks for what is published, and (where Superset is installed) shows it."""

import os
import re
from pathlib import Path

import duckdb
import pytest

from dagster_project.publish.readers import READERS_FILE
from examples.superset.charts import CHARTS, Chart
from tests.small_publication import columns_of, publish_small

VENV = os.environ.get("PLADS_SUPERSET_VENV")


@pytest.fixture(scope="module")
def database():
    with duckdb.connect() as connection:
        connection.execute("create schema published")
        for table in {chart.table for chart in CHARTS}:
            shape = ", ".join(f"{name} {kind}" for name, kind in columns_of(table).items())
            connection.execute(f"create table published.{table} ({shape})")
        yield connection


def question(chart: Chart) -> str:
    """The SQL that Superset makes of the chart, as far as names go."""
    form = chart.form(1)
    names = [form[name] for name in ("x_axis",) if name in form] + form.get("groupby", [])
    asked = [*names, *form.get("all_columns", []), *(one["sqlExpression"] for one in form.get("metrics", []))]
    where = " and ".join(f"{one['subject']} {one['operator']} '{one['comparator']}'" for one in form["adhoc_filters"])
    grouped = f"group by {', '.join(names)}" if names else ""
    return f"select {', '.join(asked)} from published.{chart.table} where {where or 'true'} {grouped}"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.table)
def test_a_chart_asks_only_for_what_is_published(database, chart):
    database.execute(question(chart))


def test_a_share_over_a_hidden_part_is_empty_rather_than_another_figure():
    (rates,) = (chart for chart in CHARTS if chart.table == "segregation_rate")
    expression = rates.form(1)["metrics"][0]["sqlExpression"]
    for rows, expected in (("(1, 10), (3, 10)", 0.2), ("(1, 10), (null, 80)", None), ("(1, 10), (3, null)", None)):
        found = duckdb.execute(f"select {expression} from (values {rows}) as t(segregated, pupils)").fetchone()
        assert found == (expected,)


def test_no_chart_adds_a_share_or_a_mean():
    for chart in CHARTS:
        for one in chart.form(1).get("metrics", []):
            assert not re.search(r"(sum|avg)\((\w*_)?(share|rate|mean)\)", one["sqlExpression"]), one


@pytest.mark.skipif(VENV is None, reason="PLADS_SUPERSET_VENV names no environment: see examples/superset")
def test_the_dashboard_is_made_twice_alike_and_drawn(tmp_path):
    from examples.superset.api import Api
    from examples.superset.dashboard import build, file_of
    from examples.superset.environment import ADMIN, Place, initialise
    from examples.superset.render import picture
    from examples.superset.server import running

    published = publish_small(tmp_path / "out", "r1", {table: [{}] for table in sorted({c.table for c in CHARTS})})
    assert (published / READERS_FILE).exists()
    place = Place(tmp_path / "home", Path(str(VENV)))
    initialise(place)
    with running(place) as address:
        api = Api(address, ADMIN, place.password)
        first = build(api, file_of(published))
        assert build(api, file_of(published)) == first
        assert api.call("GET", "dashboard/plads")["result"]["published"]
        assert picture(address, ADMIN, place.password, tmp_path / "dashboard.png", 1) == []
    assert (tmp_path / "dashboard.png").stat().st_size > 20_000
