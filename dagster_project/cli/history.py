"""Commands about earlier publications: which there were, and one of them made again."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dagster_project.cli.options import DAY, FOLDER, say
from dagster_project.settings import Settings

if TYPE_CHECKING:
    from dagster_project.rebuild import Rebuilt
    from dagster_project.revisions.history import Release

OUT = click.option("--out", type=FOLDER, help="output folder of the runs")
MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
DIFFERENT = 3


def _settings(out: Path | None) -> Settings:
    found = Settings.from_environment()
    found = replace(found, out=out or found.out)
    if not found.ledger.exists():
        raise click.BadParameter(f"{found.out} is no output folder of a run", param_hint="--out")
    return found


@click.command()
@OUT
def releases(out: Path | None) -> None:
    """Every publication that readers were given: number, id, when, data cut, code, loads, why it came."""
    from dagster_project.ledger import Ledger
    from dagster_project.revisions.history import releases as found

    for one in found(Ledger(_settings(out).ledger)):
        if one.in_force:
            why = (
                f"+{len(one.loads_in)} -{len(one.loads_out)} loads {' '.join(one.other_causes)}" if one.previous else ""
            )
            about = f"{one.published_at}  as of {one.as_of}  code {one.code}  {len(one.load_ids)} loads"
            click.echo(f"{one.number:>4}  {one.release}  {about}  {why}".rstrip())


def _choose(
    settings: Settings, day: datetime | None, release: str | None, loads: Path | None, cut: datetime | None
) -> Release:
    from dagster_project.rebuild import by_day, by_id, by_loads
    from dagster_project.rebuild.choose import read_loads

    if [day, release, loads].count(None) != 2:
        raise click.UsageError("name a day, or --release, or --loads")
    if release:
        return by_id(settings, release)
    if loads:
        return by_loads(settings, read_loads(loads), cut.date() if cut else None)
    assert day is not None
    end_of_day = timedelta(days=1) - timedelta(microseconds=1)
    return by_day(settings, day if day.time() != datetime.min.time() else day + end_of_day)


def _words(done: Rebuilt) -> str:
    equal = sum(table.answer == "equal" for table in done.tables)
    lines = [f"  {table}" for table in done.tables if table.answer != "equal"]
    reasons = [f"NOTE · BEMÆRK: {reason}" for reason in done.reasons]
    verdict = f"{equal} of {len(done.tables)} tables are what readers had · {equal} af {len(done.tables)} er uændrede"
    return "\n".join([*lines, *reasons, verdict, f"  {done.folder}"])


@click.command("as-of")
@click.argument("day", type=MOMENT, required=False)
@click.option("--release", help="id of the release, or as much of it as is unique, or its number")
@click.option("--loads", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="file with load ids")
@click.option("--cut", type=DAY, help="data cut for --loads; the newest of the loads' own without it")
@click.option("--table", "tables", multiple=True, help="only this table of marts and published; may be repeated")
@click.option("--to", type=FOLDER, help="folder for it; OUT/as_of/<release> without it")
@OUT
def as_of(
    day: datetime | None, release: str | None, loads: Path | None, cut: datetime | None, tables: tuple[str, ...],
    to: Path | None, out: Path | None,
) -> None:  # fmt: skip
    """Makes an earlier publication again: what readers had at the end of DAY.

    Every table is compared with what it was. Exit code 0 when all are equal, 3 when one is not, 1 when it cannot
    be done.
    """
    from dagster_project.rebuild import CannotRebuildError, rebuild
    from dagster_project.run_lock import Busy
    from dagster_project.warehouse.client import environment

    settings = _settings(out)
    try:
        with environment(settings.environment()):
            done = rebuild(
                settings, _choose(settings, day, release, loads, cut), folder=to, tables=tables, progress=say
            )
    except (CannotRebuildError, Busy) as error:
        raise click.ClickException(str(error)) from error
    click.echo(_words(done))
    sys.exit(0 if done.is_equal else DIFFERENT)
