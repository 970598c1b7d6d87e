"""Figures and code counts of each load, kept so that a comparison with earlier periods reads no file again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dagster_project.outcomes import Profile

_ROWS = "rows"


def insert_profile(db: sqlite3.Connection, load_id: str, profile: Profile) -> None:
    """Writes the profile of a load; one that is there already is replaced."""
    for table in ("load_measure", "code_frequency"):
        db.execute(f"delete from {table} where load_id = ?", [load_id])
    measures = [(load_id, name, value) for name, value in {**profile.measures, _ROWS: profile.rows}.items()]
    db.executemany("insert into load_measure values (?, ?, ?)", measures)
    counted = [(load_id, column, code, rows) for column, codes in profile.codes.items() for code, rows in codes.items()]
    db.executemany("insert into code_frequency values (?, ?, ?, ?)", counted)


def read_profiles(db: sqlite3.Connection, load_ids: Iterable[str]) -> dict[str, Profile]:
    """Load id → profile, of the loads that have one: those of earlier versions of this program have not."""
    wanted = list(load_ids)
    marks = ", ".join("?" * len(wanted))
    measures: dict[str, dict[str, float]] = {}
    for load_id, name, value in db.execute(f"select * from load_measure where load_id in ({marks})", wanted):
        measures.setdefault(load_id, {})[name] = value
    codes: dict[str, dict[str, dict[str, int]]] = {load_id: {} for load_id in measures}
    for load_id, column, code, rows in db.execute(f"select * from code_frequency where load_id in ({marks})", wanted):
        codes[load_id].setdefault(column, {})[code] = rows
    return {
        load_id: Profile(
            int(found[_ROWS]), {name: value for name, value in found.items() if name != _ROWS}, codes[load_id]
        )
        for load_id, found in measures.items()
    }


def forget_profile(db: sqlite3.Connection, load_id: str) -> None:
    """For a load whose rows are no longer what they were; the next one is compared with another."""
    for table in ("load_measure", "code_frequency"):
        db.execute(f"delete from {table} where load_id = ?", (load_id,))
