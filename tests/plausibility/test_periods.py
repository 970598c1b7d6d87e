"""The calendar against the ledger: every grammar of periods, each state, before and after the due date."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.outcomes import Status
from dagster_project.plausibility.calendar import after, expected_periods, first_day, last_day
from dagster_project.plausibility.periods import period_checks, states_of
from tests.plausibility.conftest import load, source


def _states(contract, loads, as_of):
    return {one.period: one.state.value for one in states_of(contract, loads, as_of)}


@pytest.mark.parametrize(
    ("kind", "period", "first", "last", "following"),
    [
        ("year", "2023", date(2023, 1, 1), date(2023, 12, 31), "2024"),
        ("school_year", "2023", date(2022, 8, 1), date(2023, 7, 31), "2024"),
        ("quarter", "202312", date(2023, 10, 1), date(2023, 12, 31), "202403"),
        ("quarter", "202403", date(2024, 1, 1), date(2024, 3, 31), "202406"),
        ("half_year", "202406", date(2024, 1, 1), date(2024, 6, 30), "202412"),
        ("half_year", "202412", date(2024, 7, 1), date(2024, 12, 31), "202506"),
    ],
)
def test_a_period_has_a_first_and_a_last_day_and_one_that_follows(kind, period, first, last, following):
    assert (first_day(kind, period), last_day(kind, period), after(kind, period)) == (first, last, following)


@pytest.mark.parametrize(
    ("kind", "first", "as_of", "expected"),
    [
        ("year", "2022", date(2024, 12, 31), ["2022", "2023", "2024"]),
        ("year", "2022", date(2023, 12, 31), ["2022", "2023"]),
        ("school_year", "2023", date(2024, 7, 31), ["2023", "2024"]),
        ("school_year", "2023", date(2024, 8, 1), ["2023", "2024", "2025"]),
        ("quarter", "202309", date(2024, 3, 31), ["202309", "202312", "202403"]),
        ("half_year", "202306", date(2024, 1, 1), ["202306", "202312", "202406"]),
        ("none", "all", date(2024, 1, 1), ["all"]),
    ],
)
def test_a_calendar_ends_with_the_period_that_the_day_lies_in(kind, first, as_of, expected):
    assert expected_periods(source(kind), {first}, as_of) == expected


@pytest.mark.parametrize(
    ("kind", "there", "next_one", "due"),
    [
        ("year", "2023", "2024", date(2025, 1, 30)),
        ("school_year", "2023", "2024", date(2024, 8, 30)),
        ("quarter", "202312", "202403", date(2024, 4, 30)),
        ("half_year", "202312", "202406", date(2024, 7, 30)),
    ],
)
def test_the_day_after_its_due_date_a_period_is_late_and_not_before(kind, there, next_one, due):
    contract = source(kind, latency_days=30)
    assert _states(contract, [load(there)], due)[next_one] == "not_due"
    assert _states(contract, [load(there)], date.fromordinal(due.toordinal() + 1))[next_one] == "late"


def test_a_late_period_is_missing_once_the_next_one_is_due_too():
    contract = source(latency_days=30)
    assert _states(contract, [load("2021")], date(2024, 1, 30)) == {
        "2021": "accepted", "2022": "late", "2023": "not_due", "2024": "not_due",
    }  # fmt: skip
    assert _states(contract, [load("2021")], date(2024, 1, 31))["2022"] == "missing"
    assert _states(contract, [load("2021")], date(2024, 1, 31))["2023"] == "late"


def test_a_gap_is_missing_whether_or_not_it_is_due():
    loads = [load("2021"), load("2023", sequence=2)]
    assert _states(source(), loads, date(2023, 6, 1)) == {"2021": "accepted", "2022": "missing", "2023": "accepted"}


@pytest.mark.parametrize("status", ["quarantined", "rejected", "error"])
def test_what_came_and_was_turned_away_is_neither_there_nor_missing(status):
    (one,) = states_of(source(latency_days=0), [load("2023", status)], date(2023, 12, 31))
    assert (one.state, one.in_force_load, one.latest_load) == ("quarantined", None, "2023#1")


def test_a_correction_that_is_held_leaves_the_period_accepted_and_is_named():
    loads = [load("2023"), load("2023", "quarantined", 2), load("2023", "duplicate", 3)]
    (one,) = states_of(source(), loads, date(2023, 12, 31))
    assert (one.state, one.in_force_load, one.latest_load) == ("accepted", "2023#1", "2023#2")


def test_a_refused_file_with_an_odd_name_does_not_begin_the_calendar_but_is_shown():
    found = states_of(source(), [load("1999", "rejected"), load("2023", sequence=2)], date(2023, 12, 31))
    assert [(one.period, one.state.value, one.is_expected) for one in found] == [
        ("1999", "quarantined", False), ("2023", "accepted", True),
    ]  # fmt: skip


def test_a_period_after_the_data_cut_is_shown_though_nobody_expects_it():
    found = states_of(source(), [load("2023"), load("2030", sequence=2)], date(2023, 12, 31))
    assert [(one.period, one.is_expected) for one in found] == [("2023", True), ("2030", False)]


def test_a_stated_first_and_last_period_bound_the_calendar():
    contract = source(first_period="2021", last_period="2023", latency_days=0)
    assert _states(contract, [load("2022")], date(2030, 1, 1)) == {
        "2021": "missing", "2022": "accepted", "2023": "missing",
    }  # fmt: skip


def test_nobody_waits_for_a_snapshot_older_than_the_one_in_force():
    contract = source(in_force="snapshot", latency_days=0)
    assert _states(contract, [load("2019"), load("2022", sequence=2)], date(2024, 6, 1)) == {
        "2019": "accepted", "2022": "accepted", "2023": "late", "2024": "not_due",
    }  # fmt: skip


def test_a_source_that_always_comes_in_one_month_has_that_rhythm():
    loads = [load("202209"), load("202309", sequence=2)]
    assert list(_states(source("quarter"), loads, date(2024, 12, 31))) == ["202209", "202309", "202409"]
    assert len(_states(source("quarter"), loads[:1], date(2024, 12, 31))) == 10


def test_a_contract_can_ask_for_every_second_year():
    assert list(_states(source(every_months=24), [load("2019")], date(2024, 1, 1))) == ["2019", "2021", "2023"]


def test_a_source_that_never_came_is_one_line_and_no_alarm():
    contract = source("half_year", latency_days=60)
    found = states_of(contract, [], date(2024, 8, 29))
    assert [(one.period, one.state.value) for one in found] == [("202312", "missing")]
    assert [one.period for one in states_of(contract, [], date(2024, 8, 30))] == ["202406"]
    assert period_checks(found) == []


@pytest.mark.parametrize(("as_of", "state"), [(date(2024, 8, 30), "accepted"), (date(2024, 8, 31), "late")])
def test_a_source_without_periods_is_late_when_it_was_not_renewed(as_of, state):
    contract = source("none", every_months=6, latency_days=30)
    (one,) = states_of(contract, [load("all", as_of="2024-01-31")], as_of)
    assert (one.state, one.due_date, one.in_force_load) == (state, date(2024, 8, 30), "all#1")


def test_the_same_file_again_renews_a_source_without_periods():
    contract = source("none", every_months=1, latency_days=0)
    loads = [load("all", as_of="2024-01-31"), load("all", "duplicate", 2, as_of="2024-06-01")]
    (one,) = states_of(contract, loads, date(2024, 7, 1))
    assert (one.state, one.latest_load) == ("accepted", "all#1")


def test_missing_does_not_pass_and_late_warns():
    loads = [load("2021"), load("2023", sequence=2)]
    found = period_checks(states_of(source(latency_days=10), loads, date(2025, 1, 11)))
    assert [(c.load_id, c.check_id, c.dimension, c.status) for c in found] == [
        ("proeve-2022-missing", "period_present", "completeness", Status.NOT_RUN),
        ("proeve-2024-late", "period_on_time", "timeliness", Status.WARN),
    ]


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda contract: contract.source)
def test_every_contract_says_when_it_is_due_in_the_rhythm_of_its_periods(contract):
    grammar = {"year": 12, "school_year": 12, "quarter": 3, "half_year": 6}
    assert contract.calendar.latency_days is not None
    assert contract.calendar.every_months == grammar.get(contract.period, contract.calendar.every_months) is not None
