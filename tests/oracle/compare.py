"""Says where the warehouse and the independent calculation disagree, row by row and cell by cell."""

import argparse
import math
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from tests.oracle.marts import MARTS, Mart, calculate
from tests.oracle.publish import hidden
from tests.oracle.read import read_landing
from tests.oracle.structure import CHECKS

TOLERANCE = 1e-6
EXAMPLES = 10
Rows = dict[tuple[str, ...], dict[str, Any]]


@dataclass
class Comparison:
    """What was found for one mart."""

    mart: str
    oracle_rows: int = 0
    database_rows: int = 0
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    @property
    def found(self) -> list[str]:
        """Every difference, a line each."""
        return self.missing + self.extra + self.differing


def _value(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value if isinstance(value, str) else float(value)


def _agree(ours: Any, theirs: Any) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    if isinstance(ours, str) or isinstance(theirs, str):
        return ours == theirs
    return math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=1e-9)


def _rows(table: pd.DataFrame, mart: Mart) -> Rows:
    keys = zip(
        *(table[name].map(lambda value: "null" if pd.isna(value) else str(value)) for name in mart.grain), strict=True
    )
    measures = table[list(mart.measures)].to_dict("records")
    return dict(zip(keys, ({name: _value(value) for name, value in row.items()} for row in measures), strict=True))


def _read(database: duckdb.DuckDBPyConnection, schema: str, name: str, mart: Mart) -> pd.DataFrame | str:
    known = database.execute(
        "select column_name from information_schema.columns where table_schema = ? and table_name = ?", [schema, name]
    )
    columns = {row[0] for row in known.fetchall()}
    if not columns:
        return f"table {schema}.{name} is not there"
    lacking = [column for column in (*mart.grain, *mart.measures) if column not in columns]
    if lacking:
        return f"{schema}.{name} lacks {lacking}"
    return database.execute(f'select * from "{schema}"."{name}"').df()


def _listed(names: Any) -> set[str]:
    if names is None or names is pd.NA or isinstance(names, float):
        return set()
    return set(names.replace(" ", "").split(",")) if isinstance(names, str) else {str(name) for name in names}


def _say(mart: Mart, key: tuple[str, ...]) -> str:
    return " ".join(f"{name}={value}" for name, value in zip(mart.grain, key, strict=True))


def compare(name: str, ours: pd.DataFrame | None, theirs: pd.DataFrame | str) -> Comparison:
    """One mart, both ways."""
    mart, found = MARTS[name], Comparison(name)
    if ours is None:
        found.database_rows = 0 if isinstance(theirs, str) else len(theirs)
        found.extra = ["a source is missing, yet the table has rows"] if found.database_rows else []
        return found
    found.oracle_rows = len(ours)
    if isinstance(theirs, str):
        found.missing = [theirs]
        return found
    found.database_rows = len(theirs)
    left, right = _rows(ours, mart), _rows(theirs, mart)
    found.missing = [f"missing {_say(mart, key)}: {row}" for key, row in left.items() if key not in right]
    found.extra = [f"extra {_say(mart, key)}: {row}" for key, row in right.items() if key not in left]
    if len(right) < len(theirs):
        found.extra.append(f"{len(theirs) - len(right)} rows repeat their grain")
    found.differing = [
        f"differs {_say(mart, key)}: {name} oracle {ours_row[name]} database {right[key][name]}"
        for key, ours_row in left.items()
        if key in right
        for name in mart.measures
        if not _agree(ours_row[name], right[key][name])
    ]
    return found


def compare_published(name: str, ours: pd.DataFrame, theirs: pd.DataFrame | str) -> list[str]:
    """What the published table shows and must not, or shows wrongly; hiding more is no difference."""
    mart = MARTS[name]
    if isinstance(theirs, str):
        return [theirs]
    mask = dict(zip(_rows(ours, mart), hidden(name, ours).to_dict("records"), strict=True))
    exact, shown = _rows(ours, mart), _rows(theirs, mart)
    listed = dict(zip(shown, zip(theirs["is_suppressed"], theirs["suppressed_measures"], strict=True), strict=True))
    found = [f"missing {_say(mart, key)}" for key in exact if key not in shown]
    for key, row in shown.items():
        if key not in exact:
            found.append(f"extra {_say(mart, key)}")
            continue
        flag, names = listed[key]
        names = _listed(names)
        for measure, value in row.items():
            must_hide, is_listed = mask[key].get(measure, False), measure in names
            if must_hide and (value is not None or not is_listed or not flag):
                found.append(f"shown {_say(mart, key)}: {measure} ought to be hidden, and listed as such")
            elif not must_hide and not is_listed and not _agree(exact[key][measure], value):
                found.append(f"differs {_say(mart, key)}: {measure} oracle {exact[key][measure]} published {value}")
    return found


def comparisons(landing: Path, out: Path, as_of: date) -> list[Comparison]:
    """Every mart, in schema marts and in schema published."""
    extracts = read_landing(landing, as_of).extracts
    tables = calculate(extracts, as_of)
    found = []
    with duckdb.connect(str(out / "plads.duckdb"), read_only=True) as database:
        for name, mart in MARTS.items():
            ours = tables.get(name)
            found.append(compare(name, ours, _read(database, "marts", name, mart)))
            if ours is not None:
                shown = Comparison(f"published.{name}", len(ours), len(ours))
                shown.differing = compare_published(name, ours, _read(database, "published", name, mart))
                found.append(shown)
        for name, check in CHECKS.items():
            found.append(Comparison(name, differing=check(database, extracts, as_of)))
    return found


def differences(landing: Path | str, out: Path | str, as_of: date | str) -> dict[str, list[str]]:
    """Marts that disagree, with every difference; empty when all agree."""
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return {found.mart: found.found for found in comparisons(Path(landing), Path(out), day) if found.found}


def main() -> int:
    """Print what was found; 1 when anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("landing", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    given = parser.parse_args()
    found = comparisons(given.landing, given.out, given.as_of)
    for one in found:
        sys.stdout.write(f"{one.mart}: oracle {one.oracle_rows} database {one.database_rows} ")
        sys.stdout.write(f"missing {len(one.missing)} extra {len(one.extra)} differing {len(one.differing)}\n")
        for line in (*one.missing[:EXAMPLES], *one.extra[:EXAMPLES], *one.differing[:EXAMPLES]):
            sys.stdout.write(f"    {line}\n")
    return 1 if any(one.found for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
