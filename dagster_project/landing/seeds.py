"""Seeds that a landing folder delivers in place of shipped ones; any case, as for every other name."""

from __future__ import annotations

from pathlib import Path

SEED_FOLDER = "seed"


def delivered_seeds(landing: Path) -> dict[str, Path]:
    """Seed name → file, in alphabetical order; empty without a seed folder."""
    entries = landing.iterdir() if landing.is_dir() else ()
    folders = [path for path in entries if path.is_dir() and path.name.lower() == SEED_FOLDER]
    files = [path for folder in folders for path in folder.iterdir() if path.suffix.lower() == ".csv"]
    return {path.stem.lower(): path for path in sorted(files)}
