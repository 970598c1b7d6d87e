"""Dagster's history in our storage: whole, readable by other processes, and still fitted to the installed Dagster."""

import inspect
import sqlite3

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from dagster_project.dagster_history import QuickEventLogStorage
from dagster_project.dagster_home import prepare_dagster_home


@dg.asset
def something() -> None: ...


@pytest.fixture
def instance(settings):
    with dg.DagsterInstance.from_config(str(prepare_dagster_home(settings))) as found:
        yield found


def test_the_home_uses_our_storage_and_sends_nothing(instance):
    assert isinstance(instance.event_log_storage, QuickEventLogStorage)
    assert instance.telemetry_enabled is False


def test_events_of_runs_are_there_for_another_process(instance, settings):
    runs = [dg.materialize([something], instance=instance).run_id for _ in range(5)]
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as other:
        for run in runs:
            said = [record.event_log_entry.dagster_event_type for record in other.get_records_for_run(run).records]
            assert dg.DagsterEventType.RUN_SUCCESS in said
        assert other.get_latest_materialization_event(something.key) is not None


def test_the_file_can_be_read_while_it_is_kept_open(instance, settings):
    dg.materialize([something], instance=instance)
    with sqlite3.connect(f"file:{settings.dagster_home}/history/runs/index.db?mode=ro", uri=True) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_what_we_override_is_what_the_installed_dagster_has():
    source = inspect.getsource(SqliteEventLogStorage._connect)
    for word in ("self._db_lock", "self.conn_string_for_shard(shard)", "self._initialized_dbs", "self._initdb(engine)"):
        assert word in source
    assert list(inspect.signature(SqliteEventLogStorage._connect).parameters) == ["self", "shard"]


def test_what_dagster_looks_for_at_every_event_is_what_we_remember(instance):
    """A table that is not there is looked for again: a migration may make it."""
    for name in ("has_table", "has_secondary_index", "_has_asset_key_col_on_connection"):
        assert callable(getattr(SqliteEventLogStorage, name))
    storage = instance.event_log_storage
    assert not storage.has_table("made_later")
    with storage.index_connection() as connection:
        connection.exec_driver_sql("create table made_later (a int)")
    assert storage.has_table("made_later")
    assert storage.has_table("asset_check_executions")


def test_a_folder_name_with_quotes_and_spaces_is_a_folder_name(settings, tmp_path):
    from dataclasses import replace

    odd = replace(settings, out=tmp_path / 'it\'s "odd": {out}')
    with dg.DagsterInstance.from_config(str(prepare_dagster_home(odd))) as found:
        assert dg.materialize([something], instance=found).success
    assert (odd.dagster_home / "history" / "runs" / "index.db").exists()
