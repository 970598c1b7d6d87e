"""What is published adds up, table against table; and each identity is seen to break when the data does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator

import duckdb
import pytest

from tests.reconciliation import codes, loads, money, offers, published, pupils, risk, school_life
from tests.reconciliation.identity import Identity, broken

IDENTITIES = [
    *loads.IDENTITIES,
    *pupils.IDENTITIES,
    *offers.IDENTITIES,
    *money.IDENTITIES,
    *school_life.IDENTITIES,
    *codes.IDENTITIES,
    *published.identities(),
    *risk.IDENTITIES,
]
every_identity = pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.says)
Damage = Callable[[Identity, str], bool]


@pytest.fixture(scope="module")
def publication(hard_night, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy that can be damaged."""
    copy = tmp_path_factory.mktemp("reconciliation") / "plads.duckdb"
    shutil.copy(hard_night.database, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.fixture
def is_noticed(publication) -> Damage:
    """Whether an identity breaks under a change of the data, which is undone again."""

    def after(identity: Identity, change: str) -> bool:
        publication.execute("begin")
        try:
            changed = publication.execute(change).fetchall()[0][0]
            assert changed, f"changes nothing: {change}"
            return bool(broken(publication, identity))
        finally:
            publication.execute("rollback")

    return after


@every_identity
def test_an_identity_holds(publication, identity):
    assert broken(publication, identity) == []


@every_identity
def test_a_change_of_the_data_breaks_it(is_noticed, identity):
    assert identity.noticed
    assert [change for change in identity.noticed if not is_noticed(identity, change)] == []


@every_identity
def test_nothing_to_look_at_breaks_it(is_noticed, identity):
    assert identity.needs
    assert [table for table in identity.needs if not is_noticed(identity, f"delete from {table}")] == []


def test_the_data_is_whole_again_after_each_change(publication):
    """Every damage above was undone: otherwise the next one might be seen for the wrong reason."""
    assert [identity.says for identity in IDENTITIES if broken(publication, identity)] == []


def test_every_mart_is_in_an_identity_of_its_own(publication):
    marts = publication.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    generic = {identity.says for identity in published.identities()}
    own = " ".join(identity.breaks for identity in IDENTITIES if identity.says not in generic)
    assert [name for (name,) in marts if not re.search(rf"marts\.{name}\b", own)] == []


def test_no_two_identities_say_the_same():
    assert len({identity.says for identity in IDENTITIES}) == len(IDENTITIES)
