"""From a cell: what readers see of it and no more, and the loads that can be in it."""

from datetime import date

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.passports import CellNotFoundError, find_cell, write_cell
from dagster_project.passports.cell import HIDDEN, MISSING
from dagster_project.passports.contributing import contributing, span_of

HOME = {"municipality_code": "101", "year": "2023", "district": "all", "offer_type": "all"}
SCHOOL = {"municipality_code": "101", "school_year": "2022/2023", "instnr": "all", "stage": "all"}


def test_a_hidden_cell_stays_hidden_and_a_missing_one_is_not_hidden(release):
    shown = find_cell(release, "helaarsboern", HOME).shown
    assert shown["days"] == HIDDEN
    assert shown["is_provisional"] == MISSING
    assert shown["children"].en == "12"
    assert shown["helaarsboern"].en == "3.5"


def test_the_exact_table_is_not_even_there_to_be_read(release):
    """The file of the fixture has no schema `marts`: whoever read an exact value would fail here."""
    assert find_cell(release, "helaarsboern", HOME, "days").shown == {"days": HIDDEN}


def test_a_figure_has_each_languages_decimal_mark(release):
    assert find_cell(release, "absence", SCHOOL, "mean_absence").shown["mean_absence"] == ("0,07", "0.07")


def test_only_loads_of_the_keys_period_where_the_models_prove_it(release):
    loads = find_cell(release, "absence", SCHOOL).loads
    assert [load.period for load in loads["fravaer"][1]] == ["2023"]
    assert loads["fravaer"][0] == (date(2022, 8, 1), date(2023, 7, 31))
    assert loads["kotre"][0] is None
    assert [load.period for load in loads["kotre"][1]] == ["2024"]


def test_all_loads_where_rows_of_other_years_may_count(release):
    """The index since the first year and the comparison of years make no promise; neither does a spell."""
    span, loads = contributing(release, "helaarsboern", HOME)["visitation"]
    assert span is None
    assert [load.load_id for load in loads] == release.build.state.loads["visitation"]


@pytest.mark.parametrize(
    ("table", "keys", "measure", "word"),
    [
        ("nothing", HOME, None, "absence"),
        ("helaarsboern", {"year": "2023"}, None, "municipality_code, year, district, offer_type"),
        ("helaarsboern", {**HOME, "colour": "red"}, None, "nothing else"),
        ("helaarsboern", HOME, "weight", "children"),
        ("helaarsboern", {**HOME, "year": "1890"}, None, "it has 2023"),
        ("helaarsboern", {**HOME, "district": "x' or 1=1 --"}, None, "no district"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(release, table, keys, measure, word):
    with pytest.raises(CellNotFoundError, match=word):
        find_cell(release, table, keys, measure)


@pytest.mark.parametrize(
    ("column", "value", "first", "last"),
    [
        ("school_year", "2022/2023", date(2022, 8, 1), date(2023, 7, 31)),
        ("half_year", "2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("half_year", "2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("year", "2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_keys_value_is_a_span_of_days(column, value, first, last):
    assert span_of(column, value) == (first, last)


@pytest.mark.parametrize(("column", "value"), [("instnr", "2023"), ("year", "average"), ("district", "all")])
def test_other_keys_are_no_time(column, value):
    assert span_of(column, value) is None


# Judged by hand: these figures count the rows of a source under the year that its file is of. Postings meet the
# prices of their own year, twice; of other years' postings these hold that there are any, and not what.
CONFINED = {
    ("budget_balance", "oekonomi"), ("special_education_cost", "oekonomi"),
    ("absence", "fravaer"), ("childcare", "boernfb"), ("inclusion_funds", "pulje"), ("personnel", "personale"),
    ("support_decisions", "afgoerelse"), ("wellbeing_indicator", "trivsel"), ("wellbeing_item", "trivsel"),
}  # fmt: skip


def test_the_pairs_of_figure_and_source_that_are_confined_are_those_judged_by_hand(release, monkeypatch):
    from dagster_project.passports.contributing import periods_that_count
    from dagster_project.passports.figure import questions
    from dagster_project.warehouse.lineage import published_nodes
    from dagster_project.warehouse.manifest import manifest

    every = {table.name: key for key, table in published_nodes(manifest()).items() if table.schema == "published"}
    monkeypatch.setitem(release.__dict__, "figures", every)
    found = set()
    for table in questions():
        keys = every[table] and manifest()["nodes"][every[table]]["config"]["meta"]["disclosure"]["keys"]
        values = {key: {"school_year": "2022/2023", "half_year": "2023H1"}.get(key, "2023") for key in keys}
        for source in release.sources_behind(table):
            if periods_that_count(release, table, source, values):
                found.add((table, source))
    assert found == CONFINED
    assert {source for _, source in CONFINED} <= load_contracts().keys()


def test_the_page_of_a_cell_says_hidden_in_both_languages_and_links_to_the_passport(release):
    html = write_cell(release, find_cell(release, "helaarsboern", HOME)).read_text(encoding="utf-8")
    assert '<span lang="da">skjult</span><span lang="en">hidden</span>' in html
    assert 'href="helaarsboern.html#days"' in html
    assert release.build.state.loads["visitation"][0] in html


def test_the_row_in_earlier_releases_shows_what_was_published_and_hides_what_was_hidden(release):
    moves = find_cell(release, "helaarsboern", HOME).earlier
    assert [(move["measure"], move["old_value"], move["new_value"]) for move in moves] == [
        ("children", "11", "12"),
        ("days", None, None),
    ]
    assert find_cell(release, "helaarsboern", HOME, "helaarsboern").earlier == []
    assert find_cell(release, "absence", SCHOOL).earlier == []
