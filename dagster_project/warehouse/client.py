"""dagster-dbt's resource, told where our project is and spared two start-up costs that give us nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_dbt import DbtCliResource
from packaging.version import Version, parse

from dagster_project.settings import DBT_PROJECT, Settings
from dagster_project.warehouse.home import at_home_in
from dagster_project.warehouse.manifest import manifest_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Dbt(DbtCliResource):
    """Overrides two private members, so a test compares them with the release that is installed.

    `dbt --version` starts a process for seconds and asks the network; the adapter is only for column metadata, which
    contracts already give.
    """

    @cached_property
    def _cli_version(self) -> Version:
        return parse(installed("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:  # noqa: ARG002
        return None


def dbt_client() -> Dbt:
    """The resource for this checkout; paths are absolute, because dbt and Dagster disagree on relative ones."""
    return Dbt(
        project_dir=str(DBT_PROJECT),
        profiles_dir=str(DBT_PROJECT),
        dbt_executable=str(Path(sys.executable).with_name("dbt")),
    )


def dbt_variables(settings: Settings) -> dict[str, str]:
    """What a dbt process inherits: the settings, no tracking, the parse to start from.

    It writes no log: what an engine says of an error quotes rows, so `dbt_log` writes what may be repeated. The SQL
    that ran stands in the target folder.
    """
    own = {"DBT_LOG_LEVEL_FILE": "none", "DO_NOT_TRACK": "1", "DBT_TARGET_PATH": str(manifest_folder())}
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
