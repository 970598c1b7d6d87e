"""One question, one join path: every fact reaches the shared dimensions, each by columns that say their role."""

import pytest

from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.references import primary_key, references
from dagster_project.warehouse.render_star import OUTPUT, render
from dagster_project.warehouse.star import CALENDAR, Fact, facts

FACTS = facts(manifest())


def roles_are_said(columns: tuple[str, ...], key: str) -> bool:
    """Of several columns that lead to one dimension at most one has the plain name; the others put a role before it."""
    kind = key.rsplit("_", maxsplit=1)[-1]
    plain = [column for column in columns if column in (key, kind)]
    qualified = [column for column in columns if column.endswith((f"_{kind}", "_date")) and column not in plain]
    return len(plain) <= 1 and len(plain) + len(qualified) == len(columns)


def test_the_page_is_the_one_in_the_tree():
    assert OUTPUT.read_text("utf-8") == render(manifest()), "run python -m dagster_project.warehouse.render_star"


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_joins_what_every_fact_joins_or_says_why_not(fact):
    assert fact.lacks() == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_what_a_fact_does_without_it_does_not_have(fact):
    assert not fact.without.keys() & fact.joins.keys()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_leads_to_a_dimension_by_one_column_or_by_columns_that_say_their_role(fact):
    for reference in references(manifest(), fact.name):
        columns = fact.joins[reference.dimension]
        assert len(columns) == 1 or roles_are_said(columns, primary_key(manifest(), reference.dimension)[0]), columns


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_finds_one_row_of_a_dimension_and_never_two(fact):
    """The list of measures alone has a row a span of a code: joined without the day it would double the facts."""
    assert {found.dimension for found in references(manifest(), fact.name) if not found.is_key} <= {"dim_measure"}


def test_a_fact_that_lost_its_year_and_place_is_seen():
    assert Fact("fct_x", {"dim_person": ("person_key",)}, {}).lacks() == {CALENDAR, "dim_municipality"}
    assert Fact("fct_x", {"dim_year": ("year",)}, {"dim_municipality": "none is named"}).lacks() == set()


@pytest.mark.parametrize(
    ("columns", "key", "said"),
    [
        (("instnr", "main_instnr"), "instnr", True),
        (("start_date", "end_date"), "date_day", True),
        (("municipality_code", "institution_municipality_code"), "municipality_code", True),
        (("home", "municipality_code"), "municipality_code", False),
    ],
)
def test_columns_that_lead_to_one_dimension_say_their_role(columns, key, said):
    assert roles_are_said(columns, key) is said
