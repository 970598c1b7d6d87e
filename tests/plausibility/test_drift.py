"""How codes are spread against the period before: computed by hand, at the limit, with few rows, and in few words."""

from __future__ import annotations

from math import pi, sqrt

import pytest

from dagster_project.outcomes import Profile, Status
from dagster_project.plausibility.drift import by_chance, distance, judge, vanished
from dagster_project.plausibility.verdict import Earlier


def _judge(now: dict[str, int], before: dict[str, int] | None, **limits: float) -> tuple[Status, str]:
    earlier = None if before is None else Earlier("2022", Profile(0, {}, {"kode": before}))
    found = judge("kode", Profile(0, {}, {"kode": now}), earlier, ("a", "b", "c", "d"), "warning", **limits)
    return found.status, found.observed


def test_the_distance_is_half_the_sum_of_the_differences_of_shares():
    # a: 0.5 → 0.7, b: 0.5 → 0.2, c: 0 → 0.1; 0.2 + 0.3 + 0.1 = 0.6
    assert distance({"a": 70, "b": 20, "c": 10}, {"a": 100, "b": 100}) == pytest.approx(0.3)


def test_chance_is_what_two_draws_from_one_spread_differ_by():
    # pooled shares 0.55 and 0.45 in 1000 + 1000 rows: each differs by sqrt(0.55 · 0.45 · 2 / 1000) · sqrt(2 / pi)
    expected = sqrt(0.55 * 0.45 * 2 / 1000) * sqrt(2 / pi)
    assert by_chance({"a": 600, "b": 400}, {"a": 500, "b": 500}) == pytest.approx(expected)
    assert expected == pytest.approx(0.01775, abs=1e-5)


def test_a_shift_beyond_the_limit_warns_and_one_within_does_not():
    assert _judge({"a": 6200, "b": 3800}, {"a": 5000, "b": 5000})[0] is Status.WARN
    assert _judge({"a": 6000, "b": 4000}, {"a": 5000, "b": 5000})[0] is Status.PASS


def test_a_shift_of_exactly_the_limit_beyond_chance_is_no_drift():
    now, before = {"a": 6200, "b": 3800}, {"a": 5000, "b": 5000}
    edge = round(distance(now, before) - by_chance(now, before), 9)
    assert _judge(now, before, limit=edge)[0] is Status.PASS
    assert _judge(now, before, limit=edge - 1e-9)[0] is Status.WARN


def test_thirty_rows_never_drift():
    assert _judge({"a": 30}, {"b": 3000})[0] is Status.NOT_APPLICABLE
    assert _judge({"a": 3000}, {"b": 30})[0] is Status.NOT_APPLICABLE
    assert _judge({"a": 100}, {"b": 100})[0] is Status.WARN


def test_few_rows_in_many_codes_differ_by_chance():
    now, before = {str(code): 2 + 3 * (code % 2) for code in range(40)}, {str(code): 4 for code in range(40)}
    assert distance(now, before) > 0.2
    assert _judge(now, before)[0] is Status.PASS


def test_a_first_period_is_not_applicable():
    assert _judge({"a": 1000}, None)[0] is Status.NOT_APPLICABLE


def test_a_code_that_is_gone_warns_however_small_its_share_if_there_should_be_fifty():
    before = {"a": 9950, "b": 50}
    assert vanished({"a": 10_000}, before) == ["b"]
    assert _judge({"a": 10_000}, before)[0] is Status.WARN
    assert vanished({"a": 9999}, before) == []
    assert _judge({"a": 9999}, before)[0] is Status.PASS


def test_new_and_vanished_codes_are_counted_and_named_only_if_listed_and_not_few():
    now = {"a": 900, "c": 5, "d": 4, "0101011232": 60, "": 31}
    observed = _judge(now, {"a": 990, "b": 10})[1]
    assert "new codes 4 ((empty), c)" in observed
    assert "vanished 1 (b)" in observed
    assert "0101011232" not in observed and " 31" not in observed
