"""`python -m benchmarks --scale s`: generates a scale, runs the whole job and the floor, and says how they compare."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from benchmarks.agreement import compare, floor_on_accepted
from benchmarks.child import Watched, watch
from benchmarks.job import first_and_second_run
from benchmarks.report import Result, markdown
from benchmarks.world import AS_OF, World

HERE = Path(__file__).parent


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


def _floor(world: World) -> Watched:
    command = [sys.executable, "-m", "benchmarks.floor", str(world.landing), str(world.folder / "floor")]
    return watch([*command, AS_OF.isoformat()], world.folder / "floor.log")


def measure(world: World) -> Result:
    """One world through everything: the floor right before the job, so that both meet the same machine."""
    world.folder.mkdir(parents=True, exist_ok=True)
    _say(f"landing folder {world.landing}")
    world.ensure()
    before = os.getloadavg()[0]
    _say("floor")
    floor = _floor(world)
    _say(f"floor: {floor.seconds:.1f} s")
    _say("job, first and second run")
    first, second = first_and_second_run(world)
    after = os.getloadavg()[0]
    _say(f"job: {first.watched.seconds:.1f} s and {second.watched.seconds:.1f} s; comparing figures")
    out = world.folder / "out"
    accepted = floor_on_accepted(world.landing, out, AS_OF, world.folder / "accepted")
    agreed = compare(accepted, out / "plads.duckdb")
    return Result(world, first, second, floor, json.loads(floor.output), (before, after), agreed)


def main() -> int:
    """The command line; 1 when the floor and the warehouse disagree on the accepted rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="demo", choices=("demo", "s", "m", "l"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", default="csv", choices=("csv", "parquet"))
    parser.add_argument(
        "--work", type=Path, default=HERE.parent / ".plads" / "bench", help="folder for everything made"
    )
    given = parser.parse_args()
    result = measure(World(given.work.resolve(), given.scale, given.seed, given.format))
    page = markdown(result)
    name = given.scale if given.format == "csv" else f"{given.scale}-{given.format}"
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{name}.md").write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(one.is_whole for one in result.agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
