"""The questions of the benchmark fit the tables, and a door that answers otherwise is seen."""

from decimal import Decimal
from math import nan

import pytest

from benchmarks.bi.measure import same
from benchmarks.bi.queries import QUERIES
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest


def test_there_are_twenty_different_questions():
    assert len({query.name for query in QUERIES}) == len({query.question for query in QUERIES}) == 20


def test_they_ask_tables_that_readers_have():
    there = {str(table) for table in published_nodes(manifest()).values()}
    assert set().union(*(query.tables for query in QUERIES)) <= there


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([("a", 1.0)], [("a", Decimal("1.0000000000001"))], True),
        ([("a", nan)], [("a", None)], True),
        ([("a", 1.0)], [("a", 1.001)], False),
        ([("a", 1)], [("b", 1)], False),
        ([("a", 1)], [("a", None)], False),
        ([("a",)], [("a",), ("a",)], False),
        ([("a",)], [("a", 1)], False),
    ],
)
def test_answers_are_compared_but_for_the_last_digits(one, other, expected):
    assert same(one, other) is expected
