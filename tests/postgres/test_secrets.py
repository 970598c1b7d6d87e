"""A password of the server stands nowhere: not in what is said, in Dagster's books or in a process's title."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import dagster as dg
import pytest

from dagster_project.dagster_home import prepare_dagster_home
from dagster_project.definitions import build_defs
from dagster_project.defs.postgres import POSTGRES
from dagster_project.postgres import PostgresError, publish_to_postgres
from dagster_project.warehouse.client import environment
from tests.postgres.conftest import write_database
from tests.postgres.server import PASSWORD

TRACES = {PASSWORD, quote(PASSWORD, safe=""), "s3cret", "sW3ird"}


def traces(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text]


@pytest.fixture
def url(place, server) -> str:
    """The same database by its port, where a password is asked for."""
    (name,) = place.ask("select current_database()")[0]
    return f"postgresql://postgres:{quote(PASSWORD, safe='')}@127.0.0.1:{server.port}/{name}"


def plads(place, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dagster_project.cli", *words, "--out", str(place.settings.out)]
    return subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "postgresql://postgres:s3cret-wrong@127.0.0.1:{port}/postgres",
        "postgresql://postgres:s3cret@with:signs/in@127.0.0.1:{port}/postgres",
        "postgresql://postgres:s3cret@sW3ird.invalid:{port}/postgres",
        "postgresql://nobody:s3cret@127.0.0.1:{port}/postgres",
        "postgresql://postgres:s3cret@127.0.0.1:1/postgres",
        "postgresql//postgres:s3cret@127.0.0.1/postgres",
        "host=127.0.0.1 port={port} user=postgres password=s3cret wrong",
        "host=127.0.0.1 port={port} user=postgres password='s3cret",
    ],
)
def test_no_error_repeats_any_part_of_the_dsn(place, server, wrong):
    write_database(place.settings, 1)
    settings = replace(place.settings, postgres=wrong.format(port=server.port))
    assert traces(repr(settings)) == []
    with pytest.raises(PostgresError) as caught:
        publish_to_postgres(settings, progress=place.said.append)
    assert traces(str(caught.value)) == []
    assert "127.0.0.1" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None


@pytest.mark.parametrize("release", [1, 2], ids=["that succeeds", "that fails"])
def test_a_step_leaves_no_trace_of_it_in_dagsters_books(place, url, release, monkeypatch, capfd):
    write_database(place.settings, 1)
    settings = replace(place.settings, postgres=url if release == 1 else url.replace("127.0.0.1:", "s3cret@127.0.0.1:"))
    home = prepare_dagster_home(settings)
    assert traces(str(settings.environment())) == []
    with environment({**settings.environment(), "DAGSTER_HOME": str(home)}), dg.DagsterInstance.get() as instance:
        job = build_defs(settings).resolve_implicit_global_asset_job_def()
        result = job.execute_in_process(instance=instance, asset_selection=[POSTGRES], raise_on_error=False)
        logged = "\n".join(str(event) for event in instance.all_logs(result.run_id))
    assert result.success == (release == 1)
    assert "postgres" in logged
    said = "".join(capfd.readouterr())
    assert traces(logged + said) == []
    for path in settings.out.rglob("*"):
        if path.is_file():
            assert traces(path.read_bytes().decode("utf-8", "ignore")) == [], path


def test_without_a_server_the_step_says_so_and_materializes_nothing(place):
    settings = replace(place.settings, postgres=None)
    home = prepare_dagster_home(settings)
    with environment({**settings.environment(), "DAGSTER_HOME": str(home)}), dg.DagsterInstance.get() as instance:
        job = build_defs(settings).resolve_implicit_global_asset_job_def()
        result = job.execute_in_process(instance=instance, asset_selection=[POSTGRES])
        logged = "\n".join(str(event) for event in instance.all_logs(result.run_id))
        assert result.success
        assert "not configured" in logged
        assert instance.get_latest_materialization_event(POSTGRES) is None


def test_the_command_publishes_with_the_password_and_says_it_nowhere(place, url):
    write_database(place.settings, 1)
    done = plads(place, "to-postgres", PLADS_POSTGRES=url)
    assert done.returncode == 0, done.stderr[-500:]
    assert "in place" in done.stdout
    again = plads(place, "to-postgres", "--postgres", url, PLADS_POSTGRES="")
    assert (again.returncode, traces(again.stdout + again.stderr)) == (0, [])
    assert "there already" in again.stdout


def test_without_a_server_the_command_says_how_to_name_one(place):
    done = plads(place, "to-postgres", PLADS_POSTGRES="")
    assert done.returncode == 2
    assert "PLADS_POSTGRES" in done.stderr


def test_a_password_on_the_command_line_leaves_the_list_of_processes(place):
    """A server that never answers keeps the command waiting, so that it can be looked at."""
    write_database(place.settings, 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        dsn = f"postgresql://postgres:s3cret@127.0.0.1:{silent.getsockname()[1]}/postgres"
        for words in (["--postgres", dsn], [f"--postgres={dsn}"]):
            command = [sys.executable, "-m", "dagster_project.cli", "to-postgres", *words]
            with subprocess.Popen([*command, "--out", str(place.settings.out)], stderr=subprocess.PIPE) as process:
                silent.settimeout(60)
                answered, _ = silent.accept()
                line = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode()
                process.kill()
                answered.close()
            assert "to-postgres" in line
            assert traces(line) == []
