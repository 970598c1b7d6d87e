"""Generates the landing folder of an example world, file by file, each written and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dagster_project.example.edges import set_up
from dagster_project.example.post import Post
from dagster_project.example.scales import SCALES, Scale
from dagster_project.example.sources import SOURCES
from dagster_project.example.world import build_world


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
    world = build_world(scale, seed, as_of)
    progress(f"world: {len(world.people.children.birth)} children, {len(world.institutions.number)} institutions")
    post = Post(landing, fmt, set_up(world))
    for source, deliveries in SOURCES.items():
        counts = [post.deliver(delivery) for delivery in deliveries(world)]
        progress(f"{source}: {len(counts)} files, {sum(counts)} rows")
    progress(f"arrivals of another kind: {post.deliver_again()} files")
