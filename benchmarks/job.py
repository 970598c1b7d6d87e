"""Runs the whole job as a person would, and takes its stages from what Dagster and the job itself wrote down."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.child import Watched, watch
from benchmarks.world import AS_OF, World

Window = tuple[float, float]


@dataclass(frozen=True)
class Job:
    """One run of the job. `stages` are disjoint windows by stage; what is in none of them is orchestration."""

    watched: Watched
    stages: dict[str, list[Window]]
    parts: dict[str, dict[str, float]]  # seconds by source within ingest and validate, by step within publish
    report: float  # seconds of the step that writes pages
    imports: list[Window]  # of Great Expectations, beside reading or while a validation waits for it

    def seconds(self, stage: str) -> float:
        return sum(end - start for start, end in self.stages[stage])

    def processor(self, stage: str) -> float:
        return self.watched.processor_in(self.stages[stage])

    @property
    def validating(self) -> list[Window]:
        """The windows of validation, less what they waited for the import of Great Expectations."""
        return [piece for window in self.stages["validate"] for piece in _less(window, self.imports)]

    @property
    def overhead(self) -> tuple[float, float]:
        """Seconds and processor seconds outside every stage: starting, importing, keeping the books."""
        return (
            self.watched.seconds - sum(map(self.seconds, self.stages)),
            self.watched.processor - sum(map(self.processor, self.stages)),
        )


def _steps(out: Path) -> dict[str, Window]:
    """Start and end of every step of the newest run."""
    os.environ["DAGSTER_HOME"] = str(out / "restricted" / "dagster")
    import dagster as dg

    with dg.DagsterInstance.get() as instance:
        run = instance.get_runs(limit=1)[0]
        stats = instance.get_run_step_stats(run.run_id)
        return {step.step_key: (step.start_time or 0.0, step.end_time or 0.0) for step in stats}


def _without(window: Window, holes: list[Window]) -> list[Window]:
    """The window less the holes that lie in it."""
    start, end = window
    left = []
    for first, last in sorted(hole for hole in holes if start <= hole[0] <= end):
        left.append((start, first))
        start = last
    return [*left, (start, end)]


def _less(window: Window, holes: list[Window]) -> list[Window]:
    """The window less what overlaps with the holes."""
    inside = [(max(first, window[0]), min(last, window[1])) for first, last in holes]
    return _without(window, [hole for hole in inside if hole[0] < hole[1]])


def run_job(world: World, out: Path) -> Job:
    """A run on whatever `out` holds already."""
    spans_file = world.folder / "timings.jsonl"
    spans_file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "dagster_project.cli", "run"]
    command += ["--landing", str(world.landing), "--out", str(out), "--as-of", AS_OF.isoformat()]
    watched = watch(command, world.folder / "job.log", {"PLADS_TIMINGS": str(spans_file)})
    lines = spans_file.read_text(encoding="utf-8").splitlines() if spans_file.exists() else []
    spans = [json.loads(line) for line in lines]
    validating = [(span["started"], span["ended"]) for span in spans if span["stage"] == "validate"]
    steps = _steps(out)
    registers = {key: window for key, window in steps.items() if key.startswith("registers__")}
    parts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for key, window in registers.items():
        parts["ingest"][key.removeprefix("registers__")] = sum(b - a for a, b in _without(window, validating))
    for span in spans:
        if span["stage"] == "validate":
            parts["validate"][span["what"]] += span["ended"] - span["started"]
    stages = {
        "ingest": [piece for window in registers.values() for piece in _without(window, validating)],
        "validate": validating,
        "transform": [steps["models"]],
        "publish": [steps["publication"], steps["report"]],
    }
    imports = [(span["started"], span["ended"]) for span in spans if span["stage"] == "import"]
    return Job(watched, stages, parts, steps["report"][1] - steps["report"][0], imports)


def first_and_second_run(world: World) -> tuple[Job, Job]:
    """A run into an empty folder, and one after it with nothing new."""
    out = world.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    return run_job(world, out), run_job(world, out)


def models_seconds(out: Path) -> dict[str, float]:
    """dbt's own figures for the last build, by id of the node."""
    results = json.loads((out / "restricted" / "dbt" / "run_results.json").read_text(encoding="utf-8"))["results"]
    return {result["unique_id"]: result["execution_time"] for result in results}


def dbt_seconds(out: Path) -> dict[str, float]:
    """Seconds of dbt's threads by kind of node."""
    seconds: dict[str, float] = defaultdict(float)
    for name, spent in models_seconds(out).items():
        seconds[name.split(".")[0]] += spent
    return dict(seconds)
