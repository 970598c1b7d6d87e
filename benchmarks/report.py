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
from benchmarks.job import Job, dbt_seconds, models_seconds
from benchmarks.world import World

GB = 1e9
THREADS = 2  # of dbt, as of the engine
PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", "dagster", "great-expectations")
# What each stage of the job corresponds to in the floor.
COUNTERPART = {"ingest": "read", "transform": "marts", "publish": "write"}
NONE = "– | – | – | –"


@dataclass(frozen=True)
class Result:
    """Everything that was measured for one scale."""

    world: World
    first: Job
    second: Job
    floor: Watched
    steps: dict[str, Any]  # what the floor said about itself
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


def _floor(result: Result, stage: str) -> tuple[float, float]:
    """Seconds and processor seconds of what corresponds to a stage."""
    steps = result.steps[COUNTERPART[stage]].values()
    return sum(seconds for seconds, _ in steps), sum(processor for _, processor in steps)


def _row(name: str, rows: int, job: tuple[float, float], memory: int, floor: tuple[float, float] | None) -> str:
    beside = f"{floor[0]:.1f} | {floor[1]:.1f} | {job[0] / floor[0]:.1f} | {job[1] / floor[1]:.1f}" if floor else NONE
    speed = f"{rows / job[0]:,.0f}" if rows and job[0] else "–"
    peak = f"{memory / GB:.2f}" if memory else "–"
    return f"| {name} | {job[0]:.1f} | {job[1]:.1f} | {speed} | {peak} | {beside} |"


def _stages(result: Result) -> Iterator[str]:
    job, rows = result.first, result.rows
    for stage, windows in job.stages.items():
        floor = _floor(result, stage) if stage in COUNTERPART else None
        yield _row(stage, rows, (job.seconds(stage), job.processor(stage)), job.watched.peak_in(windows), floor)
    yield _row("orchestration", 0, job.overhead, 0, None)
    least = (result.floor.seconds, result.floor.processor)
    yield _row("**whole job**", rows, (job.watched.seconds, job.watched.processor), job.watched.peak, least)
    again = result.second.watched
    yield _row("second run, nothing new", 0, (again.seconds, again.processor), again.peak, None)


def _targets(result: Result) -> Iterator[tuple[str, float, float, str]]:
    """What was asked for: name, measured, limit, unit."""
    job, scale = result.first, result.world.scale
    if scale != "demo":  # there it is all fixed cost
        millions, validating = result.rows / 1e6, job.validating
        beside = "validation per million rows, beside one import of Great Expectations"
        yield beside, sum(end - start for start, end in validating) / millions, 0.5, "s"
        yield f"{beside}, processor", job.watched.processor_in(validating) / millions, 0.5, "s"
    yield "report and passports, share of the job", job.report / job.watched.seconds, 0.05, ""
    hiding = sum(seconds for name, seconds in models_seconds(result.out).items() if ".hidden_" in name)
    of_two_threads = hiding / (THREADS * job.watched.seconds)
    yield "disclosure control, its models' seconds as share of the job's two threads", of_two_threads, 0.1, ""
    if scale == "demo":
        yield "`make run` after installation", job.watched.seconds, 60, "s"
        yield "second run with nothing new", result.second.watched.seconds, 15, "s"
    if scale == "m":
        yield "whole job beside the floor", job.watched.seconds / result.floor.seconds, 3, "×"
        yield "memory, all processes together", job.watched.peak / GB, 4, "GB"


def _list(title: str, parts: Iterable[tuple[str, float]], count: int = 10) -> Iterator[str]:
    ordered = sorted(parts, key=lambda one: -one[1])
    found = [f"`{name}` {seconds:.1f}" for name, seconds in ordered[:count]]
    if rest := ordered[count:]:
        found.append(f"{len(rest)} others together {sum(seconds for _, seconds in rest):.1f}")
    yield f"* {title}: " + ", ".join(found)


def _seconds(result: Result, what: str) -> list[tuple[str, float]]:
    return [(step, seconds) for step, (seconds, _) in result.steps[what].items()]


def _parts(result: Result) -> Iterator[str]:
    job = result.first
    yield from _list("ingest, seconds by source", job.parts["ingest"].items())
    yield from _list("validate, seconds by source", job.parts["validate"].items())
    yield from _list("dbt, seconds of its two threads by kind of node", dbt_seconds(result.out).items())
    models = [(name.split(".", 2)[2], seconds) for name, seconds in models_seconds(result.out).items()]
    yield from _list("dbt, slowest nodes", models, 12)
    yield from _list("floor, reading by source", _seconds(result, "read"))
    yield from _list("floor, marts and what they share", _seconds(result, "marts"))


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
        + (" (other work ran beside: look at CPU seconds and their ratio)." if before > 1.5 else "."),
        "",
        "| stage | s | CPU s | rows/s | peak memory, GB | floor, s | floor, CPU s | ratio | ratio of CPU |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        *_stages(result),
        "",
        f"Memory is resident memory of all processes together, sampled; the largest single process had "
        f"{job.watched.largest_process / GB:.2f} GB, the floor {result.floor.largest_process / GB:.2f} GB. "
        f"The import of Great Expectations took {sum(end - start for start, end in job.imports):.1f} s, beside the "
        "first files; what a validation waited for it is not counted in the target below.",
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
