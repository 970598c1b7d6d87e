"""Generates the landing folder of an example world, file by file, each written and forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from dagster_project.contracts import load_contracts
from dagster_project.example.columns import Batch
from dagster_project.example.delivery import Delivery
from dagster_project.example.files.write import write_delivery
from dagster_project.example.scales import SCALES, Scale
from dagster_project.example.sources import SOURCES
from dagster_project.example.world import build_world

# Small sources that a municipality keeps in a spreadsheet.
_IN_EXCEL = ("institution",)


def _checked(delivery: Delivery, names: Sequence[str]) -> Delivery:
    """The same delivery, refusing batches whose columns are not the contract's in the contract's order."""

    def check(batch: Batch) -> Batch:
        if list(batch) != list(names):
            raise ValueError(f"{delivery.name}: columns {list(batch)} are not the contract's {list(names)}")
        return batch

    return Delivery(delivery.source, delivery.period, map(check, delivery.batches), delivery.version)


def generate(landing: Path, scale: str, seed: int, fmt: str, as_of: date, progress: Callable[[str], None]) -> None:
    """Fills `landing` with every source of a named scale; `fmt` is csv (some small files as xlsx) or parquet."""
    if scale not in SCALES:
        raise ValueError(f"No such scale: {scale}; there are {', '.join(SCALES)}")
    generate_scale(landing, SCALES[scale], seed, fmt, as_of, progress)


def generate_scale(
    landing: Path, scale: Scale, seed: int, fmt: str, as_of: date, progress: Callable[[str], None]
) -> None:
    """The same for a scale that need not have a name."""
    if fmt not in ("csv", "parquet"):
        raise ValueError(f"No such format: {fmt}; there are csv and parquet")
    contracts = load_contracts()
    world = build_world(scale, seed, as_of)
    progress(f"world: {len(world.people.children.birth)} children, {len(world.institutions.number)} institutions")
    for source, deliveries in SOURCES.items():
        form = "xlsx" if fmt == "csv" and source in _IN_EXCEL else fmt
        files = rows = 0
        for delivery in deliveries(world):
            checked = _checked(delivery, contracts[source].names)
            rows += write_delivery(landing / source, delivery.name, checked.batches, [], form)[1]
            files += 1
        progress(f"{source}: {files} files, {rows} rows")
