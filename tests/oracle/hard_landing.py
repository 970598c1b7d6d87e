"""Writes a landing folder of an invented world: every dialect, every edge case and every fault of the contracts."""

import argparse
import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.oracle import (
    hard_care,
    hard_edges_care,
    hard_edges_lives,
    hard_edges_offers,
    hard_edges_pupils,
    hard_municipal,
    hard_registers,
    hard_town,
)
from tests.oracle.hard_children import Numbers, invent
from tests.oracle.hard_edges_pupils import Edges, Tables
from tests.oracle.hard_faults import broken_files, held_files, spoil, strange_files
from tests.oracle.hard_faults_rows import has_words
from tests.oracle.hard_schools import places, school_rows
from tests.oracle.hard_write import BOM, DIALECTS, PLAIN, Row, columns_of, to_csv, to_parquet, to_xlsx

AS_OF = date(2025, 3, 15)
SNAPSHOTS = ["201709", "201809"] + [f"{year}{month:02d}" for year in range(2019, 2025) for month in (6, 9, 12)]
YEARS = range(2020, 2025)
SPECIAL_YEARS = range(2018, 2025)
SEEDS = {
    "pl_index": ["year_from,year_to,rate_pct"]
    + [f"{year},{year + 1},{1.25 + (year - 2018) * 0.35:.2f}" for year in range(2018, 2027)],
    "target": [
        "municipality_code,valid_from,rate",
        "all,2018/2019,0.05",
        "all,2021/2022,0.045",
        "151,2018/2019,0.06",
        "151,2022/2023,0.055",
    ],
    "scenario": [
        "scenario,from_offer,to_offer,share_moved,unit_cost_to",
        "ballerup_2.2.1,specialskole,gruppeordning,0.05,",
        "ballerup_2.2.1,gruppeordning,general,0.35,0",
        "fewer_places,intern_skole,dagbehandling,0.5,",
        "fewer_places,intern_skole,general,0.25,",
        "fewer_places,dagbehandling,general,0.1,125000.5",
    ],
}
LEFT_OUT = {
    "bef": ("opholdmd_dk", "statsb"),
    "kotre": ("audd",),
    "buaf": ("aarsag_2", "efthjem"),
    "visitation": ("afgoerelse_dato",),
}

FIXED = {("udsp", "2022"): PLAIN, ("bef", "202306"): BOM}
BOTH_OPEN_ENDS = {("bufo", "2022"), ("udsp", "2024")}


def _end_of_month(period: str) -> date:
    return date(int(period[:4]), int(period[4:]), 31 if period.endswith("12") else 30)


def world(seed: int) -> Tables:
    """All rows by source and period, before anything is spoilt."""
    rng, numbers, schools = random.Random(seed), Numbers(), school_rows()  # noqa: S311 (an invented world, no secret)
    where = places(schools)
    children = invent(rng, where, numbers)
    tables: Tables = {
        ("institution", ""): schools,
        ("visitation", ""): list(hard_municipal.visitation_rows(rng, children)),
    }
    tables["kotre", "2023"] = hard_registers.kotre_rows(children, 2023)
    tables["kotre", "2024"] = hard_registers.kotre_rows(children, 2025)
    for year in SPECIAL_YEARS:
        tables["udsp", str(year)] = hard_registers.udsp_rows(rng, children, year)
    for year in range(2020, 2026):
        last = min(date(year, 6, 30), date(2025, 2, 1))
        tables["fravaer", str(year)] = hard_registers.fravaer_rows(rng, children, year, last)
        tables["oekonomi", str(year)] = hard_municipal.oekonomi_rows(rng, year, year == AS_OF.year)
    for year in range(2021, 2025):
        tables["trivsel", str(year)] = hard_registers.trivsel_rows(rng, where, year)
    tables |= hard_care.tables(rng, children, AS_OF) | hard_town.tables(rng, children, AS_OF)
    edges = Edges(tables, numbers)
    for add in (
        hard_edges_pupils.enrolment,
        hard_edges_pupils.special_education,
        hard_edges_pupils.careers,
        hard_edges_pupils.absence,
        hard_edges_pupils.wellbeing,
        hard_edges_offers.offers,
        hard_edges_lives.starters,
        hard_edges_lives.leavers,
        hard_edges_lives.waiting,
        hard_edges_lives.light_offers,
        hard_edges_care.notifications,
        hard_edges_care.decisions,
        hard_edges_care.courses,
    ):
        add(edges)
    spells = hard_municipal.placements(rng, children) + hard_edges_offers.placements(edges)
    helped = hard_municipal.measures(rng, children) + hard_edges_offers.measures(edges)
    for year in YEARS:
        tables["buaf", str(year)] = hard_municipal.buaf_rows(spells, year)
        tables["bufo", str(year)] = hard_municipal.bufo_rows(helped, year)
    hard_edges_offers.corrections(edges, tables)
    hard_edges_care.risks(edges)
    for period in SNAPSHOTS:
        tables["bef", period] = hard_registers.bef_rows(children + edges.children, _end_of_month(period))
    return tables


def _write(folder: Path, source: str, period: str, rows: list[Row], turn: int, version: str = "") -> str:
    columns = columns_of(source, LEFT_OUT.get(source, ()) if turn % 2 else (), turn)
    stem = f"{source}{period}{version}"
    form = 3 if (source, period, version) == ("visitation", "", "_v2") else turn % 7
    if form == 3 and not has_words(source, period):
        path = folder / source / f"{stem}.xlsx"
        to_xlsx(path, rows, columns)
    elif form in (1, 5) and not has_words(source, period):
        path = folder / source / f"{stem.title()}.parquet"
        to_parquet(path, rows, source, columns, odd=form == 5)
    else:
        path = folder / source / (f"{stem.upper()}.CSV" if form == 6 else f"{stem}.csv")
        dialect = replace(
            FIXED.get((source, period), DIALECTS[turn % 4]), both_open_ends=(source, period) in BOTH_OPEN_ENDS
        )
        to_csv(path, rows, columns, dialect)
    return path.relative_to(folder).as_posix()


def _earlier(rows: list[Row], changes: Row) -> list[Row]:
    return [row | (changes if number % 9 == 0 else {}) for number, row in enumerate(rows) if number % 50]


REDELIVERED: dict[tuple[str, str], Row] = {
    ("kotre", "2024"): {"udel": "25"},
    ("udsp", "2023"): {"kl_type": "50"},
    ("bef", "202209"): {"kom": "751"},
    ("buaf", "2024"): {"ansted_klas": "99"},
    ("institution", ""): {"insttype": "specialskole"},
    ("visitation", ""): {"tilbud": "dagbehandling"},
    ("oekonomi", "2024"): {"beloeb": 1.0},
    ("trivsel", "2024"): {"sp01": 1},
    ("buu", "2024"): {"underretter": "politi"},
    ("indsats", ""): {"status": "afbrudt"},
    ("prognose", "2024"): {"elever": 1.0},
    ("pulje", "2023"): {"beloeb": 1.0},
    ("opfoelgning", ""): {"fokus": "Et andet"},
}


def write_landing(folder: Path, seed: int = 1) -> dict[str, Any]:
    """The whole folder; returns what should become of every file."""
    tables = world(seed)
    files: dict[str, dict[str, Any]] = {}
    for turn, ((source, period), rows) in enumerate(sorted(tables.items())):
        version = "_v2" if (source, period) in REDELIVERED else ""
        if version:
            earlier = _earlier(rows, REDELIVERED[source, period])
            name = _write(folder, source, period, earlier, turn + 1)
            files[name] = {"outcome": "accepted", "reason": "superseded by its redelivery"}
        spoilt = list(rows)
        quarantined = spoil(source, period, spoilt)
        name = _write(folder, source, period, spoilt, turn, version)
        files[name] = {"outcome": "accepted", "rows": len(spoilt), "quarantined": quarantined}
        if (source, period) in BOTH_OPEN_ENDS:
            files[name]["note"] = "9999-12-31 and 31-12-9999 in one file both mean open and are no second date order"
    files |= broken_files(folder, tables) | strange_files(folder) | held_files(folder, tables)
    files |= _same_again(folder) | _extra_column(folder, tables)
    (folder / "seed").mkdir(exist_ok=True)
    for name, lines in SEEDS.items():
        (folder / "seed" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    expected = {"as_of": AS_OF.isoformat(), "row_numbers": "from 1 below the header", "files": files}
    (folder / "expected_faults.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False), encoding="utf-8")
    return expected


def _same_again(folder: Path) -> dict[str, dict[str, Any]]:
    first = next(path for path in sorted((folder / "bef").iterdir()) if "202112" in path.name)
    again = first.with_name(f"{first.stem}_v2{first.suffix}")
    again.write_bytes(first.read_bytes())
    return {again.relative_to(folder).as_posix(): {"outcome": "identical", "reason": "the same file again"}}


def _extra_column(folder: Path, tables: Tables) -> dict[str, dict[str, Any]]:
    rows = [row | {"bemaerkning": "intet"} for row in tables["trivsel", "2021"]]
    to_csv(folder / "trivsel" / "trivsel2021_v2.csv", rows, [*columns_of("trivsel"), "bemaerkning"])
    return {
        "trivsel/trivsel2021_v2.csv": {
            "outcome": "accepted",
            "rows": len(rows),
            "quarantined": [],
            "warnings": ["extra column"],
        }
    }


def main() -> None:
    """Write the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    write_landing(given.folder, given.seed)


if __name__ == "__main__":
    main()
