"""Do the floor and the warehouse give the same figures? `python -m benchmarks.agreement LANDING OUT AS_OF`.

The floor keeps rows that the warehouse sets aside, so it is asked twice: on the files as they arrived, and on the rows
that the warehouse accepted. On the second question not one cell may differ.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.floor.__main__ import MARTS, Clock, calculate, open_database

RELATIVE, ABSOLUTE = 1e-6, 1e-9
_GRAIN_WORDS = {
    "municipality_code", "year", "school_year", "half_year", "date", "leaving_year", "start_year", "instnr", "district",
    "cluster", "offer_type", "offer", "level", "kind", "series", "denominator_scope", "stage", "area", "indicator",
    "placement_group", "measure_group", "item", "leaver_group", "status", "scenario", "from_offer", "to_offer",
    "factor", "question", "group_kind", "group_value", "answer", "unit", "intervention", "proposal", "duration",
    "notifier", "cause", "initiative", "follow_up",
}  # fmt: skip


@dataclass(frozen=True)
class Agreement:
    """One mart: rows on both sides, rows that only one side has, and cells that differ in the others."""

    mart: str
    warehouse: int
    floor: int
    alone: int
    cells: int

    @property
    def is_whole(self) -> bool:
        return not self.alone and not self.cells


def _compare(con: duckdb.DuckDBPyConnection, mart: str) -> Agreement:
    """Compares `floor.<mart>` with `plads.marts.<mart>` on the floor's columns."""
    described = con.execute(f"describe floor.main.{mart}").fetchall()
    grain = [name for name, *_ in described if name in _GRAIN_WORDS]
    measures = [name for name, *_ in described if name not in _GRAIN_WORDS]
    sides = f"floor.main.{mart} as f full join plads.marts.{mart} as w using ({', '.join(grain)})"
    differ = " + ".join(
        f"(f.{name} is distinct from w.{name} and not coalesce("
        f"abs(try_cast(f.{name} as double) - try_cast(w.{name} as double)) "
        f"<= greatest({ABSOLUTE}, {RELATIVE} * abs(try_cast(w.{name} as double))), false)"
        ")::integer"
        for name in measures
    )
    alone = f"f.{measures[0]} is null and f.rowid is null or w.rowid is null"
    ((floor, warehouse, one_sided, cells),) = con.execute(
        f"select count(f.rowid), count(w.rowid), count(*) filter ({alone}), "
        f"coalesce(sum({differ}) filter (not ({alone})), 0)::bigint from {sides}"
    ).fetchall()
    return Agreement(mart, warehouse, floor, one_sided, cells)


def compare(floor: Path, database: Path) -> list[Agreement]:
    """Every mart of a floor's database against the warehouse's."""
    with duckdb.connect() as con:
        con.execute(f"attach '{floor}' as floor (read_only)")
        con.execute(f"attach '{database}' as plads (read_only)")
        return [_compare(con, mart) for mart in MARTS]


def floor_on_accepted(landing: Path, out: Path, as_of: date, folder: Path) -> Path:
    """The floor's figures on the rows that the warehouse has in force."""
    from dagster_project.registers.start import loads_in_force
    from dagster_project.settings import Settings

    settings = Settings(landing=landing, out=out, as_of=as_of)
    con = open_database(folder, settings.threads, settings.memory_limit)
    con.execute("create table file (filename varchar, source varchar, period varchar)")
    for source, loads in loads_in_force(settings).items():
        files = ", ".join(f"'{settings.registers / source / load}.parquet'" for load in loads)
        con.execute(
            f"create view {source} as select * exclude (_load_id, _period), _load_id as filename "
            f"from read_parquet([{files}])"
        )
        con.executemany("insert into file values (?, ?, ?)", [(load, source, load.split("-")[1]) for load in loads])
    con.execute("update file set period = null where period = 'all'")
    calculate(con, as_of, Clock())
    con.close()
    return folder / "floor.duckdb"


def table(found: list[Agreement]) -> Iterator[str]:
    """As Markdown."""
    yield "| mart | rows, warehouse | rows, floor | rows on one side only | cells that differ |"
    yield "|---|--:|--:|--:|--:|"
    for one in found:
        yield f"| `{one.mart}` | {one.warehouse} | {one.floor} | {one.alone} | {one.cells} |"


def main() -> int:
    """The command line; 1 when anything differs on accepted rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("landing", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        floor = floor_on_accepted(given.landing, given.out, given.as_of, Path(folder) / "floor")
        found = compare(floor, given.out / "plads.duckdb")
    print("\n".join(table(found)))
    return 0 if all(one.is_whole for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
