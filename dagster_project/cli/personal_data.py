"""Commands that remove personal data: retention, erasure of one person, rotation of the pseudonym key."""

from __future__ import annotations

import getpass
import sys
from typing import Any

import click

from dagster_project.cli.options import say, settings_from, where
from dagster_project.settings import Settings


def _rebuilt(settings: Settings) -> bool:
    from dagster_project.nightly import run_nightly

    return bool(run_nightly(settings).success)


def _published(settings: Settings) -> bool:
    from dagster_project.publish import publish

    return publish(settings, progress=say).tables > 0


@click.command()
@where
@click.option("--delete", is_flag=True, help="delete what is due; without it nothing is touched")
def retention(delete: bool, **options: Any) -> None:
    """Which loads have been kept as long as their contract allows at the data cut."""
    from dagster_project.run_lock import Busy, sole_writer
    from dagster_project.safeguards.retain import delete_due, due_now

    settings = settings_from(**options)
    try:
        with sole_writer(settings):
            due = delete_due(settings, say) if delete else due_now(settings)
    except Busy as error:
        raise click.ClickException(str(error)) from None
    for load in due.loads:
        click.echo(
            f"{load.source}\t{load.period}\t{load.load_id}\t{load.rows + load.quarantined_rows}\t{load.cause}"
            f"\t{load.due_date}"
        )
    done = "deleted · slettet" if delete else "due, nothing touched · forfaldne, intet er rørt"
    click.echo(f"{len(due.loads)} loads, {due.rows} rows, {due.pseudonyms} pseudonyms: {done}")
    if delete and due.loads:
        click.echo("`plads run` builds and publishes without them · `plads run` bygger og udgiver uden dem")


@click.command()
@where
def erase(**options: Any) -> None:
    """Removes one person from everything; the number is read from standard input and shown nowhere."""
    from dagster_project.run_lock import Busy
    from dagster_project.safeguards.erase import NotErased
    from dagster_project.safeguards.erase import erase as remove
    from dagster_project.secret import KeyProblem

    settings = settings_from(**options)
    text = getpass.getpass("Number · Nummer: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        done = remove(settings, text, _rebuilt, _published, say)
    except (NotErased, ValueError, KeyProblem, Busy) as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"Erasure {done.number}: no trace in {done.scan.files} files and {done.scan.tables} tables"
        f" · Sletning {done.number}: intet spor"
    )
    for path in done.landing_files:
        click.echo(f"still holds the person, yours to delete · har stadig personen, din at slette: {path}")


@click.command("rotate-key")
@where
def rotate_key(**options: Any) -> None:
    """Exchanges the pseudonym key, builds everything anew, shows that joins hold, destroys the old key."""
    from dagster_project.run_lock import Busy, sole_writer
    from dagster_project.safeguards import rotate
    from dagster_project.secret import KeyProblem

    settings = settings_from(**options)
    try:
        with sole_writer(settings):
            rotate.begin(settings, say)
            done = _rebuilt(settings)
    except (rotate.NotRotated, KeyProblem, Busy) as error:
        raise click.ClickException(str(error)) from None
    if not done or rotate.is_pending(settings):
        raise click.ClickException("not finished: readers keep what they had, and the next `plads run` goes on")
    click.echo("The key is exchanged and the old one destroyed · Nøglen er udskiftet, og den gamle er tilintetgjort")
