"""Whatever is done to the log, to the loads that were signed or to the copies of the chain, it is seen, and where."""

from __future__ import annotations

import hmac
import json
from dataclasses import fields, replace
from itertools import pairwise

import duckdb
import pytest
from hypothesis import assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dagster_project.ledger.sign_offs import Entry
from dagster_project.sign_off import Head, Refusal, decide_report, head_of, renewing, reseal, verify
from dagster_project.sign_off.chain import BEGINNING, chain_key, sealed
from dagster_project.sign_off.reseal import fingerprint
from dagster_project.sign_off.verify_chain import LOG, RESEALED, check_chain
from tests.sign_off.place import ACCEPT, BAD, GOOD, OTHER, OVERRIDE, REJECT
from tests.sign_off.publication import publish_log

SOME = effort(max_examples=40, deadline=None)
KEY, OLD_KEY = chain_key(b"new" * 16), chain_key(b"old" * 16)


def chain(texts: list[str], key: bytes = KEY, after: tuple[Entry, ...] = ()) -> list[Entry]:
    """A whole chain with these comments."""
    made = list(after)
    for text in texts:
        previous = made[-1].hash if made else BEGINNING
        number = len(made) + 1
        entry = Entry(number, "load", f"bef-{number}", "Anna", "2024-12-31", "accept", text, "{}", previous)
        made.append(sealed(entry, key))
    return made


def resealed(before: list[Entry], texts: list[str]) -> list[Entry]:
    """The same after a change of key, and entries under the new one."""
    evidence = json.dumps({"fingerprints": [fingerprint(entry) for entry in before]})
    previous = before[-1].hash
    seal = Entry(len(before) + 1, LOG, "sign_off", "Anna", "2024-12-31", RESEALED, "", evidence, previous)
    return chain(texts, KEY, (*before, sealed(seal, KEY)))


@st.composite
def logs(draw) -> list[Entry]:
    """Whole logs of some entries, some of them with a change of key in between."""
    texts = st.lists(st.text(max_size=5), min_size=2, max_size=6)
    first = draw(texts)
    return resealed(chain(first, OLD_KEY), draw(texts)) if draw(st.booleans()) else chain(first)


@SOME
@given(logs())
def test_a_log_that_nobody_touched_is_whole(log):
    assert check_chain(log, KEY) == []


@SOME
@given(logs(), st.data())
def test_a_changed_value_is_seen_at_its_entry(log, data):
    at = data.draw(st.integers(0, len(log) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Entry) if field.name != "entry"]))
    value = data.draw(st.one_of(st.text(max_size=70), st.none(), st.binary(max_size=3), st.integers()))
    assume(value != getattr(log[at], name))
    log[at] = replace(log[at], **{name: value})
    assert at + 1 in {finding.entry for finding in check_chain(log, KEY)}


@SOME
@given(logs(), st.data())
def test_a_removed_entry_is_named(log, data):
    at = data.draw(st.integers(0, len(log) - 2))  # the last one is the anchors' to miss
    del log[at]
    assert any((f.entry, f.en) == (at + 1, "was removed") for f in check_chain(log, KEY))


@SOME
@given(logs(), st.data())
def test_closing_the_gap_does_not_hide_it(log, data):
    at = data.draw(st.integers(0, len(log) - 2))
    del log[at]
    log = [replace(entry, entry=number) for number, entry in enumerate(log, 1)]
    assert {finding.entry for finding in check_chain(log, KEY)} & {at + 1, at + 2}


@SOME
@given(logs(), st.data())
def test_an_inserted_entry_is_seen_even_when_it_follows_and_is_followed(log, data):
    """Hashed with a key that somebody made up, and all that comes after it linked and numbered anew."""
    at = data.draw(st.integers(0, len(log)))
    false = Entry(at + 1, "load", "bef-x", "Eva", "2024-12-31", "accept", "", "{}", "")
    made: list[Entry] = log[:at]
    for entry in [false, *log[at:]]:
        previous = made[-1].hash if made else BEGINNING
        made.append(sealed(replace(entry, entry=len(made) + 1, previous_hash=previous), OLD_KEY))
    assert at + 1 in {finding.entry for finding in check_chain(made, KEY)}


@SOME
@given(logs(), st.data())
def test_two_entries_that_changed_places_are_seen(log, data):
    first = data.draw(st.integers(0, len(log) - 2))
    second = data.draw(st.integers(first + 1, len(log) - 1))
    numbers = (log[first].entry, log[second].entry)
    log[first], log[second] = (
        replace(log[second], entry=numbers[0]), replace(log[first], entry=numbers[1]),
    )  # fmt: skip
    assert {first + 1, second + 1} <= {finding.entry for finding in check_chain(log, KEY)}


@SOME
@given(st.lists(st.text(max_size=5), min_size=2, max_size=6))
def test_a_chain_that_was_written_anew_without_the_key_fits_nowhere(texts):
    found = check_chain(chain(texts, OLD_KEY), KEY)
    assert {finding.entry for finding in found} == {None, *range(1, len(texts) + 1)}


def test_a_plain_hash_is_not_enough_to_write_it():
    """What somebody can compute who knows everything but the key."""
    for guess in (b"", hmac.digest(b"", b"plads/sign-off", "sha256")):
        assert check_chain(chain(["a"], guess), KEY)


def test_a_former_key_does_not_suffice_to_change_what_was_written_under_it():
    log = resealed(chain(["a", "b"], OLD_KEY), ["c"])
    forged = chain(["a", "x"], OLD_KEY)
    assert [f.entry for f in check_chain(forged + log[2:], KEY)] == [2, 3]


@pytest.mark.parametrize(
    ("statements", "entry", "words"),
    [
        (["update sign_off set comment = 'a better reason' where entry = 2"], 2, "was changed"),
        (["update sign_off set evidence = '{}' where entry = 2"], 2, "was changed"),
        (["delete from sign_off where entry = 2"], 2, "was removed"),
        (["delete from sign_off where entry = 3"], 3, "is gone"),
        (["delete from sign_off"], 3, "is gone"),
        (["drop table sign_off"], 3, "is gone"),
        (["update load set sha256 = 'another' where sequence = 1"], 1, "is not what was signed (sha256)"),
        (["update load set rows_loaded = 4 where sequence = 1"], 1, "is not what was signed (rows_loaded)"),
        (["delete from load where sequence = 1"], 1, "is not in the ledger any more"),
        (["update load set status = 'quarantined' where sequence = 2"], 2, "the decision is override"),
        (["update load set status = 'accepted' where sequence = 3"], 3, "the decision is reject"),
        (["update load set status = 'accepted' where sequence = 4"], None, "nobody signed"),
        (["update load set status = 'rejected' where sequence = 1"], None, "nobody signed"),
    ],
)
def test_tampering_with_the_ledger_is_seen(place, tamper, statements, entry, words):
    for name, text, decision in (("", GOOD, ACCEPT), ("_v2", BAD, OVERRIDE), ("_v3", OTHER, REJECT)):
        place.decide(place.deliver(name, text), decision)
    place.deliver("_v4", BAD.replace("2020", "2021"))
    assert verify(place.settings).is_whole
    tamper(*statements)
    found = verify(place.settings)
    assert any(f.entry == entry and words in f.en for f in found.findings), found.findings
    assert all(f.da and f.en for f in found.findings)


def test_an_override_that_was_undone_in_the_ledger_is_seen(place, tamper):
    before = place.deliver("", GOOD)
    held = place.deliver("_v2", BAD)
    place.decide(held, OVERRIDE)
    assert verify(place.settings).is_whole
    tamper(
        f"update load set status = 'superseded' where load_id = '{held}'",
        f"update load set status = 'accepted' where load_id = '{before}'",
    )
    found = [(f.entry, f.en) for f in verify(place.settings).findings]
    assert found == [(1, f"{held} is superseded, but no newer one is in force, and nobody signed")]


def test_every_way_to_be_superseded_that_nobody_needs_to_sign_is_whole(place):
    """A newer version, the same bytes under another name, a rejection that brings an older one back."""
    place.deliver("_v2", GOOD)
    place.deliver("", OTHER)
    newest = place.deliver("_v3", OTHER.replace("2020", "2021"))
    assert verify(place.settings).findings == []
    place.decide(newest, REJECT)
    assert verify(place.settings).findings == []
    again = place.deliver("_v4", OTHER.replace("2020", "2022"))
    place.decide(again, REJECT)
    assert verify(place.settings).findings == []


def rewrite(place, load_id, where="true") -> None:
    """Typed rows of a load with some of them gone, as many as before in the ledger."""
    path = place.settings.registers / "bufo" / f"{load_id}.parquet"
    duckdb.sql(f"select * from read_parquet('{path}') where {where}").write_parquet(f"{path}.new")
    path.with_name(f"{path.name}.new").replace(path)


def test_typed_rows_are_those_that_were_signed_whatever_an_erasure_did_elsewhere(place, tamper):
    load_id = place.deliver("", GOOD)
    place.decide(load_id, ACCEPT)
    tamper("insert into erased values ('person', 'x', 1, 1)")
    with renewing(place.settings, "Anna"):
        rewrite(place, load_id, "pnr <> '6101150000'")
    assert verify(place.settings).findings == []
    rewrite(place, load_id, "pnr <> '6101150001'")
    with renewing(place.settings, "Anna"):  # makes nothing right
        rewrite(place, load_id, "pnr <> '6101150002'")
    assert [(f.entry, f.en) for f in verify(place.settings).findings] == [
        (2, f"{load_id}: the rows that were read are not those that were signed")
    ]
    place.decide(load_id, ACCEPT)  # a person who signs them anew does
    assert verify(place.settings).findings == []


def test_a_held_load_that_was_let_in_by_hand_is_seen_by_what_was_published(place, tamper, entries):
    """Its checks are made to have passed: only a copy of the ledger from before knows better."""
    held = place.deliver("", BAD)
    publish_log(place.settings, entries)
    with duckdb.connect(str(place.settings.database)) as connection:
        connection.execute(f"create table governance.load as select '{held}' as load_id, 'quarantined' as status")
    assert verify(place.settings).findings == []
    tamper("update check_result set status = 'pass', failed = 0", "update load set status = 'accepted'")
    found = [finding.en for finding in verify(place.settings).findings]
    assert found == [f"{held} was held at the publication, came into force since, and nobody signed"]


def test_an_override_of_a_load_that_was_held_at_the_publication_is_whole(place, entries):
    held = place.deliver("", BAD)
    publish_log(place.settings, entries)
    with duckdb.connect(str(place.settings.database)) as connection:
        connection.execute(f"create table governance.load as select '{held}' as load_id, 'quarantined' as status")
    place.decide(held, OVERRIDE)
    assert verify(place.settings).findings == []


def test_fewer_rows_than_were_signed_are_explained_by_an_erasure_and_by_nothing_else(place, tamper, write):
    place.decide(place.deliver("", GOOD), ACCEPT)
    tamper("update load set rows_loaded = rows_loaded - 1")
    assert not verify(place.settings).is_whole
    write(subject_kind="erasure", subject_id="erasure 1", decision="erased")
    assert verify(place.settings).is_whole
    tamper("update load set rows_loaded = rows_loaded + 2")
    assert [finding.entry for finding in verify(place.settings).findings] == [1]


@pytest.fixture
def published(settings, write, entries):
    write(comment="a"), write(comment="b")
    publish_log(settings, entries)
    return settings


def test_a_log_that_went_on_after_the_publication_is_whole(published, write):
    write(comment="c")
    assert verify(published).findings == []


def test_a_log_that_was_cut_short_together_with_its_note_is_seen_by_what_was_published(published, tamper):
    tamper("delete from sign_off where entry = 2")
    (published.restricted / "sign_off.json").unlink()
    found = [(finding.entry, finding.en) for finding in verify(published).findings]
    assert (2, "is gone, but the published database knows it") in found
    assert (2, "is gone, but the published tables knows it") in found


def test_a_whole_other_chain_under_the_same_key_is_seen_by_what_was_published(published, write, tamper):
    """By somebody who has the key: only what left the house shows it."""
    tamper("delete from sign_off")
    write(comment="a"), write(comment="another")
    found = {(finding.entry, finding.en) for finding in verify(published).findings}
    assert (2, "is not the one that the published database knows") in found
    assert (2, "is another one in the published database") in found


def test_a_changed_copy_is_seen(published):
    with duckdb.connect(str(published.database)) as connection:
        connection.execute("update governance.sign_off set comment = 'x' where entry = 1")
    assert [(f.entry, f.en) for f in verify(published).findings] == [(1, "is another one in the published database")]


def test_a_head_on_paper_is_an_anchor_too(settings, write, tamper):
    write(comment="a")
    noted = head_of(settings)
    write(comment="b")
    assert verify(settings, noted).is_whole
    assert [f.entry for f in verify(settings, Head(1, "0" * 64)).findings] == [1]
    assert [f.entry for f in verify(settings, Head(7, noted.hash)).findings] == [7]


@pytest.mark.parametrize(
    "statements",
    [
        ["alter table sign_off rename column comment to remark"],
        ["create table other as select * from sign_off", "update other set entry = 'x'", "drop table sign_off",
         "alter table other rename to sign_off"],
        ["update sign_off set hash = x'00'"],
        ["update load set status = 'fine'"],
    ],
)  # fmt: skip
def test_what_cannot_even_be_read_is_not_whole(place, tamper, statements):
    place.decide(place.deliver("", GOOD), ACCEPT)
    tamper(*statements)
    assert not verify(place.settings).is_whole


def test_a_change_of_key_leaves_the_log_verifiable_and_going_on(settings, write, entries, monkeypatch):
    write(comment="a"), write(comment="b")
    former, current = b"only-for-tests-" * 4, b"another-secret-" * 4
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", current.decode())
    assert not verify(settings).is_whole
    with pytest.raises(Refusal, match="does not hold under the former key"):
        reseal(settings, former=b"a third secret " * 4, current=current, comment="rotation", who="Anna")
    reseal(settings, former=former, current=current, comment="rotation", who="Anna")
    write(comment="c")
    assert verify(settings).findings == []
    assert [entry.decision for entry in entries()] == ["retention", "retention", "reseal", "retention"]


def test_a_second_change_of_key_vouches_for_the_first(settings, write, monkeypatch, tamper):
    keys = [b"only-for-tests-" * 4, b"another-secret-" * 4, b"the-third-one--" * 4]
    write(comment="a")
    for former, current in pairwise(keys):
        reseal(settings, former=former, current=current, comment="rotation", who="Anna")
        monkeypatch.setenv("PLADS_PSEUDONYM_KEY", current.decode())
        write(comment="more")
    assert verify(settings).is_whole
    tamper("update sign_off set comment = 'x' where entry = 1")
    assert [f.entry for f in verify(settings).findings] == [1]


def test_a_report_is_signed_by_the_id_of_the_release_that_readers_have(settings, write, entries):
    with pytest.raises(Refusal, match="nothing is published"):
        decide_report(settings, "current", decision=ACCEPT, comment="", who="Anna")
    settings.prepare()
    write()
    publish_log(settings, entries)
    decide_report(settings, "r1", decision=ACCEPT, comment="", who="Anna")
    decide_report(settings, "current", decision=REJECT, comment="fejl i tabel 3", who="Eva")
    signed = entries()[1:]
    assert [(entry.subject_kind, entry.subject_id, entry.decision) for entry in signed] == [
        ("report", "r1", "accept"), ("report", "r1", "reject"),
    ]  # fmt: skip
    evidence = json.loads(signed[0].evidence)
    assert list(evidence.pop("tables")) == ["cost"]
    assert evidence == {"release": "r1", "build": "b1", "as_of": "2024-12-31"}
    for wrong, decision in (("r0", ACCEPT), ("r1", OVERRIDE)):
        with pytest.raises(Refusal):
            decide_report(settings, wrong, decision=decision, comment="x", who="Anna")
    assert verify(settings).is_whole


@pytest.mark.parametrize("copy", ["database", "readers", "parquet", "removed"])
def test_figures_changed_after_the_release_was_signed_are_seen_in_every_copy(published, copy):
    readers, parquet = published.published / "plads_published.duckdb", published.published / "cost.parquet"
    with duckdb.connect(str(readers)) as connection:
        connection.execute(f"create schema published; create table published.cost as from '{parquet}'")
    decide_report(published, "current", decision=ACCEPT, comment="", who="Anna")
    assert verify(published).is_whole
    if copy == "removed":
        parquet.unlink()
    elif copy == "parquet":
        duckdb.sql(f"select kommune, amount * 2 as amount from '{parquet}'").write_parquet(str(parquet) + ".new")
        parquet.with_name("cost.parquet.new").replace(parquet)
    else:
        with duckdb.connect(str(published.database if copy == "database" else readers)) as connection:
            connection.execute("update published.cost set amount = amount * 2 where kommune = 101")
    assert [f.entry for f in verify(published).findings if "not what was signed (cost)" in f.en] == [3]


def test_copies_that_differ_are_not_signed(published):
    with duckdb.connect(str(published.database)) as connection:
        connection.execute("update published.cost set amount = 3")
    with pytest.raises(Refusal, match="publish again"):
        decide_report(published, "current", decision=ACCEPT, comment="", who="Anna")


@pytest.mark.parametrize("name", ["manifest.json", "plads.duckdb"])
def test_a_copy_of_the_head_that_is_gone_is_said(published, name):
    decide_report(published, "current", decision=ACCEPT, comment="", who="Anna")
    (published.database if name == "plads.duckdb" else published.published / name).unlink()
    assert [f.en for f in verify(published).findings] == [
        f"{name} is gone, and with it a copy of where the chain ended"
    ]


def test_without_a_ledger_or_a_key_nothing_is_said_to_be_whole(settings, write, monkeypatch, tmp_path):
    with pytest.raises(Refusal, match="no ledger"):
        verify(settings)
    write()
    monkeypatch.delenv("PLADS_PSEUDONYM_KEY")
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(Refusal, match="key is not on this machine"):
        verify(settings)
    assert not (tmp_path / "none").exists()
