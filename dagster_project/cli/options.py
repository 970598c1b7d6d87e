"""What commands share: the options that say which run is meant, and how a command talks and starts programs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dagster_project.settings import PROJECT_ROOT, Settings

FOLDER = click.Path(file_okay=False, path_type=Path, resolve_path=True)
DAY = click.DateTime(["%Y-%m-%d"])


def where(command: Callable[..., Any]) -> Callable[..., Any]:
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


def settings_from(landing: Path | None, out: Path | None, as_of: datetime | None, example: str, seed: int) -> Settings:
    found = Settings.from_environment()
    day: date | None = as_of.date() if as_of else None
    if landing is None and "PLADS_LANDING" not in os.environ:
        from dagster_project.example_folder import AS_OF, Example

        world = Example(example, seed)
        world.ensure(say)
        landing, out, day = world.landing, out or world.out, day or AS_OF
    return replace(found, landing=landing or found.landing, out=out or found.out, as_of=day or found.as_of)


def output_of(out: Path | None) -> Settings:
    """Settings for a command that looks at what a run made: the folder named, PLADS_OUT, or the example's."""
    found = Settings.from_environment()
    if out is None and "PLADS_OUT" not in os.environ:
        from dagster_project.example_folder import Example

        out = Example("demo", 1).out
    return replace(found, out=out or found.out)


def say(text: str) -> None:
    click.echo(text, err=True)


def run_program(*command: str | Path, **environment: str) -> None:
    """Runs a program from the project's folder and leaves with its exit code if it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=PROJECT_ROOT, env={**os.environ, **environment}, check=False
    )
    if done.returncode:
        sys.exit(done.returncode)


def program(name: str) -> Path:
    return Path(sys.executable).with_name(name)
