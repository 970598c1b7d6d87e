"""What readers saw of the release before: which hidden cells still hold the same number, and must stay hidden.

Who kept that release would otherwise read the old figure in the new one, and subtract it from the old sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
from duckdb import CatalogException, DuckDBPyConnection, DuckDBPyRelation

from dagster_project.contracts.digest import digest, row_hash, sums_of_hashes
from dagster_project.disclosure.rows import Rows, row_key
from dagster_project.disclosure.system import Flags

# Cells that the release before hid: the number that stood behind each.
BEFORE = pa.schema(
    [("table_name", pa.string()), ("row_key", pa.string()), ("measure", pa.string()), ("value", pa.float64())]
)


def still_hidden(relation: DuckDBPyRelation, rows: Rows, before: DuckDBPyRelation | None) -> dict[str, Flags]:
    """Measure → rows of this table whose cell was hidden and still holds the same; only measures that have such."""
    if before is None:
        return {}
    named = before.filter(f"table_name = '{rows.declared.table}'")
    asked = [name for (name,) in named.project("measure").distinct().order("measure").fetchall()]
    found = {}
    for measure in (name for name in asked if name in relation.columns):
        key = row_key(rows.declared.keys)
        now = relation.project(f"{key} as row_key, cast({measure} as double) as value").set_alias("now")
        then = named.filter(f"measure = '{measure}'").set_alias("before")
        same = now.join(then, "now.row_key = before.row_key and now.value = before.value").project("now.row_key")
        keys = [key for (key,) in same.fetchall()]
        if keys:
            found[measure] = np.asarray(rows.frame["row_key"].isin(keys), dtype=bool)
    return found


def unmoved(tables: Mapping[str, DuckDBPyRelation], then: DuckDBPyRelation, names: Iterable[str]) -> bool:
    """Every one of these tables holds exactly what it held in the release before, and none came or went."""
    marks = dict(then.project("table_name, fingerprint").fetchall())
    if {name for name in names if name in marks} != set(tables):
        return False
    for name, relation in tables.items():
        sums = relation.project(f"{row_hash(relation.columns)} as hash").aggregate(sums_of_hashes("hash")).fetchone()
        if sums is None or digest(relation.columns, sums) != marks[name]:
            return False
    return True


def given(session: DuckDBPyConnection, name: str) -> DuckDBPyRelation | None:
    """What this run is given from outside, if it is: holes of the release before, or of the one that is rebuilt."""
    try:
        return session.table(f"run.{name}")
    except CatalogException:
        return None
