"""The log grows at its end and nowhere else, and takes no person number."""

from __future__ import annotations

import sqlite3
from datetime import date
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dagster_project.contracts.person_numbers import holds_person_number
from dagster_project.ledger import Ledger
from dagster_project.sign_off import Refusal
from dagster_project.sign_off.chain import BEGINNING
from dagster_project.sign_off.head import Head, read_head


def test_every_entry_follows_the_one_before(write, entries):
    write(comment="første"), write(comment="anden")
    first, second = entries()
    assert (first.entry, first.previous_hash) == (1, BEGINNING)
    assert (second.entry, second.previous_hash) == (2, first.hash)


@pytest.mark.parametrize(
    "statement",
    [
        "update sign_off set comment = 'x' where entry = 1",
        "delete from sign_off where entry = 2",
        "insert or replace into sign_off select * from sign_off where entry = 1",
        "insert into sign_off select 9, subject_kind, subject_id, who, signed_at, decision, comment, evidence, "
        "previous_hash, hash from sign_off where entry = 1",
    ],
)
def test_the_ledger_refuses_everything_but_the_next_entry(settings, write, statement):
    write(), write()
    with pytest.raises(sqlite3.IntegrityError, match="log of sign-offs"), Ledger(settings.ledger).transaction() as db:
        db.execute(statement)


def test_entries_written_at_the_same_time_make_one_chain(settings, write, entries):
    threads = [Thread(target=write, kwargs={"comment": str(n)}) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = entries()
    assert read_head(settings) == Head(8, found[-1].hash)
    assert [entry.entry for entry in found] == list(range(1, 9))
    assert [entry.previous_hash for entry in found[1:]] == [entry.hash for entry in found[:-1]]


def test_a_decision_on_a_load_is_not_written_without_being_carried_out(write):
    with pytest.raises(ValueError, match="decision of a reviewer"):
        write(subject_kind="load", subject_id="bef-2023-000001", decision="accept")


def test_nobody_is_not_a_reviewer(write, entries):
    with pytest.raises(Refusal):
        write(who=" ")
    assert entries() == []


def test_another_key_does_not_go_on_with_the_chain(write, entries, monkeypatch):
    write()
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", "another" * 8)
    with pytest.raises(Refusal, match="does not fit the key"):
        write()
    assert len(entries()) == 1


@pytest.mark.parametrize(
    "text",
    ["0101901234", "barnet 010190-1234 mangler", "01.01.90-1234", "01 01 90 1234", "610190–1234", "cpr:3112991234.",
     "０１０１９０１２３４", "010190\u200b1234", "201203040506", "0101 01-1234", "0101/01_1234",
     "72 08 15 66 61", "720815 66 61"],
)  # fmt: skip
def test_what_looks_like_a_person_number_is_refused_without_being_repeated(write, entries, text):
    with pytest.raises(Refusal) as refused:
        write(comment=f"se {text}")
    assert text not in str(refused.value)
    assert entries() == []


@pytest.mark.parametrize(
    "text", ["bef-2010-000001", "bef-201012-000001", "31-12-2024", "2024-12-31", "1234567890", "tlf. 33 22 11 00",
             "4512 rækker af 101230", "20241231", "kl. 12:30 den 1.2.2024", "000101-1234"],
)  # fmt: skip
def test_numbers_of_other_kinds_may_be_said(text):
    assert not holds_person_number(text)


@effort(deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2057, 12, 31)), st.integers(0, 9999), st.sampled_from([0, 60]),
    st.sampled_from(["", "-", " ", " - ", "–"]), st.text(alphabet=st.characters(exclude_categories=["Nd", "Cs"])),
    st.text(alphabet=st.characters(exclude_categories=["Nd", "Cs"])),
)  # fmt: skip
def test_every_person_number_is_seen_whatever_stands_around_it(day, serial, replacement, between, before, after):
    number = f"{day.day + replacement:02d}{day:%m%y}{between}{serial:04d}"
    assert holds_person_number(f"{before} {number} {after}")
