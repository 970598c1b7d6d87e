"""What the hard night publishes: the attack recovers nothing, and would have if only small counts were hidden."""

from __future__ import annotations

import duckdb
import pytest

from tests.disclosure.attack import attack, wrong_about
from tests.disclosure.masks import Rows, only_first_hidden, unavoidable
from tests.disclosure.outside import Tables, read


@pytest.fixture(scope="module")
def tables(hard_night) -> tuple[Rows, Rows]:
    """Published and exact."""
    with duckdb.connect(str(hard_night.database), read_only=True) as connection:
        return read(connection, "published"), read(connection, "marts")


def test_nothing_can_be_worked_out(tables):
    report = attack(*tables)
    assert sum(report.tried.values()) > 1000
    left = set(report.recovered)
    if left:
        told = unavoidable(*tables, [one.cell for one in left])
        left = {one for one in left if one.cell not in told}
    assert sorted(map(str, left))[:20] == []


def test_the_attack_works_out_much_where_only_small_counts_are_hidden(tables):
    some = ("segregation_rate", "risk_factor", "wellbeing_indicator", "return_rate")
    published, exact = ({name: rows[name] for name in some} for rows in tables)
    report = attack(only_first_hidden(published, exact), exact)
    assert wrong_about(report, Tables(exact).known) == []
    assert len(report.recovered) > sum(report.tried.values()) / 10
    assert {why for counts in report.by_table().values() for why in counts} >= {
        "narrower than the threshold",
        "determined for one who knows what was hidden first",
    }
