"""`python -m benchmarks.bi --out OUT [--postgres DSN]`: p50 and p95 of twenty questions at every door."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.bi.doors import THREADS, doors
from benchmarks.bi.measure import Measured, measure

HERE = Path(__file__).parent.parent


def _cell(one: Measured | None, flat: Measured) -> str:
    if one is None:
        return "– | –"
    return f"{one.p50 * 1e3:.1f} ({one.p50 / flat.p50:.2f}) | {one.p95 * 1e3:.1f} ({one.p95 / flat.p95:.2f})"


def page(results: list[Measured], title: str, rounds: int, load: float) -> str:
    """A table of milliseconds, with the ratio to the flat scan in brackets."""
    by = {(one.query, one.door): one for one in results}
    queries = list(dict.fromkeys(one.query for one in results))
    names = [door for door in dict.fromkeys(one.door for one in results) if door != "flat"]
    head = "".join(f" {name} p50 | p95 |" for name in names)
    lines = [
        f"# Questions of BI tools, {title}",
        "",
        "Milliseconds, and in brackets the ratio to the same question on a flat Parquet file that is already joined. "
        f"{rounds} rounds in turns on open connections, {THREADS} threads for DuckDB, one-minute load {load:.1f} at "
        "the end. The Parquet folder has no facts.",
        "",
        f"| question | rows | flat p50 | p95 |{head}",
        f"|---|{'---|' * (3 + 2 * len(names))}",
    ]
    for query in queries:
        flat = by[query, "flat"]
        cells = " | ".join(_cell(by.get((query, name)), flat) for name in names)
        lines.append(f"| {query} | {flat.rows} | {flat.p50 * 1e3:.1f} | {flat.p95 * 1e3:.1f} | {cells} |")
    for name in names:
        pairs = [(by[query, name], by[query, "flat"]) for query in queries if (query, name) in by]
        p50, p95 = (median(getattr(a, p) / getattr(b, p) for a, b in pairs) for p in ("p50", "p95"))
        worst = max(pairs, key=lambda pair: pair[0].p50 / pair[1].p50)
        lines += [
            "",
            f"**{name}**: median ratio {p50:.2f} at p50 and {p95:.2f} at p95, over {len(pairs)} questions; "
            f"worst at p50 {worst[0].p50 / worst[1].p50:.2f} ({worst[0].query}).",
        ]
    return "\n".join([*lines, ""])


def main() -> int:
    """The command line; 1 when doors give different answers, or a question has no row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of a run, which is only read")
    parser.add_argument("--postgres", help="DSN of a server that has the same release")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--name", help="writes benchmarks/results/bi-NAME.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, doors(given.out, Path(made), given.postgres) as found:
        results = measure(found, given.rounds)
    text = page(results, given.name or given.out.name, given.rounds, os.getloadavg()[0])
    if given.name:
        (HERE / "results" / f"bi-{given.name}.md").write_text(text, encoding="utf-8")
    print(text)
    empty = sorted({one.query for one in results if one.rows == 0})
    apart = [f"{one.door}: {one.query}" for one in results if not one.agrees]
    print(*(f"no row: {name}" for name in empty), *(f"another answer: {name}" for name in apart), sep="\n")
    return 1 if empty or apart else 0


if __name__ == "__main__":
    sys.exit(main())
