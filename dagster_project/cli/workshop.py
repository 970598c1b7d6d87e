"""Commands for those who work on Plads: example data, generated files, lint and unit tests of the models."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from dagster_project.cli.options import DAY, FOLDER, program, run_program, say
from dagster_project.settings import DBT_PROJECT, PROJECT_ROOT, Settings


@click.command()
@click.option("--scale", default="demo", show_default=True, help="tiny, demo, s, m or l")
@click.option("--seed", default=1, show_default=True, help="the same seed gives the same files")
@click.option("--as-of", type=DAY, help="the day of the extracts")
@click.option("--format", "file_format", default="csv", show_default=True, type=click.Choice(["csv", "parquet"]))
@click.argument("landing", type=FOLDER)
def generate(scale: str, seed: int, as_of: datetime | None, file_format: str, landing: Path) -> None:
    """Writes an example landing folder."""
    from dagster_project.example.generate import generate as write
    from dagster_project.example_folder import AS_OF

    write(landing, scale, seed, file_format, as_of.date() if as_of else AS_OF, say)


@click.group()
def contracts() -> None:
    """What is generated from the contracts in expectations/."""


@contracts.command()
def sync() -> None:
    """Brings generated files up to date with the contracts."""
    from dagster_project.contracts.render import sync as write

    for path in write():
        click.echo(path.relative_to(PROJECT_ROOT))


@click.command()
def prepare() -> None:
    """Makes what depends on the code only before the first run: dbt's parse, lineage, how figures are drawn."""
    from dagster_project.column_lineage import column_lineage
    from dagster_project.figures import prepare_figures
    from dagster_project.warehouse.client import environment

    with environment(Settings.from_environment().environment()):
        column_lineage()
    prepare_figures()


@click.command("lint-sql")
def lint_sql() -> None:
    """sqlfluff over models, tests and macros' users, through dbt's own templater."""
    from dagster_project.warehouse.manifest import CACHE

    CACHE.mkdir(parents=True, exist_ok=True)
    environment = {
        "PLADS_WAREHOUSE": str(CACHE / "lint.duckdb"),
        "DBT_TARGET_PATH": str(CACHE / "lint"),
        "DO_NOT_TRACK": "1",
    }
    run_program(
        program("sqlfluff"), "lint", "--processes", "2", DBT_PROJECT / "models", DBT_PROJECT / "tests", **environment
    )


@click.command("dbt-unit-tests")
def dbt_unit_tests() -> None:
    """dbt's unit tests, in a warehouse of their own that holds nothing."""
    from dagster_project.warehouse.unit_tests import run_unit_tests

    sys.exit(run_unit_tests())
