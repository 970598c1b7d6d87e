"""What a release hid is what the next one starts from; a rebuild takes over the holes of its release."""

from __future__ import annotations

import duckdb
import pytest

from dagster_project.ledger import Ledger
from dagster_project.rebuild.restore import place_of, restore
from dagster_project.revisions import holes
from dagster_project.revisions.history import releases
from tests.revisions.conftest import spell

FIGURES = [("151", 2023, "person_directed", 40, 7, ["started"]), ("157", 2023, "person_directed", 30, 9, None)]
HOLE = ("preventive_measure", "157|2023|person_directed", "|started|", 0)


def laid(settings) -> list[tuple[str, str, str, float]]:
    with duckdb.connect(str(settings.warehouse)) as con:
        con.execute("create schema if not exists run")
    holes.lay_holes(settings, progress=lambda _: None)
    with duckdb.connect(str(settings.warehouse)) as con:
        return con.execute("from run.hidden_before").fetchall()


@pytest.fixture
def published(settings, deliver, publish_figures):
    deliver("bufo2023.csv", [spell(n) for n in range(40)])
    publish_figures(FIGURES)
    return settings


def test_without_a_release_nothing_was_hidden(settings):
    assert laid(settings) == []


def test_the_next_build_knows_what_was_hidden_and_what_stood_there(published):
    assert laid(published) == [("preventive_measure", "151|2023|person_directed", "started", 7.0)]


def test_what_a_higher_threshold_hid_is_not_carried_on(published, monkeypatch):
    monkeypatch.setattr(holes, "parameters", lambda: {"suppression_threshold": 3, "suppression_floor": 3})
    assert laid(published) == []


def test_a_rebuild_hides_what_the_release_hid(published, tmp_path):
    with duckdb.connect(str(published.warehouse)) as con:
        con.execute("create schema disclosure")
        con.execute(
            "create table disclosure.hidden_others (table_name varchar, row_key varchar, measures varchar, told bigint)"
        )
        con.execute("insert into disclosure.hidden_others values (?, ?, ?, ?)", HOLE)
    (release,) = releases(Ledger(published.ledger))
    holes.keep_holes(published, release.number)
    place = place_of(published, release, tmp_path / "again")
    place.prepare()
    assert restore(published, release, place) == []
    assert laid(place) == []
    with duckdb.connect(str(place.warehouse), read_only=True) as con:
        assert con.execute("from run.hidden_decided").fetchall() == [HOLE]


def decided(settings) -> set[str]:
    laid(settings)
    with duckdb.connect(str(settings.warehouse), read_only=True) as con:
        found = con.execute("select table_name from duckdb_tables() where schema_name = 'run'").fetchall()
    return {name for (name,) in found} & {"hidden_decided", "tables_then"}


def test_what_was_decided_is_laid_for_the_same_code_and_definitions_alone(published, monkeypatch):
    (release,) = releases(Ledger(published.ledger))
    monkeypatch.setattr(holes, "code_version", lambda: release.code)
    monkeypatch.setattr(holes, "parameters", lambda: release.parameters)
    with duckdb.connect(str(published.warehouse)) as con:
        con.execute("create schema if not exists disclosure")
        con.execute(
            "create or replace table disclosure.hidden_others as "
            "select '' as table_name, '' as row_key, '' as measures, 0 as told"
        )
    holes.keep_holes(published, release.number)
    assert decided(published) == {"hidden_decided", "tables_then"}
    monkeypatch.setattr(holes, "code_version", lambda: "other")
    assert decided(published) == set()
