"""`python -m benchmarks.disclosure OUT`: how much is hidden, what an attack recovers, beside the simplest safe rule.

The attack is that of `tests/disclosure`: it has the published tables and its own idea of what adds up.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.job import dbt_seconds
from tests.disclosure.attack import DETERMINED, PERSONS, THRESHOLD, Report, attack
from tests.disclosure.masks import Rows, only_first_hidden, unavoidable
from tests.disclosure.outside import Cell, Tables, read
from tests.disclosure.simple_rule import hide_what_is_linked

ENGINE = ".hidden_"
# Answers have sums of their own.
APART = ("wellbeing_indicator", "wellbeing_item", "staff_survey")


@dataclass(frozen=True)
class Cost:
    """Per table: count cells, those hidden, persons counted in all of them and in the hidden ones."""

    cells: Counter[str]
    hidden: Counter[str]
    persons: Counter[str]
    unseen: Counter[str]

    def share(self, table: str | None = None) -> str:
        cells, hidden, persons, unseen = (
            count[table] if table else sum(count.values())
            for count in (self.cells, self.hidden, self.persons, self.unseen)
        )
        return f"{hidden / cells:.1%} | {unseen / persons if persons else 0:.1%}"


def cost(rows: Rows, value: dict[Cell, float]) -> Cost:
    """A count of persons that is not zero is a cell; so is one that stands in a second table."""
    found = Cost(Counter(), Counter(), Counter(), Counter())
    tables = Tables(rows)
    for cell, count in value.items():
        if count and cell.table in rows and cell.measure in PERSONS.get(cell.table, ()):
            found.cells[cell.table] += 1
            found.persons[cell.table] += round(count)
            if cell in tables.hidden:
                found.hidden[cell.table] += 1
                found.unseen[cell.table] += round(count)
    return found


def engine_seconds(out: Path) -> tuple[float, float]:
    """Seconds of the models that decide what else to hide, and of all of dbt's nodes."""
    results = json.loads((out / "restricted" / "dbt" / "run_results.json").read_text(encoding="utf-8"))["results"]
    engine = sum(one["execution_time"] for one in results if ENGINE in one["unique_id"])
    return engine, sum(dbt_seconds(out).values())


@dataclass(frozen=True)
class Tried:
    """One way to hide under the attack; `left`: recovered beyond what zeros and small counts tell anyway, if asked."""

    name: str
    report: Report
    cost: Cost
    left: int | None
    seconds: float


def _left(published: Rows, exact: Rows, report: Report) -> int:
    """Cells recovered beyond those that zeros and small counts tell, whatever else is hidden."""
    told = unavoidable(published, exact, [one.cell for one in report.recovered]) if report.recovered else set()
    return sum(one.why != DETERMINED or one.cell not in told for one in report.recovered)


def _attacked(name: str, rows: Rows, exact: Rows) -> Tried:
    started = time.process_time()
    report = attack(rows, exact)
    seconds = time.process_time() - started
    return Tried(name, report, cost(rows, Tables(exact).known), _left(rows, exact, report), seconds)


def _apart(rows: Rows) -> Iterator[list[str]]:
    """Tables whose counts nothing ties to the others': apart they take minutes, and together hours."""
    apart = [[name] for name in APART if name in rows]
    return iter([[name for name in rows if name not in APART], *apart])


def _in_parts(
    name: str, published: Rows, exact: Rows, hide: Callable[[Rows, Rows], tuple[Rows, Report]], *, safe: bool
) -> Tried:
    """Another way to hide, tried on each part; says how far it is."""
    started, rows, report = time.process_time(), dict[str, Any](), Report()
    for names in _apart(published):
        some = [{table: side[table] for table in names if table in side} for side in (published, exact)]
        hidden, found = hide(*some)
        rows |= hidden
        report.tried.update(found.tried)
        report.recovered += found.recovered
        print(f"{name}: {len(names)} tables, {time.process_time() - started:.0f} s", file=sys.stderr)
    seconds = time.process_time() - started
    left = _left(rows, exact, report) if safe else None
    return Tried(name, report, cost(rows, Tables(exact).known), left, seconds)


def _small_only(published: Rows, exact: Rows) -> tuple[Rows, Report]:
    rows = only_first_hidden(published, exact)
    return rows, attack(rows, exact)


def _linked(published: Rows, exact: Rows) -> tuple[Rows, Report]:
    rows = hide_what_is_linked(published, exact)
    return rows, attack(rows, exact)


def markdown(out: Path, published: Rows, exact: Rows, with_simple: bool) -> Iterator[str]:
    """The page, line by line."""
    attacked = _attacked("published", published, exact)
    print(f"published: {attacked.seconds:.0f} s", file=sys.stderr)
    tried = [_in_parts("small counts only", published, exact, _small_only, safe=False), attacked]
    if with_simple:
        tried.append(_in_parts("all that is linked", published, exact, _linked, safe=True))
    yield (
        "| | count cells hidden | persons in them | hidden cells attacked | recovered "
        "| beyond what zeros and small counts tell | attack, CPU s |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for one in tried:
        cells, recovered = sum(one.report.tried.values()), len(one.report.recovered)
        left = "–" if one.left is None else one.left
        yield f"| {one.name} | {one.cost.share()} | {cells:,} | {recovered:,} | {left} | {one.seconds:.0f} |"
    yield ""
    engine, everything = engine_seconds(out)
    yield f"Choosing what else to hide took {engine:.1f} s of dbt's {everything:.1f} s (two threads)."
    yield ""
    yield "| table | " + " | ".join(f"{one.name}: cells | persons | recovered" for one in tried) + " |"
    yield "|---|" + "--:|--:|--:|" * len(tried)
    for table in sorted(tried[0].cost.cells):
        figures = [
            f"{one.cost.share(table)} | {sum(one.report.by_table().get(table, Counter()).values()):,}" for one in tried
        ]
        yield f"| `{table}` | {' | '.join(figures)} |"
    yield ""
    yield (
        f"A count is hidden first from 1 to {THRESHOLD - 1}. Recovered: upper less lower bound under {THRESHOLD}, or "
        "determined for one who knows which were hidden first, or worked out by division. *All that is linked* hides "
        "every figure that hangs together with a small count by any relation that the attack knows: the simplest rule "
        "that is safe."
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="output folder of a run")
    parser.add_argument("--without-simple-rule", action="store_true", help="leave out the comparison")
    given = parser.parse_args()
    with duckdb.connect(str(given.out / "plads.duckdb"), read_only=True) as connection:
        published, exact = read(connection, "published"), read(connection, "marts")
    print("\n".join(markdown(given.out, published, exact, not given.without_simple_rule)))


if __name__ == "__main__":
    main()
