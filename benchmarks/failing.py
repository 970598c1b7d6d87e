"""What validation costs when rows fail: `python -m benchmarks.failing`, absence that adds up or not."""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.report import machine
from dagster_project.contracts import load_code_lists, load_contract
from dagster_project.outcomes import Candidate, Status
from dagster_project.settings import EXPECTATIONS, Limits, Settings
from dagster_project.validation import validate

SOURCE, RULE, LOADS, LIMIT = "fravaer", "absence_adds_up", 4, 1.2
MONTHS = 10


def write_loads(folder: Path, rows: int, failing_share: float) -> list[Candidate]:
    """Loads of one school year each; in the given share of the rows the total is not the sum of its parts."""
    folder.mkdir()
    loads = []
    for period in range(2021, 2021 + LOADS):
        load_id, count = f"{SOURCE}-{period}-000001", rows // LOADS
        path = folder / f"{load_id}.parquet"
        with duckdb.connect() as con:
            con.execute(
                f"""
                copy (
                    select
                        lpad((i // {MONTHS})::varchar, 12, '0') as pnr,
                        '101001' as instnr,
                        (date '{period - 1}-08-01' + to_months((i % {MONTHS})::integer))::date as maaned,
                        20::bigint as dageaktiv,
                        i % 3 as dagesyg,
                        i % 2 as dagelovfra,
                        0::bigint as dageulovfra,
                        i % 3 + i % 2 + (hash(i) % 1000 < {1000 * failing_share})::bigint as dageialtfra,
                        '{load_id}' as _load_id,
                        '{period}' as _period
                    from range({count}) as numbers (i)
                ) to '{path}' (compression zstd)
                """
            )
        loads.append(Candidate(load_id, SOURCE, str(period), path, count, count, 0, None))
    return loads


def seconds(candidates: list[Candidate], expected: Status) -> float:
    """One validation as the job does it, but without Data Docs. Raises when the rule did not say what it must."""
    contract = load_contract(EXPECTATIONS / f"{SOURCE}.odcs.yaml")
    settings = Settings(landing=Path(), out=Path(), as_of=date(2024, 12, 31))
    lists = load_code_lists([column.code_list for column in contract.columns if column.code_list])
    started = time.perf_counter()
    results = validate(
        contract, candidates, as_of=settings.as_of, code_lists=lists, docs=None,
        memory_limit=settings.reader_memory, threads=settings.threads, limits=Limits(),
    )  # fmt: skip
    took = time.perf_counter() - started
    found = {result.status for result in results.checks if result.check_id == RULE}
    if found != {expected}:
        raise RuntimeError(f"{RULE} gave {sorted(found)} where {expected} was expected")
    return took


def measure(rows: int, failing_share: float, repeats: int) -> tuple[float, float]:
    """Best of some runs of each kind, taken in turns, after one that is not counted because it imports."""
    with tempfile.TemporaryDirectory() as folder:
        passing = write_loads(Path(folder) / "passing", rows, 0.0)
        failing = write_loads(Path(folder) / "failing", rows, failing_share)
        seconds(passing, Status.PASS)
        runs = [(seconds(passing, Status.PASS), seconds(failing, Status.WARN)) for _ in range(repeats)]
    return min(good for good, _ in runs), min(bad for _, bad in runs)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--share", type=float, default=0.5, help="share of the rows that fail")
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    good, bad = measure(given.rows, given.share, given.repeats)
    page = "\n".join(
        [
            "# Benchmark: failing data",
            "",
            f"{date.today()}, {machine()}. Validation of {given.rows:,} absence rows in {LOADS} loads, all that the "
            f"contract asks, best of {given.repeats}, without the import of Great Expectations.",
            "",
            "| data | s | s per million rows |",
            "|---|--:|--:|",
            f"| passing | {good:.2f} | {good / given.rows * 1e6:.2f} |",
            f"| warning rule fails in {given.share:.0%} of the rows | {bad:.2f} | {bad / given.rows * 1e6:.2f} |",
            "",
            f"Failing beside passing: {bad / good:.2f}, limit {LIMIT}, "
            f"reached: {'yes' if bad / good <= LIMIT else 'no'}.",
        ]
    )
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    (results / "failing.md").write_text(page + "\n", encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
