"""The `plads` command: a thin layer of options over functions; imports what a command needs when it runs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dagster_project.settings import DBT_PROJECT, PROJECT_ROOT, Settings

FOLDER = click.Path(file_okay=False, path_type=Path, resolve_path=True)
DAY = click.DateTime(["%Y-%m-%d"])


def _where(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which run is meant, in the order in which `--help` shows them."""
    for option in (
        click.option("--seed", default=1, show_default=True, help="seed of the example world"),
        click.option(
            "--example", default="demo", show_default=True, help="scale of the example world, without --landing"
        ),
        click.option("--as-of", type=DAY, help="data cut: no day after it counts; today, or the example's day"),
        click.option("--out", type=FOLDER, help="folder for everything that is made"),
        click.option("--landing", type=FOLDER, help="folder with the files that arrived; without it, an example world"),
    ):
        command = option(command)
    return command


def _settings(landing: Path | None, out: Path | None, as_of: datetime | None, example: str, seed: int) -> Settings:
    found = Settings.from_environment()
    day: date | None = as_of.date() if as_of else None
    if landing is None and "PLADS_LANDING" not in os.environ:
        from dagster_project.example_folder import AS_OF, Example

        world = Example(example, seed)
        world.ensure(_say)
        landing, out, day = world.landing, out or world.out, day or AS_OF
    return replace(found, landing=landing or found.landing, out=out or found.out, as_of=day or found.as_of)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _run(*command: str | Path, **environment: str) -> None:
    """Runs a program from the project's folder and leaves with its exit code if it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=PROJECT_ROOT, env={**os.environ, **environment}, check=False
    )
    if done.returncode:
        sys.exit(done.returncode)


def _program(name: str) -> Path:
    return Path(sys.executable).with_name(name)


@click.group(context_settings={"max_content_width": 120})
def main() -> None:
    """Plads: validated loads, star schemas and published figures."""


@main.command()
@_where
@click.option("--risk-model", is_flag=True, help="also train and score the risk model: profiling of children")
def run(risk_model: bool, **options: Any) -> None:
    """The whole job once: load, build, publish, report.

    Exit code 0 also when a source is absent, with a warning; 1 when a step failed.
    """
    settings = _settings(**options)
    settings = replace(settings, risk_model=risk_model or settings.risk_model)
    if not settings.landing.is_dir():
        raise click.BadParameter(f"{settings.landing} is not a folder", param_hint="--landing")
    from dagster_project.closing_words import closing_words
    from dagster_project.nightly import run_nightly
    from dagster_project.run_lock import Busy

    try:
        result = run_nightly(settings)
    except Busy as busy:
        raise click.ClickException(str(busy)) from busy
    click.echo(closing_words(settings, succeeded=result.success))
    sys.exit(0 if result.success else 1)


@main.command()
@_where
def ui(**options: Any) -> None:
    """Dagster's pages: every step can be looked at and run from there."""
    from dagster_project.dagster_home import prepare_dagster_home

    settings = _settings(**options)
    variables = {**settings.environment(), "DAGSTER_HOME": str(prepare_dagster_home(settings))}
    if options["landing"] and not options["as_of"]:
        del variables["PLADS_AS_OF"]  # a server that stays up for weeks cuts the data on the day of each run
    _run(_program("dagster"), "dev", "-w", PROJECT_ROOT / "workspace.yaml", **variables)


@main.command()
@click.option("--scale", default="demo", show_default=True, help="tiny, demo, s, m or l")
@click.option("--seed", default=1, show_default=True, help="the same seed gives the same files")
@click.option("--as-of", type=DAY, help="the day of the extracts")
@click.option("--format", "file_format", default="csv", show_default=True, type=click.Choice(["csv", "parquet"]))
@click.argument("landing", type=FOLDER)
def generate(scale: str, seed: int, as_of: datetime | None, file_format: str, landing: Path) -> None:
    """Writes an example landing folder."""
    from dagster_project.example.generate import generate as write
    from dagster_project.example_folder import AS_OF

    write(landing, scale, seed, file_format, as_of.date() if as_of else AS_OF, _say)


@main.group()
def contracts() -> None:
    """What is generated from the contracts in expectations/."""


@contracts.command()
def sync() -> None:
    """Brings generated files up to date with the contracts."""
    from dagster_project.contracts.render import sync as write

    for path in write():
        click.echo(path.relative_to(PROJECT_ROOT))


@main.command()
def prepare() -> None:
    """Makes what depends on the code only, dbt's parse of the models, so that the first run need not."""
    from dagster_project.warehouse.client import environment
    from dagster_project.warehouse.manifest import manifest_folder

    with environment(Settings.from_environment().environment()):
        manifest_folder()


@main.command("dagster-home")
@_where
def dagster_home(**options: Any) -> None:
    """Makes DAGSTER_HOME for an output folder and prints the variables that Dagster's own command line needs."""
    from dagster_project.dagster_home import prepare_dagster_home

    settings = _settings(**options)
    variables = {**settings.environment(), "DAGSTER_HOME": str(prepare_dagster_home(settings))}
    for name, value in variables.items():
        click.echo(f"export {name}={shlex.quote(value)}")


@main.command("lint-sql")
def lint_sql() -> None:
    """sqlfluff over models, tests and macros' users, through dbt's own templater."""
    from dagster_project.warehouse.manifest import CACHE

    CACHE.mkdir(parents=True, exist_ok=True)
    environment = {
        "PLADS_WAREHOUSE": str(CACHE / "lint.duckdb"),
        "DBT_TARGET_PATH": str(CACHE / "lint"),
        "DO_NOT_TRACK": "1",
    }
    _run(_program("sqlfluff"), "lint", "--processes", "2", DBT_PROJECT / "models", DBT_PROJECT / "tests", **environment)


@main.command("dbt-unit-tests")
def dbt_unit_tests() -> None:
    """dbt's unit tests, in a warehouse of their own that holds nothing."""
    from dagster_project.warehouse.unit_tests import run_unit_tests

    sys.exit(run_unit_tests())


if __name__ == "__main__":
    main()
