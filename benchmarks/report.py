"""The result of a benchmark as Markdown: stages beside the floor, targets, the slowest parts, agreement."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import agreement
from benchmarks.child import Watched
from benchmarks.job import Job, dbt_seconds, slowest_models
from benchmarks.world import World

GB = 1e9
PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", "dagster", "great-expectations")
# What each stage of the job corresponds to in the floor.
COUNTERPART = {"ingest": "read", "transform": "marts", "publish": "write"}


@dataclass(frozen=True)
class Result:
    """Everything that was measured for one scale."""

    world: World
    first: Job
    second: Job
    floor: Watched
    steps: dict[str, Any]  # what the floor said about itself
    expectations_import: float
    load: tuple[float, float]  # one-minute load average before and after
    agreed: list[agreement.Agreement]

    @property
    def rows(self) -> int:
        return sum(self.steps["rows"].values())

    @property
    def out(self) -> Path:
        return self.world.folder / "out"


def machine() -> str:
    """Cores and memory, in neutral words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB"


def _floor_seconds(result: Result, stage: str) -> float:
    found = result.steps[COUNTERPART[stage]]
    return float(sum(found.values()) if isinstance(found, dict) else found)


def _stage_rows(result: Result) -> Iterator[str]:
    job, rows = result.first, result.rows
    for stage, windows in job.stages.items():
        seconds = job.seconds(stage)
        floor = _floor_seconds(result, stage) if stage in COUNTERPART else None
        beside = f"{floor:.1f} | {seconds / floor:.1f}" if floor else "– | –"
        memory = job.watched.peak(windows) / GB
        yield f"| {stage} | {seconds:.1f} | {rows / max(seconds, 1e-3):,.0f} | {memory:.2f} | {beside} |"
    yield f"| orchestration | {job.overhead:.1f} | – | – | – | – |"
    total, least = job.watched.seconds, result.floor.seconds
    yield (
        f"| **whole job** | **{total:.1f}** | **{rows / total:,.0f}** | **{job.watched.peak() / GB:.2f}** "
        f"| **{least:.1f}** | **{total / least:.1f}** |"
    )
    yield (
        f"| second run, nothing new | {result.second.watched.seconds:.1f} | – "
        f"| {result.second.watched.peak() / GB:.2f} | – | – |"
    )


def _targets(result: Result) -> Iterator[tuple[str, float, float, str]]:
    """What was asked for: name, measured, limit, unit."""
    job, scale = result.first, result.world.scale
    checking = max(0.0, job.seconds("validate") - result.expectations_import)
    yield "validation per million rows, beside one import of Great Expectations", checking / result.rows * 1e6, 0.5, "s"
    if scale == "demo":
        yield "`make run` after installation", job.watched.seconds, 60, "s"
        yield "second run with nothing new", result.second.watched.seconds, 15, "s"
    if scale == "m":
        yield "whole job beside the floor", job.watched.seconds / result.floor.seconds, 3, "×"
        yield "memory, all processes together", job.watched.peak() / GB, 4, "GB"


def _list(title: str, parts: Iterable[tuple[str, float]], count: int = 10) -> Iterator[str]:
    found = [f"`{name}` {seconds:.1f}" for name, seconds in sorted(parts, key=lambda one: -one[1])[:count]]
    yield f"* {title}: " + ", ".join(found)


def _parts(result: Result) -> Iterator[str]:
    job = result.first
    yield from _list("ingest, seconds by source", job.parts["ingest"].items())
    yield from _list("validate, seconds by source", job.parts["validate"].items())
    yield from _list("dbt, seconds of its two threads by kind of node", dbt_seconds(result.out).items())
    models = [(name.split(".", 2)[2], seconds) for name, seconds in slowest_models(result.out, 12)]
    yield from _list("dbt, slowest nodes", models, 12)
    yield from _list("floor, reading by source", result.steps["read"].items())
    yield from _list("floor, marts and what they share", result.steps["marts"].items())


def markdown(result: Result) -> str:
    """The whole page."""
    world, job = result.world, result.first
    size = world.size() / GB
    before, after = result.load
    lines = [
        f"# Benchmark: scale {world.scale}",
        "",
        f"{date.today()}, {machine()}, Python {sys.version.split()[0]}, "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
        + f". {result.rows:,} rows in {size:.2f} GB of {world.fmt}, seed {world.seed}. "
        f"Load average of the machine before and after: {before:.1f} and {after:.1f}"
        + (" (other work ran beside: times are upper bounds, ratios are what to look at)." if before > 1.5 else "."),
        "",
        "| stage | s | rows/s | peak memory, GB | floor, s | ratio |",
        "|---|--:|--:|--:|--:|--:|",
        *_stage_rows(result),
        "",
        f"Memory is resident memory of all processes together, sampled; the largest single process had "
        f"{job.watched.largest_process / GB:.2f} GB, the floor {result.floor.largest_process / GB:.2f} GB. "
        f"One import of Great Expectations took {result.expectations_import:.1f} s, within validate.",
        "",
        "| target | measured | limit | reached |",
        "|---|--:|--:|---|",
        *(
            f"| {name} | {found:.2f} {unit} | {limit:g} {unit} | {'yes' if found <= limit else 'no'} |"
            for name, found, limit, unit in _targets(result)
        ),
        "",
        "## Where the time goes",
        "",
        *_parts(result),
        "",
        "## Floor and warehouse on the accepted rows",
        "",
        *agreement.table(result.agreed),
    ]
    return "\n".join(lines) + "\n"
