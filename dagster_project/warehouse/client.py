"""dagster-dbt's resource, told where our project is and given a process that is ready."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dagster_dbt import DagsterDbtTranslator, DbtCliInvocation, DbtCliResource
from packaging.version import parse

from dagster_project.settings import DBT_PROJECT, Settings
from dagster_project.warehouse.dbt_process import run
from dagster_project.warehouse.home import at_home_in
from dagster_project.warehouse.manifest import from_the_parse


class Dbt(DbtCliResource):
    """Has its own `cli`, so that a process that is ready can be taken; the invocation is dagster-dbt's.

    dagster-dbt's `cli` starts one anew, and does two things more that give us nothing: `dbt --version`, for seconds and
    with questions to the network, and the adapter for column metadata, which contracts already give.
    """

    def cli(  # type: ignore[override] # only what we ask of it
        self, args: Sequence[str], *, manifest: Mapping[str, Any], target_path: Path
    ) -> DbtCliInvocation:
        """Begins `dbt` with these arguments; whether it went well is for the caller to see."""
        variables = {
            **os.environ,
            **from_the_parse(),
            "PYTHONUNBUFFERED": "1",
            "DAGSTER_DBT_CLI": "true",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DBT_LOG_FORMAT": "json",
            "DBT_TARGET_PATH": str(target_path),
            "DBT_LOG_PATH": str(target_path),
            "DBT_PROFILES_DIR": str(self.profiles_dir),
            "DBT_PROJECT_DIR": str(self.project_dir),
        }
        return DbtCliInvocation(
            process=run(args, variables),
            manifest=manifest,
            dagster_dbt_translator=DagsterDbtTranslator(),
            project_dir=Path(self.project_dir),
            target_path=target_path,
            raise_on_error=False,
            cli_version=parse(version("dbt-core")),
        )


def dbt_client() -> Dbt:
    """The resource for this checkout; paths are absolute, because dbt and Dagster disagree on relative ones."""
    return Dbt(
        project_dir=str(DBT_PROJECT),
        profiles_dir=str(DBT_PROJECT),
        dbt_executable=str(Path(sys.executable).with_name("dbt")),
    )


def dbt_variables(settings: Settings) -> dict[str, str]:
    """What a dbt process inherits: the settings, and no tracking.

    It writes no log: what an engine says of an error quotes rows, so `dbt_log` writes what may be repeated. The SQL
    that ran stands in the target folder.
    """
    own = {"DBT_LOG_LEVEL_FILE": "none", "DO_NOT_TRACK": "1"}
    return {**settings.environment(), **at_home_in(settings.warehouse.parent), **own}


@contextmanager
def environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for processes started inside; afterwards everything is as before."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
