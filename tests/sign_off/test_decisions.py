"""Every decision on small files: what is in force before and after, in every order that can happen."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.outcomes import LoadStatus, Status
from dagster_project.registers.start import loads_in_force
from dagster_project.run_lock import Busy
from dagster_project.sign_off import Decision, Refusal, verify
from tests.sign_off.place import ACCEPT, BAD, GOOD, OTHER, OVERRIDE, REJECT, Place, bufo


@pytest.fixture(autouse=True)
def and_the_log_holds(place: Place) -> object:
    yield
    assert not place.settings.ledger.exists() or verify(place.settings).findings == []


def test_an_override_brings_a_held_load_into_force_and_its_failed_checks_stay(place):
    held = place.deliver("", BAD)
    failed = [check for check in place.ledger.checks([held]) if check.status.blocks]
    assert failed and place.in_force == []
    said = place.decide(held, OVERRIDE, "kendt fejl i kommunekoden")
    assert place.in_force == [held] == loads_in_force(place.settings)["bufo"]
    assert [check for check in place.ledger.checks([held]) if check.status.blocks] == failed
    assert "is in force; the next run builds on it" in said.en and "er i kraft" in said.da
    (row,) = place.ledger.in_force("bufo")
    assert row.reason_en.startswith("in force by decision, in spite of") and row.reason_da.startswith("i kraft")


def test_an_empty_load_is_not_brought_into_force_by_anybody(place):
    first = place.deliver("", GOOD)
    empty = place.deliver("_v2", bufo(broken=40))  # every row is set aside
    assert place.in_force == [first]
    with pytest.raises(Refusal, match="an empty period never comes into force"):
        place.decide(empty, OVERRIDE)
    assert place.in_force == [first]


def test_an_overridden_load_supersedes_and_is_not_held_again_by_the_next_night(place):
    first = place.deliver("", GOOD)
    held = place.deliver("_v2", bufo(20))
    assert place.in_force == [first]
    place.decide(held, OVERRIDE)
    assert (place.in_force, place.status(first)) == ([held], LoadStatus.SUPERSEDED)
    for limits in (place.settings.limits, replace(place.settings.limits, row_drop_share=0.1)):
        place.night(limits=limits)
        assert place.in_force == [held]


def test_a_redelivery_after_an_override_is_judged_for_itself(place):
    held = place.deliver("", BAD)
    place.decide(held, OVERRIDE)
    place.deliver("_v2", bufo(broken=11))
    assert place.in_force == [held]
    third = place.deliver("_v3", GOOD)
    assert place.in_force == [third]
    place.decide(third, REJECT)
    assert place.in_force == [held]


def test_an_overridden_file_that_is_read_again_when_the_cut_moves_stays_in_force(place):
    held = place.deliver("", bufo(broken=10, late=1), as_of=date(2024, 1, 1))
    place.decide(held, OVERRIDE)
    place.night()
    (row,) = place.ledger.in_force("bufo")
    assert row.load_id != held and row.supersedes == held and row.rows_loaded == 30
    assert row.reason_en.startswith("in force by decision")


def test_an_override_does_not_excuse_what_had_not_failed(place):
    held = place.deliver("", bufo(broken=10, late=1), as_of=date(2024, 1, 1))
    place.decide(held, OVERRIDE)
    place.also_fails = "another_rule"
    place.night()
    assert place.in_force == [held]
    assert place.ledger.loads("bufo")[-1].status is LoadStatus.QUARANTINED


def test_a_rejected_load_gives_way_to_the_one_before_and_does_not_come_back_by_itself(place):
    first, second = place.deliver("", GOOD), place.deliver("_v2", OTHER)
    said = place.decide(second, REJECT, "forkert udtræk")
    assert (place.in_force, place.status(second)) == ([first], LoadStatus.REJECTED)
    assert said.en == f"bufo 2023: {first} is in force; the next run builds on it"
    place.night()
    place.night(limits=replace(place.settings.limits, row_drop_share=0.5), as_of=date(2025, 6, 1))
    assert place.in_force == [first]
    again = place.deliver("_v3", OTHER)
    assert (place.in_force, place.status(again)) == ([first], LoadStatus.DUPLICATE)
    assert "which a person rejected" in place.ledger.loads("bufo")[-1].reason_en


def test_a_rejected_file_with_early_rows_stays_out_when_the_cut_moves(place):
    only = place.deliver("", bufo(late=1), as_of=date(2024, 1, 1))
    assert place.decide(only, REJECT).en == "bufo 2023: nothing is in force"
    place.night()
    assert place.in_force == [] and len(place.ledger.loads("bufo")) == 1


def test_an_earlier_reading_of_a_rejected_file_does_not_come_back_either(place):
    first = place.deliver("", bufo(late=1), as_of=date(2024, 1, 1))
    place.night()
    (second,) = place.in_force
    with pytest.raises(Refusal, match=f"read again as {second}"):
        place.decide(first, REJECT)
    place.decide(second, REJECT)
    assert place.in_force == []


def test_rejecting_a_superseded_load_changes_what_would_come_back(place):
    first, second = place.deliver("", GOOD), place.deliver("_v2", OTHER)
    third = place.deliver("_v3", bufo(start="2020-03-01"))
    place.decide(second, REJECT)
    assert place.in_force == [third]
    place.decide(third, REJECT)
    assert place.in_force == [first]


def test_one_that_is_rejected_by_mistake_can_be_accepted_again(place):
    first, second = place.deliver("", GOOD), place.deliver("_v2", OTHER)
    place.decide(second, REJECT)
    place.decide(second, ACCEPT)
    assert (place.in_force, place.status(first)) == ([second], LoadStatus.SUPERSEDED)
    place.night()
    assert place.in_force == [second]


def test_accepting_after_a_newer_one_has_come_leaves_the_newer_in_force(place):
    first = place.deliver("", GOOD)
    place.decide(first, REJECT)
    second = place.deliver("_v2", OTHER)
    said = place.decide(first, ACCEPT)
    assert (place.in_force, place.status(first)) == ([second], LoadStatus.SUPERSEDED)
    assert said.en == f"bufo 2023: {second} stays in force"


def test_an_override_of_an_older_file_leaves_the_newer_in_force_until_that_is_rejected(place):
    held, second = place.deliver("", BAD), place.deliver("_v2", GOOD)
    place.decide(held, OVERRIDE)
    assert (place.in_force, place.status(held)) == ([second], LoadStatus.SUPERSEDED)
    place.decide(second, REJECT)
    assert place.in_force == [held]


def test_acceptance_confirms_what_is_in_force_and_changes_nothing(place):
    first = place.deliver("", GOOD)
    said = place.decide(first, ACCEPT, "")
    assert place.in_force == [first] and said.en == f"bufo 2023: {first} stays in force"
    place.decide(first, ACCEPT)
    assert [entry.entry for entry in (said.entry,)] == [1]


def test_rows_that_are_gone_do_not_come_back(place):
    first, second = place.deliver("", GOOD), place.deliver("_v2", OTHER)
    (place.settings.registers / "bufo" / f"{first}.parquet").unlink()
    place.decide(second, REJECT)
    assert place.in_force == []
    (place.settings.registers / "bufo" / f"{second}.parquet").unlink()
    with pytest.raises(Refusal, match="deliver the file again"):
        place.decide(second, ACCEPT)


Setting = Callable[[Place], str]
REFUSED: list[tuple[str, Setting, Decision, str]] = [
    ("a load that is not there", lambda _: "bufo-2023-000009", ACCEPT, "no load is called"),
    ("a file that could not be read", lambda p: p.deliver("", "pnr,kom\n1,2\n"), OVERRIDE, "cannot be decided on"),
    ("the same, to reject it", lambda p: p.deliver("", "pnr,kom\n1,2\n"), REJECT, "cannot be decided on"),
    ("the same bytes again", lambda p: (p.deliver("", GOOD), p.deliver("_v2", GOOD))[1], REJECT, "duplicate"),
    ("acceptance of one with failed checks", lambda p: p.deliver("", BAD), ACCEPT, "use override"),
    ("override of one in force", lambda p: p.deliver("", GOOD), OVERRIDE, "is not held"),
    ("override of one that passed", lambda p: _rejected(p, GOOD), OVERRIDE, "use accept"),
    ("acceptance of one with failed checks that was rejected", lambda p: _rejected(p, BAD), ACCEPT, "use override"),
    ("rejecting twice", lambda p: _rejected(p, GOOD), REJECT, "rejected already"),
    ("acceptance of a superseded one", lambda p: (p.deliver("", GOOD), p.deliver("_v2", OTHER))[0], ACCEPT, "is super"),
]  # fmt: skip


def _rejected(place: Place, text: str) -> str:
    load_id = place.deliver("", text)
    place.decide(load_id, REJECT)
    return load_id


@pytest.mark.parametrize(("setting", "decision", "words"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(place, entries, setting, decision, words):
    load_id = setting(place)
    before = (place.ledger.loads(), entries())
    with pytest.raises(Refusal, match=words):
        place.decide(load_id, decision)
    assert (place.ledger.loads(), entries()) == before


def test_an_attempt_that_failed_on_our_side_cannot_be_decided_on(place):
    row = _attempt(place)
    place.ledger.begin(row)
    place.ledger.abandon_unfinished()
    with pytest.raises(Refusal, match="cannot be decided on"):
        place.decide(row.load_id, OVERRIDE)


def _attempt(place: Place):
    load_id = place.deliver("", GOOD)
    row = next(row for row in place.ledger.loads() if row.load_id == load_id)
    return replace(row, load_id="bufo-2023-000002", sequence=2, status=LoadStatus.ERROR, ended=None)


@pytest.mark.parametrize("decision", [REJECT, OVERRIDE])
def test_rejection_and_override_need_a_reason(place, entries, decision):
    load_id = place.deliver("", BAD)
    with pytest.raises(Refusal, match="needs a reason"):
        place.decide(load_id, decision, " ")
    assert entries() == [] and place.status(load_id) is LoadStatus.QUARANTINED


def test_a_comment_with_a_person_number_leaves_the_ledger_as_it_was(place, entries):
    load_id = place.deliver("", BAD)
    with pytest.raises(Refusal, match="person number"):
        place.decide(load_id, OVERRIDE, "se 010190-1234")
    assert entries() == [] and place.status(load_id) is LoadStatus.QUARANTINED


def test_no_decision_while_a_run_is_writing(place):
    load_id = place.deliver("", BAD)
    with (place.settings.restricted / "run.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            place.decide(load_id, OVERRIDE)
    place.decide(load_id, OVERRIDE, wait=True)
    assert place.in_force == [load_id]


def test_no_contract_that_is_shipped_demands_a_signature():
    assert [contract.source for contract in load_contracts().values() if contract.sign_off_required] == []


def test_a_contract_can_demand_a_signature_before_publication(place):
    first = place.deliver("", GOOD)
    place.demand_sign_off()
    second = place.deliver("_v2", OTHER)
    assert (place.in_force, place.status(second)) == ([first], LoadStatus.QUARANTINED)
    row = place.ledger.loads("bufo")[-1]
    assert row.reason_en == f"validated, waits for sign-off: plads sign-off {second} --decision accept|reject"
    assert row.reason_da == f"valideret, venter på underskrift: plads sign-off {second} --decision accept|reject"
    place.decide(second, ACCEPT)
    place.night()
    assert place.in_force == [second]
    assert [c.status for c in place.ledger.checks([second]) if c.check_id == "signed_off"] == [Status.PASS]


def test_a_load_that_waits_can_be_rejected_and_stays_out(place):
    place.demand_sign_off()
    only = place.deliver("", GOOD)
    with pytest.raises(Refusal, match="use accept"):
        place.decide(only, OVERRIDE)
    place.decide(only, REJECT)
    place.night()
    assert (place.in_force, place.status(only)) == ([], LoadStatus.REJECTED)


def test_two_that_wait_are_signed_in_either_order_and_the_newest_is_in_force(place):
    place.demand_sign_off()
    first, second = place.deliver("", GOOD), place.deliver("_v2", OTHER)
    place.decide(second, ACCEPT)
    place.decide(first, ACCEPT)
    assert place.in_force == [second]
    place.decide(second, REJECT)
    assert place.in_force == [first]


def test_a_load_that_waits_and_fails_is_held_for_what_failed(place):
    place.demand_sign_off()
    held = place.deliver("", BAD)
    assert place.ledger.loads("bufo")[-1].reason_en.startswith("held: ")
    place.decide(held, OVERRIDE)
    assert place.in_force == [held]


def test_a_signed_file_that_is_read_again_needs_no_second_signature(place):
    place.demand_sign_off()
    first = place.deliver("", bufo(late=1), as_of=date(2024, 1, 1))
    place.decide(first, ACCEPT)
    place.night(as_of=date(2024, 7, 1))
    assert place.ledger.loads("bufo")[-1].rows_loaded == 40
    assert place.in_force == [place.ledger.loads("bufo")[-1].load_id] != [first]


def test_an_unsigned_file_that_is_read_again_still_waits(place):
    place.demand_sign_off()
    place.deliver("", bufo(late=1), as_of=date(2024, 1, 1))
    place.night(as_of=date(2024, 7, 1))
    assert place.in_force == []


def test_a_contract_that_no_longer_demands_it_lets_them_in(place):
    place.demand_sign_off()
    place.deliver("", GOOD)
    place.contract = load_contracts()["bufo"]
    place.night()
    assert len(place.in_force) == 1
