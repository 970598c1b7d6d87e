"""`python -m benchmarks.floor LANDING OUT AS_OF`: reads, calculates, writes, and says what each step took in JSON."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.floor.files import files_that_count
from benchmarks.floor.read import read_source, rows_of

SQL = Path(__file__).parent / "sql"
SEEDS = Path(__file__).parents[2] / "seeds"
PREPARATION = ("calendar", "school", "pupil", "money")
MARTS = (
    "helaarsboern", "special_education_cost", "pupil_forecast", "cost_projection", "segregation_rate", "return_rate",
    "area_cost_index", "placement", "preventive_measure", "absence", "wellbeing_indicator", "wellbeing_item",
    "budget_balance", "outcome_after_school", "inclusion_funds", "reallocation_scenario", "risk_factor", "staff_survey",
    "personnel", "school_starters", "support_decisions", "intervention_outcome", "investment_plan",
    "intermediate_forms", "waiting_time", "notification", "childcare", "thematic_follow_up", "follow_up_status",
    "institution_profile",
)  # fmt: skip


class Clock:
    """Seconds and processor seconds of named steps."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}
        self._last = self._now()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def done(self, step: str) -> None:
        """Everything since the last step was this one."""
        now = self._now()
        self.seconds[step] = (now[0] - self._last[0], now[1] - self._last[1])
        self._last = now


def open_database(out: Path, threads: int, memory: str) -> duckdb.DuckDBPyConnection:
    """A new file in a new folder."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    con = duckdb.connect(str(out / "floor.duckdb"), config={"threads": threads, "memory_limit": memory})
    con.execute("set preserve_insertion_order = false")
    return con


def calculate(con: duckdb.DuckDBPyConnection, as_of: date, clock: Clock) -> None:
    """Every mart as a table, from one relation per source and the table `file`."""
    con.execute(f"set variable as_of = date '{as_of}'")
    for seed in ("pl_index", "target", "scenario", "follow_up_indicator"):
        con.execute(f"create table {seed} as from read_csv('{SEEDS / seed}.csv')")
    for step in (*PREPARATION, *MARTS):
        con.execute((SQL / f"{step}.sql").read_text(encoding="utf-8"))
        clock.done(step)


def run(landing: Path, out: Path, as_of: date, threads: int, memory: str) -> dict[str, object]:
    """The whole floor."""
    con, clock = open_database(out, threads, memory), Clock()
    sources = files_that_count(landing)
    typed = out / "typed"
    typed.mkdir()
    listed = [(file.path, file.source, file.period) for files in sources.values() for file in files]
    con.execute("create table file (filename varchar, source varchar, period varchar)")
    con.execute(f"insert into file values {rows_of(listed)}")
    rows = {}
    for source, files in sources.items():
        rows[source] = read_source(con, source, files, typed)
        clock.done(source)
    read = dict(clock.seconds)
    calculate(con, as_of, clock)
    for mart in MARTS:
        con.execute(f"copy {mart} to '{out / mart}.parquet'")
    con.execute("checkpoint")
    con.close()
    clock.done("write")
    marts = {step: clock.seconds[step] for step in (*PREPARATION, *MARTS)}
    return {"rows": rows, "read": read, "marts": marts, "write": {"write": clock.seconds["write"]}}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("landing", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="3GB")
    given = parser.parse_args()
    result = run(given.landing.resolve(), given.out.resolve(), given.as_of, given.threads, given.memory)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
