"""The page of what readers have: read from small tables of the published database, whatever else is there."""

from __future__ import annotations

import duckdb
import pytest

from dagster_project.contracts import load_contracts
from dagster_project.report import write_report
from tests.report.conftest import fill, settings_in
from tests.report.html_page import Node, dead_links, faults_of_language, faults_of_tables, read_page

TABLES = """
    create schema governance; create schema marts; create schema published; create schema core;
    create table marts.absence as select range as i from range(7);
    create table published.absence as select range as i from range(7);
    create table published.pupil_forecast as select range as i from range(3);
    create table core.fct_absence as select range as i from range(1234);
    create table governance.release as select
        'r2' as release, 'b2' as build, date '2024-12-31' as as_of, timestamp '2024-12-31 01:02:03' as published_at;
    create table governance.suppression_log (
        table_name varchar, measure varchar, reason varchar, cells bigint, cells_hidden bigint,
        hidden_share_of_total double);
    insert into governance.suppression_log values
        ('absence', 'pupils', 'small count', 7, 2, 0.25), ('absence', 'sick', 'mean over few', 3, 1, null),
        ('absence', 'pupils', 'protects another cell', 7, 1, 0.05);
    create table governance.told_cells as select 'absence' as table_name, 2 as cells_told;
    create table governance.offer_overlap as select '101' as municipality_code, 4711 as children;
    create table governance.release_history as
        select 1 as number, 'r1' as release, date '2023-12-31' as as_of, timestamp '2024-01-01' as published_at,
            ['bufo-2021-000006'] as loads_in, []::varchar[] as loads_out, []::varchar[] as other_causes
        union all select 2, 'r2', date '2024-12-31', timestamp '2024-12-31',
            ['bufo-2021-000007'], ['bufo-2021-000006'], ['data_cut'];
    create table governance.release_change as
        select 'r1' as release_old, 'r2' as release_new, 'absence' as table_name, 5 as cells_changed, 6 as cells_added,
            7 as cells_removed, 1 as cells_suppressed, ['bufo-2021-000007', 'data_cut'] as caused_by
        union all select 'r0', 'r1', 'absence', 99, 99, 99, 99, [];
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Node:
    settings = settings_in(tmp_path_factory.mktemp("publication"))
    fill(settings)
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute(TABLES)
    write_report(settings, [])
    path = settings.governance / "publication.html"
    found = read_page(path)
    assert faults_of_tables(found) == dead_links(path, found) == []
    words = {"absence", "pupil", "forecast", "fct", "plads", "bufo", "utc"}
    assert faults_of_language(found, words | set(load_contracts())) == []
    return found


def test_it_says_what_is_hidden_in_every_table(page: Node) -> None:
    said = page.all("main")[0].in_language("en")
    assert "Cells hidden 4 / 10 (40.0 %)" in said
    assert "absence 7 7 10 4 40.0 % 30.0 % 2" in said  # a measure is counted once, whatever it is hidden for
    assert "pupil_forecast – 3 nothing that has to be hidden" in said
    assert "fct_absence 1 234" in said


def test_it_says_which_figures_moved_with_the_latest_release_and_why(page: Node) -> None:
    said = page.all("main")[0].in_language("en")
    assert "r2 2024-12-31 00:00:00 UTC 2024-12-31 bufo-2021-000007 bufo-2021-000006 the data cut" in said
    assert "absence 5 6 7 1 bufo-2021-000007 the data cut" in said
    assert "99" not in said


def test_it_counts_pairs_with_overlaps_and_no_children(page: Node) -> None:
    said = page.all("main")[0].in_language("en")
    assert "It happens for 1 pairs" in said
    assert "4711" not in said
