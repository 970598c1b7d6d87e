"""Commands of those who want the published tables in another shape."""

from __future__ import annotations

from pathlib import Path

import click

from dagster_project.cli.options import FOLDER, output_of

_FORMATS = click.Choice(["xlsx", "csv"])
_DIALECTS = click.Choice(["danish", "international"])


@click.command()
@click.option("--table", "tables", multiple=True, help="a published table; may be given several times; without it all")
@click.option("--format", "formats", multiple=True, type=_FORMATS, help="without it both")
@click.option("--dialect", type=_DIALECTS, default="danish", show_default=True, help="how the CSV files are written")
@click.option("--to", type=FOLDER, help="folder for the files; without it OUT/exports")
@click.option("--out", type=FOLDER, help="folder of the run; without it the example's")
def export(tables: tuple[str, ...], formats: tuple[str, ...], dialect: str, to: Path | None, out: Path | None) -> None:
    """Published tables as Excel workbooks and CSV files, with what every column means."""
    from dagster_project.exports import FORMATS, NothingPublishedError, UnknownTableError
    from dagster_project.exports import export as write

    settings = output_of(out)
    folder = to or settings.out / "exports"
    try:
        written = write(settings.published, folder, tables, formats or FORMATS, dialect)
    except (NothingPublishedError, UnknownTableError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(written)} files in {folder}")
