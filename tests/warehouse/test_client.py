"""dbt starts before it is needed, is what dagster-dbt listens to, and is never left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

from dagster_project.settings import DBT_PROJECT
from dagster_project.warehouse import dbt_process
from dagster_project.warehouse.client import dbt_client, environment
from dagster_project.warehouse.dbt_process import begin, run


def said(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.read()


def test_dbt_says_in_json_what_it_is_asked_and_gets_exactly_its_variables(tmp_path, monkeypatch):
    monkeypatch.setenv("DBT_NO_SUCH_FLAG", "1")
    with environment({"PLADS_WAREHOUSE": str(tmp_path / "w.duckdb")}):
        asked = ["debug", "--config-dir"]
        invocation = dbt_client().cli(asked, manifest={}, target_path=tmp_path / "target")
    events = [message.raw_event for message in invocation.stream_raw_events()]
    assert invocation.process.wait() == 0
    assert any(str(DBT_PROJECT) in event["info"]["msg"] for event in events)


def test_a_process_that_waits_is_taken_and_another_one_only_then_started():
    begin()
    begin()
    (waiting,) = dbt_process._waiting
    process = run(["--version"], dict(os.environ))
    assert process is waiting
    assert dbt_process._waiting == []
    assert b"Core" in said(process)
    assert process.wait() == 0


def test_a_process_that_was_ended_while_it_waited_is_replaced():
    begin()
    dbt_process._waiting[0].kill()
    dbt_process._waiting[0].wait()
    process = run(["no-such-command"], dict(os.environ))
    assert b"no-such-command" in said(process)
    assert process.wait() == 2


def test_a_process_that_is_not_asked_ends_when_nobody_can_ask_any_more():
    program = f"from {dbt_process.__name__} import begin, _waiting; begin(); print(_waiting[0].pid)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    deadline = time.monotonic() + 30
    while Path(f"/proc/{done.stdout.strip()}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_paths_are_absolute_because_dagster_runs_dbt_from_its_own_folder():
    client = dbt_client()
    assert client.project_dir.startswith("/")
    assert client.dbt_executable.startswith("/")


def test_variables_are_gone_afterwards_and_old_ones_are_back(monkeypatch):
    monkeypatch.setenv("PLADS_WHO", "before")
    monkeypatch.delenv("PLADS_ONLY_INSIDE", raising=False)
    with environment({"PLADS_WHO": "inside", "PLADS_ONLY_INSIDE": "1"}):
        assert (os.environ["PLADS_WHO"], os.environ["PLADS_ONLY_INSIDE"]) == ("inside", "1")
    assert os.environ["PLADS_WHO"] == "before"
    assert "PLADS_ONLY_INSIDE" not in os.environ
