"""Our dbt resource leans on two private members of dagster-dbt; a release that renames them must not pass unseen."""

import inspect
from importlib.metadata import version

from dagster_dbt import DbtCliResource
from packaging.version import parse

from dagster_project.warehouse.client import Dbt, dbt_client, environment


def test_the_members_that_we_override_are_those_that_dagster_dbt_uses():
    source = inspect.getsource(DbtCliResource.cli)
    for name in ("_cli_version", "_initialize_dbt_core_adapter"):
        assert name in vars(DbtCliResource)
        assert name in vars(Dbt)
        assert f"self.{name}" in source


def test_the_version_is_the_one_that_the_program_would_print():
    assert dbt_client()._cli_version == parse(version("dbt-core"))


def test_paths_are_absolute_because_dagster_runs_dbt_from_its_own_folder():
    client = dbt_client()
    assert client.project_dir.startswith("/")
    assert client.dbt_executable.startswith("/")


def test_variables_are_gone_afterwards_and_old_ones_are_back(monkeypatch):
    import os

    monkeypatch.setenv("PLADS_WHO", "before")
    monkeypatch.delenv("PLADS_ONLY_INSIDE", raising=False)
    with environment({"PLADS_WHO": "inside", "PLADS_ONLY_INSIDE": "1"}):
        assert (os.environ["PLADS_WHO"], os.environ["PLADS_ONLY_INSIDE"]) == ("inside", "1")
    assert os.environ["PLADS_WHO"] == "before"
    assert "PLADS_ONLY_INSIDE" not in os.environ
