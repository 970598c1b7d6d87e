"""Readers always have one whole release: the old one or the new one, whatever happens in between."""

import json
import subprocess
import sys

import duckdb
import pytest

from dagster_project.publish import database, folder, publish, run
from dagster_project.publish.database import ATTACHED_AS, VerificationError
from dagster_project.publish.run import NothingToPublishError
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.state import Build, State, forget_build, store_build
from tests.publish.conftest import SECRET_PNR, TABLES, build_working_file

HOLDS_OPEN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("select count(*) from marts.absence").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("select count(*), max(pupils) from marts.absence").fetchone(), flush=True)
"""


def silent(_text: str) -> None: ...


def rows(settings) -> int:
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        return connection.execute("select count(*) from marts.absence").fetchone()[0]


def listed(settings) -> dict[str, int]:
    tables = json.loads((settings.published / "manifest.json").read_text(encoding="utf-8"))["tables"]
    return {table["table"]: table["rows"] for table in tables}


def test_readers_get_core_marts_published_and_governance_and_nothing_else(settings):
    build_working_file(settings, 3)
    assert publish(settings, progress=silent).new
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        found = {
            schema for (schema,) in connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
        }
    assert found == {"core", "marts", "published", "governance"}
    assert listed(settings) == {"absence": 3, "return_rate": 3}


def test_no_page_of_the_file_holds_a_person_number(settings):
    build_working_file(settings, 3)
    assert SECRET_PNR.encode() in settings.warehouse.read_bytes()
    publish(settings, progress=silent)
    assert SECRET_PNR.encode() not in settings.database.read_bytes()


def test_the_same_build_is_published_once(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    before = settings.database.stat().st_mtime_ns
    assert not publish(settings, progress=silent).new
    assert settings.database.stat().st_mtime_ns == before


def test_a_reader_with_the_old_file_open_neither_blocks_nor_breaks(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_OPEN, str(settings.database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout.readline().strip() == "3"
        build_working_file(settings, 5)
        publish(settings, progress=silent)
        assert rows(settings) == 5
        out, _ = reader.communicate("\n", timeout=60)
    assert out.strip() == "(3, 2)"
    assert reader.returncode == 0


@pytest.mark.parametrize(
    ("module", "step"),
    [
        (run, "write_database"),
        (run, "write_folder"),
        (run, "write_governance"),
        (database, "verify"),
        (database, "fsync"),
        (folder, "fsync"),
    ],
)
def test_a_crash_before_the_exchange_leaves_the_old_release(settings, monkeypatch, module, step):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    build_working_file(settings, 5)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(module, step, interrupted)
        publish(settings, progress=silent)
    assert (rows(settings), listed(settings)["absence"]) == (3, 3)
    publish(settings, progress=silent)
    assert (rows(settings), listed(settings)["absence"]) == (5, 5)


def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt


def test_a_crash_between_database_and_folder_is_made_good_by_the_next_run(settings, monkeypatch):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    build_working_file(settings, 5)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(run, "replace_folder", interrupted)
        publish(settings, progress=silent)
    assert (rows(settings), listed(settings)["absence"]) == (5, 3)
    publish(settings, progress=silent)
    assert (rows(settings), listed(settings)["absence"]) == (5, 5)


def test_a_file_that_does_not_hold_what_was_written_is_not_put_in_place(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    with pytest.raises(VerificationError, match=r"marts\.absence"):
        database.verify(settings.database, dict.fromkeys([run.published_nodes({})["marts.absence"]], 99))


def test_a_table_that_is_left_out_disappears_from_both_places(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    state = State("code", "2024-12-31", "seeds", "key", {})
    store_build(settings, Build(state, {"published.return_rate": ["kotre"]}))
    publish(settings, progress=silent)
    assert sorted(path.name for path in settings.published.glob("*.parquet")) == ["absence.parquet"]


def test_a_view_answers_under_whatever_name_a_reader_attaches_the_file(settings, monkeypatch):
    answers = Relation("core", "answer")
    monkeypatch.setattr(
        run, "published_nodes", lambda _manifest, **_other: {str(table): table for table in [*TABLES, answers]}
    )
    build_working_file(settings, 3)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{settings.release}' as {ATTACHED_AS}")
        connection.execute(
            f"create view {ATTACHED_AS}.core.answer as from {ATTACHED_AS}.core.dim_person where pupils > 0"
        )
    publish(settings, progress=silent)
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        assert connection.execute("select count(*) from core.answer").fetchone() == (2,)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{settings.database}' as anything (read_only)")
        assert connection.execute("select count(*) from anything.core.answer").fetchone() == (2,)


def test_what_a_build_that_broke_off_left_behind_is_not_given_to_readers(settings):
    build_working_file(settings, 3)
    with duckdb.connect(str(settings.release)) as connection:
        connection.execute("create table core.half__dbt_tmp as select 1 as one")
        connection.execute("create view core.half as from core.half__dbt_tmp")
    publish(settings, progress=silent)
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        found = connection.execute("select count(*) from duckdb_columns() where table_name like 'half%'").fetchone()
    assert found == (0,)


def test_a_table_that_the_build_should_have_made_is_missed_before_readers_lose_anything(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    build_working_file(settings, 5)
    with duckdb.connect(str(settings.release)) as connection:
        connection.execute("drop table marts.absence")
    with pytest.raises(VerificationError, match=r"marts\.absence"):
        publish(settings, progress=silent)
    assert rows(settings) == 3


def test_without_a_complete_build_nothing_is_touched(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    forget_build(settings)
    with pytest.raises(NothingToPublishError):
        publish(settings, progress=silent)
    assert rows(settings) == 3


def test_database_and_folder_carry_the_same_release(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        (release,) = connection.execute("select release from governance.release").fetchone()
    assert json.loads((settings.published / "manifest.json").read_text(encoding="utf-8"))["release"] == release


def test_nothing_half_made_is_left_lying_about(settings):
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    assert sorted(path.name for path in settings.out.iterdir()) == [
        "governance",
        "plads.duckdb",
        "published",
        "restricted",
    ]
