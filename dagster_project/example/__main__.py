"""The command line of the example world: `python -m dagster_project.example --landing DIR`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dagster_project.example.generate import generate
from dagster_project.example.scales import SCALES


@click.command()
@click.option("--landing", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to fill.")
@click.option("--scale", type=click.Choice(list(SCALES)), default="demo", show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--format", "fmt", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default="2024-12-31", show_default=True)
def main(landing: Path, scale: str, seed: int, fmt: str, as_of: datetime) -> None:
    """Writes the extracts of a made-up country; the same arguments always write the same bytes."""
    generate(landing, scale, seed, fmt, as_of.date(), click.echo)


if __name__ == "__main__":
    main()
