"""Another key gives other pseudonyms and the same joins; nothing of the old is left, and a crash loses nothing."""

import duckdb
import pytest

from dagster_project.ledger import Ledger
from dagster_project.ledger.sign_offs import Decision
from dagster_project.publish import publish, run
from dagster_project.publish.database import ATTACHED_AS
from dagster_project.registers.key import PSEUDONYM_KEY
from dagster_project.registers.pseudonyms import pseudonym
from dagster_project.registers.start import prepare_warehouse
from dagster_project.safeguards import rotate, unfinished
from dagster_project.safeguards.joins import joins_of
from dagster_project.safeguards.rotate import NotRotated
from dagster_project.secret import KeyProblem
from dagster_project.sign_off import append
from dagster_project.sign_off.decide import decide_load
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.state import Build, last_build, state_of, store_build
from tests.personal_data.people import CHILD, MARIE, OTHERS, bufo, deliver, load, silent

TABLES = [Relation("core", "fct_measure"), Relation("core", "dim_person"), Relation("published", "absence")]
FACTS = """
    create schema if not exists {name}.core; create schema if not exists {name}.published;
    create table {name}.core.fct_measure as
        select person_key, sag_vfra as start_date, row_number() over () as measure_key
        from (from registers.bufo join registers.person using (pnr) order by pnr);
    create table {name}.core.dim_person as select person_key, left(pnr, 2) as born from registers.person;
    create table {name}.published.absence as select 7 as pupils;
"""


@pytest.fixture(autouse=True)
def _few_tables(monkeypatch):
    found = {str(table): table for table in TABLES}
    monkeypatch.setattr(run, "published_nodes", lambda _manifest, **_other: found)


def build(settings) -> None:
    """What dbt does with these tables, when the state is another than that of the last build."""
    now, before = state_of(settings), last_build(settings)
    if before and before.state == now:
        return
    settings.release.unlink(missing_ok=True)
    prepare_warehouse(settings, progress=silent)
    with duckdb.connect(str(settings.warehouse)) as con:
        con.execute(f"attach '{settings.release}' as {ATTACHED_AS}")
        con.execute(FACTS.format(name=ATTACHED_AS))
    store_build(settings, Build(now))


def night(settings) -> None:
    """A whole run: what broke off, the build, the publication, what had to wait for it."""
    unfinished.finish_what_broke_off(settings, silent)
    build(settings)
    publish(settings, progress=silent)
    unfinished.finish_after_build(settings, silent)


def turn(settings) -> None:
    rotate.begin(settings, silent)
    night(settings)


def persons(settings) -> dict[str, int]:
    """Who is who in what readers have: a person's facts by the day that only the register knows."""
    with duckdb.connect(str(settings.database), read_only=True) as con:
        return dict(con.execute("select born, person_key from core.dim_person").fetchall())


def key() -> bytes:
    return PSEUDONYM_KEY.path().read_bytes()


def old_key_file():
    return PSEUDONYM_KEY.path().with_name("pseudonym.key.old")


def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt


def test_the_same_facts_join_to_the_same_persons_under_other_pseudonyms(marie):
    night(marie)
    before, old = joins_of(marie.database), key()
    turn(marie)
    new = key()
    assert new != old
    with duckdb.connect(str(marie.database), read_only=True) as con:
        found = {key for (key,) in con.execute("select person_key from core.fct_measure").fetchall()}
        joined = con.execute("select count(*) from core.fct_measure join core.dim_person using (person_key)").fetchone()
    people = [MARIE, CHILD, *OTHERS]
    assert found == {pseudonym(new, "person", one) for one in people}
    assert not found & {pseudonym(old, "person", one) for one in people}
    assert joined == (42,)
    assert joins_of(marie.database) != before


def test_the_old_key_is_destroyed_and_the_log_says_so(marie):
    append(marie, subject_kind="note", subject_id="a", decision="noted", comment="before", who="anna")
    night(marie)
    turn(marie)
    assert not old_key_file().exists()
    assert sorted(path.name for path in old_key_file().parent.iterdir()) == ["pseudonym.key"]
    columns, rows = Ledger(marie.ledger).table("key_rotation")
    said = dict(zip(columns, rows[0], strict=True))
    assert said["finished_at"]
    assert (said["joins_checked"], said["traces"]) == (2, 0)
    with Ledger(marie.ledger).transaction() as db:
        decisions = [row[0] for row in db.execute("select decision from sign_off order by entry")]
    assert decisions[0] == "noted"
    assert decisions[-1] == "rotated"
    append(marie, subject_kind="note", subject_id="b", decision="noted", comment="after", who="anna")


@pytest.mark.parametrize("step", [
    (rotate, "begin_rotation"), (rotate, "forget_working_files"), (run, "replace_folder"), (rotate, "finish_rotation"),
])  # fmt: skip
def test_a_crash_on_the_way_leaves_a_publication_and_the_next_run_finishes(marie, monkeypatch, step):
    night(marie)
    before, old = persons(marie), key()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(*step, interrupted)
        turn(marie)
    assert len(persons(marie)) == len(before)
    night(marie)
    assert not rotate.is_pending(marie)
    assert not old_key_file().exists()
    assert key() != old
    assert persons(marie).keys() == before.keys()
    assert not set(persons(marie).values()) & set(before.values())
    assert Ledger(marie.ledger).table("key_rotation")[1][0][3]  # finished
    append(marie, subject_kind="note", subject_id="b", decision="noted", comment="after", who="anna")


def test_an_old_pseudonym_that_is_left_keeps_the_old_key(marie):
    night(marie)
    copy = marie.governance / "copy.parquet"
    with duckdb.connect() as con:
        con.execute(f"attach '{marie.database}' as readers (read_only)")
        con.execute(f"copy (from readers.core.fct_measure) to '{copy}' (format parquet)")
    with pytest.raises(NotRotated, match=r"copy\.parquet"):
        turn(marie)
    assert old_key_file().exists()
    copy.unlink()
    night(marie)
    assert not old_key_file().exists()


def test_facts_that_join_to_other_persons_keep_the_old_key(marie, monkeypatch):
    night(marie)
    swapped = FACTS.replace("sag_vfra as start_date", "sag_vfra + (pnr = '7101150007')::integer as start_date")
    monkeypatch.setitem(globals(), "FACTS", swapped)
    with pytest.raises(NotRotated, match="fct_measure"):
        turn(marie)
    assert old_key_file().exists()


def test_nothing_is_exchanged_while_a_new_file_waits(marie):
    night(marie)
    old = key()
    deliver(marie, "bufo", "bufo2024.csv", bufo(OTHERS))
    with pytest.raises(NotRotated, match=r"wait for bufo\..* intet er udskiftet"):
        turn(marie)
    assert key() == old
    assert not rotate.is_pending(marie)
    load(marie, "bufo")
    with pytest.raises(NotRotated, match="wait for bufo"):  # loaded, and not built on
        turn(marie)
    night(marie)
    turn(marie)
    assert key() != old
    assert Ledger(marie.ledger).table("key_rotation")[1]


def test_nothing_is_exchanged_while_a_decision_waits(marie):
    night(marie)
    newest = Ledger(marie.ledger).in_force("bufo")[-1].load_id
    decide_load(marie, newest, decision=Decision.REJECT, comment="wrong file", who="anna")
    with pytest.raises(NotRotated, match="wait for bufo"):
        turn(marie)
    assert not rotate.is_pending(marie)


def test_a_key_in_the_environment_is_not_ours_to_exchange(marie, monkeypatch):
    night(marie)
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", "k" * 40)
    with pytest.raises(KeyProblem, match="PLADS_PSEUDONYM_KEY"):
        rotate.begin(marie, silent)
