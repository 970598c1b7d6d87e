"""PostgreSQL at the command line: the option that names a server, and the command that publishes to it alone."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from dagster_project.cli.options import FOLDER, output_of, say

VARIABLE = "PLADS_POSTGRES"
NAME = "--postgres"


def _without(words: list[str], dsn: str) -> list[str]:
    """The command line without the option."""
    left = [word for word in words if word != f"{NAME}={dsn}"]
    while NAME in left and left[left.index(NAME) + 1 : left.index(NAME) + 2] == [dsn]:
        del left[left.index(NAME) : left.index(NAME) + 2]
    return left


def _hidden(_context: click.Context, _option: click.Parameter, dsn: str | None) -> str | None:
    """Whoever lists processes reads their command lines: with a password in it, the program starts again without."""
    if not dsn:
        return None
    from dagster_project.postgres.server import has_password

    words = _without(sys.orig_argv, dsn)
    if words != sys.orig_argv and has_password(dsn):
        say(f"a password on a command line can be read by others; {VARIABLE} or ~/.pgpass keeps it to yourself")
        os.execve(sys.executable, words, {**os.environ, VARIABLE: dsn})  # noqa: S606 - this same program
    return dsn


server = click.option(
    NAME,
    "postgres",
    metavar="DSN",
    envvar=VARIABLE,
    callback=_hidden,
    help=f"also publish to this PostgreSQL server; or {VARIABLE}",
)


@click.command("to-postgres")
@server
@click.option("--out", type=FOLDER, help="the output folder of the run that is meant")
def to_postgres(postgres: str | None, out: Path | None) -> None:
    """Publishes to PostgreSQL what readers of OUT have: the star, the published tables, what of governance is open.

    PLADS_POSTGRES_TABLES=open leaves out every table that not everyone may read.

    Nothing is done when the server has that release already. Exit code 1: it could not be done, and readers of the
    server keep what they had; 2: no server is named.
    """
    if not postgres:
        raise click.UsageError(f"name a server: {NAME} or {VARIABLE} · angiv en server")
    from dagster_project.postgres import PostgresError, publish_to_postgres

    try:
        done = publish_to_postgres(replace(output_of(out), postgres=postgres), progress=say)
    except PostgresError as error:
        raise click.ClickException(str(error)) from error
    words = "in place · på plads" if done.new else "there already · er der allerede"
    click.echo(f"{done.tables} tables, {done.rows} rows {words}")
