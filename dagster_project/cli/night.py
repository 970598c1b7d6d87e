"""Commands of the night's job: run it once, look at it in Dagster's pages, start it from Dagster's own command line."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from typing import Any

import click

from dagster_project.cli.options import program, run_program, settings_from, where
from dagster_project.cli.postgres import VARIABLE, server
from dagster_project.settings import PROJECT_ROOT


@click.command()
@where
@server
@click.option("--risk-model", is_flag=True, help="also train and score the risk model: profiling of children")
def run(risk_model: bool, postgres: str | None, **options: Any) -> None:
    """The whole job once: load, build, publish, report.

    Exit code 0 also when a source is absent, with a warning; 1 when a step failed.
    """
    settings = settings_from(**options)
    settings = replace(settings, risk_model=risk_model or settings.risk_model, postgres=postgres)
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


@click.command()
@where
@server
def ui(postgres: str | None, **options: Any) -> None:
    """Dagster's pages: every step can be looked at and run from there."""
    from dagster_project.dagster_home import prepare_dagster_home

    settings = settings_from(**options)
    variables = {**settings.environment(), "DAGSTER_HOME": str(prepare_dagster_home(settings))}
    if postgres:
        variables[VARIABLE] = postgres
    if options["landing"] and not options["as_of"]:
        del variables["PLADS_AS_OF"]  # a server that stays up for weeks cuts the data on the day of each run
    run_program(program("dagster"), "dev", "-w", PROJECT_ROOT / "workspace.yaml", **variables)


@click.command("dagster-home")
@where
def dagster_home(**options: Any) -> None:
    """Makes DAGSTER_HOME for an output folder and prints the variables that Dagster's own command line needs."""
    from dagster_project.dagster_home import prepare_dagster_home

    settings = settings_from(**options)
    variables = {**settings.environment(), "DAGSTER_HOME": str(prepare_dagster_home(settings))}
    for name, value in variables.items():
        click.echo(f"export {name}={shlex.quote(value)}")
