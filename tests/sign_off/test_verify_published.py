"""Loads changed by hand are seen by the copy that was published, also where nobody had signed."""

import duckdb
import pytest

from dagster_project.sign_off import verify
from tests.sign_off.place import ACCEPT, BAD, GOOD, OTHER, OVERRIDE, REJECT
from tests.sign_off.publication import publish_log


@pytest.fixture
def published(place, entries):
    """A load in force that nobody signed, and one that is held."""
    place.first, place.held = place.deliver("", GOOD), place.deliver("_v2", BAD)
    rows = [(row.load_id, str(row.status), row.sha256) for row in place.ledger.loads()]
    publish_log(place.settings, entries)
    with duckdb.connect(str(place.settings.database)) as connection:
        connection.execute("create table governance.load (load_id text, status text, sha256 text)")
        connection.executemany("insert into governance.load values (?, ?, ?)", rows)
    return place


def found(place) -> list[str]:
    return [finding.en for finding in verify(place.settings).findings]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update load set status = 'quarantined' where load_id = '{}'", "is quarantined, but was published as acc"),
        ("update load set status = 'ignored' where load_id = '{}'", "is ignored, but was published as acc"),
        ("delete from load where load_id = '{}'", "is published and not in the ledger any more"),
        ("update load set sha256 = 'other' where load_id = '{}'", "is not the file that is published (sha256)"),
    ],
)  # fmt: skip
def test_what_somebody_did_to_a_load_by_hand_is_said(published, tamper, change, said):
    assert found(published) == []
    tamper("pragma foreign_keys = off", change.format(published.first))
    assert any(one.startswith(f"{published.first} {said}") for one in found(published))


def test_what_became_of_loads_in_the_ordinary_way_is_whole(published):
    published.decide(published.held, OVERRIDE)
    newer = published.deliver("_v3", OTHER)
    published.decide(newer, ACCEPT)
    published.decide(newer, REJECT)
    assert found(published) == []
