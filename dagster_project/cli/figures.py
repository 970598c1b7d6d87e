"""Commands about figures: draw them, and say where a published cell comes from and what every column means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dagster_project.cli.options import FOLDER, output_of, settings_from, where

ALL = "alle perioder, da ingen kan udelukkes · all periods, since none can be ruled out"


@click.command()
@click.argument("table")
@click.argument("keys", nargs=-1, metavar="KEY=VALUE...")
@click.option("--measure", help="one measure of the row; without it all of them")
@click.option("--page", default="cell", show_default=True, help="name of the page under governance/figures/")
@where
def passport(table: str, keys: tuple[str, ...], measure: str | None, page: str, **options: Any) -> None:
    """Where a row of a published TABLE comes from: value or "hidden", parameters, and the loads that can be in it."""
    from dagster_project.passports import CellNotFoundError, find_cell, write_cell
    from dagster_project.passports.cell import HIDDEN
    from dagster_project.passports.release import release_of

    if unclear := [key for key in keys if "=" not in key]:
        raise click.UsageError(f"not a key and a value: {', '.join(unclear)}")
    if not page.isidentifier():
        raise click.UsageError(f"not the name of a page: {page}")
    release = release_of(settings_from(**options))
    if release is None:
        raise click.ClickException("nothing is published from the last build; `plads run` does both")
    try:
        cell = find_cell(release, table, dict(key.split("=", 1) for key in keys), measure)
    except CellNotFoundError as error:
        raise click.ClickException(str(error)) from error
    for name, value in cell.shown.items():
        click.echo(f"{name} = {value.da if value.da == value.en else f'{value.da} · {value.en}'}")
    for name, chosen in cell.figure.variables.items():
        click.echo(f"  {name} = {chosen}")
    for source, (span, loads) in cell.loads.items():
        click.echo(f"{source}, {f'{span[0]} – {span[1]}' if span else ALL}:")
        for load in loads:
            click.echo(f"  {load.period:<8} {load.load_id}  {load.file_name}  {load.sha256[:12]}")
    for move in cell.earlier:
        before, after = (
            HIDDEN.en if move["is_suppressed"] and v is None else v for v in (move["old_value"], move["new_value"])
        )
        click.echo(f"{move['release_new']}: {move['measure']} {before} → {after}")
    click.echo(write_cell(release, cell, page))


@click.command()
@click.option("--out", type=FOLDER, help="folder that a run made")
def docs(out: Path | None) -> None:
    """Writes OUT/docs/index.html: every model, column, test and exposure, and what is made from what."""
    from dagster_project.run_lock import Busy, sole_writer
    from dagster_project.warehouse.documentation import DocumentationError, write_documentation

    settings = output_of(out)
    if not settings.release.exists():
        raise click.ClickException(f"no build in {settings.out}; `plads run` makes one")
    try:
        with sole_writer(settings):
            click.echo(write_documentation(settings))
    except (Busy, DocumentationError) as error:
        raise click.ClickException(str(error)) from error


@click.command("figures")
@click.option("--out", type=FOLDER, help="folder that a run made")
def draw(out: Path | None) -> None:
    """Writes the page with every figure again, from what readers have now; a run does it by itself."""
    from dagster_project.figures import NoCodeListsError, write_figures
    from dagster_project.run_lock import Busy, sole_writer

    settings = output_of(out)
    if not settings.published.is_dir():
        raise click.ClickException(f"nothing is published in {settings.out}; `plads run` does that")
    try:
        with sole_writer(settings):
            page = write_figures(settings)
    except (Busy, NoCodeListsError) as error:
        raise click.ClickException(str(error)) from error
    if page is None:
        raise click.ClickException(f"nothing is published in {settings.out}; `plads run` does that")
    click.echo(page)
