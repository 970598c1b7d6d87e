"""A figure outside its band warns, one at its edge does not, and one without anything to compare with says so."""

from __future__ import annotations

import pytest

from dagster_project.outcomes import Profile, Status
from dagster_project.plausibility.bands import judge
from dagster_project.plausibility.verdict import Earlier
from tests.plausibility.conftest import band

ROWS = band(lowest=-0.3, highest=0.5)


def _earlier(*rows: int) -> list[Earlier]:
    return [Earlier(str(2020 + number), Profile(count)) for number, count in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "status"),
    [(699, Status.WARN), (700, Status.PASS), (1000, Status.PASS), (1500, Status.PASS), (1501, Status.WARN)],
)
def test_rows_against_the_period_before(rows, status):
    assert judge(ROWS, Profile(rows), _earlier(10, 1000)).status is status


def test_what_is_found_names_the_value_what_it_was_held_against_and_the_band():
    found = judge(ROWS, Profile(650), _earlier(10, 1000))
    assert found.observed == "650 ← 1000 (2021): -35.0 %; band -30.0 % … +50.0 %"


def test_a_contract_may_call_it_an_error():
    assert judge(band(severity="critical", lowest=-0.3), Profile(650), _earlier(1000)).status is Status.FAIL


def test_a_first_period_is_not_applicable():
    assert judge(ROWS, Profile(650), []).status is Status.NOT_APPLICABLE


def test_the_median_forgives_one_odd_period_before():
    against = band(lowest=-0.3, highest=0.5, against="median", periods=3)
    before = _earlier(5000, 1000, 1040, 100)
    assert judge(ROWS, Profile(1000), before).status is Status.WARN
    found = judge(against, Profile(1000), before)
    assert found.status is Status.PASS
    assert found.observed.startswith("1000 ← 1000 (median 2021, 2022, 2023): +0.0 %")


@pytest.mark.parametrize(
    ("now", "before", "status"),
    [(49, 49, Status.NOT_APPLICABLE), (1, 50, Status.WARN), (50, 1, Status.WARN), (49, 1, Status.NOT_APPLICABLE)],
)
def test_few_rows_are_no_ground_unless_there_were_many(now, before, status):
    assert judge(ROWS, Profile(now), _earlier(before)).status is status


@pytest.mark.parametrize(("now", "status"), [(74.99, Status.WARN), (75.0, Status.PASS), (130.01, Status.WARN)])
def test_a_sum(now, status):
    rule = band("sum", "beloeb", lowest=-0.25, highest=0.3)
    earlier = [Earlier("2022", Profile(60, {"sum(beloeb)": 100.0}))]
    assert judge(rule, Profile(60, {"sum(beloeb)": now}), earlier).status is status


def test_a_negative_sum_that_grows_less_negative_has_grown():
    rule = band("sum", "beloeb", lowest=-0.25, highest=0.3)
    earlier = [Earlier("2022", Profile(60, {"sum(beloeb)": -100.0}))]
    assert judge(rule, Profile(60, {"sum(beloeb)": -71.0}), earlier).status is Status.PASS
    assert "+31.0 %" in judge(rule, Profile(60, {"sum(beloeb)": -69.0}), earlier).observed
    assert judge(rule, Profile(60, {"sum(beloeb)": -69.0}), earlier).status is Status.WARN


def test_nothing_before_gives_no_change_in_percent():
    rule = band("sum", "beloeb", lowest=-0.25, highest=0.3)
    earlier = [Earlier("2022", Profile(60, {"sum(beloeb)": 0.0}))]
    assert judge(rule, Profile(60, {"sum(beloeb)": 5.0}), earlier).status is Status.NOT_APPLICABLE


def test_a_mean_and_a_share_are_divided_and_need_rows_on_both_sides():
    mean, share = band("mean", "timer", lowest=-0.2, highest=0.2), band("share", where="x = 1", lowest=-0.5)
    before = Profile(
        100, {"mean(timer)": 1000.0, "mean(timer) n": 100, "share where x = 1": 20, "share where x = 1 n": 100}
    )
    now = Profile(50, {"mean(timer)": 480.0, "mean(timer) n": 40, "share where x = 1": 5, "share where x = 1 n": 50})
    assert judge(mean, now, [Earlier("2022", before)]).observed == "12 ← 10 (2022): +20.0 %; band -20.0 % … +20.0 %"
    assert judge(share, now, [Earlier("2022", before)]).observed == "10.0 % ← 20.0 % (2022): -50.0 %; band -50.0 % … "
    assert judge(mean, Profile(49, now.measures), [Earlier("2022", before)]).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("rule", "measures"),
    [
        (band("distinct", "pnr", lowest=-0.3), {"distinct(pnr)": 4}),
        (band("share", where="x = 1", lowest=-0.3), {"share where x = 1": 4, "share where x = 1 n": 100}),
        (band("share", where="x = 1", highest=0.3), {"share where x = 1": 96, "share where x = 1 n": 100}),
    ],
)
def test_a_handful_of_persons_is_judged_and_not_written(rule, measures):
    before = Profile(100, {"distinct(pnr)": 60, "share where x = 1": 50, "share where x = 1 n": 100})
    found = judge(rule, Profile(100, measures), [Earlier("2022", before)])
    assert found.status is Status.WARN
    assert found.observed.startswith("few ← (2022); band")


def test_a_figure_that_the_period_before_lacks_is_sought_further_back():
    rule = band("sum", "beloeb", lowest=-0.25)
    earlier = [Earlier("2021", Profile(60, {"sum(beloeb)": 100.0})), Earlier("2022", Profile(60))]
    assert "(2021)" in judge(rule, Profile(60, {"sum(beloeb)": 90.0}), earlier).observed
    assert judge(rule, Profile(60), earlier).status is Status.NOT_APPLICABLE
