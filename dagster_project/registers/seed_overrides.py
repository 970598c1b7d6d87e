"""Seeds that the landing folder replaces for this run, in the shape that the shipped seed has."""

from __future__ import annotations

import csv
from difflib import get_close_matches
from pathlib import Path

import duckdb
import yaml

from dagster_project.contracts.person_numbers import holds_person_number_sql, name_without_person_numbers
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.error_words import without_values
from dagster_project.landing import delivered_seeds
from dagster_project.outcomes import Progress
from dagster_project.settings import SEEDS

# Columns that say where a fact is from; a delivery need not.
_ABOUT = frozenset(["source", "mark", "valid_from", "valid_to", "basis", "vintage", "name_da", "name_en"])
_VALIDITY = ("valid_from", "valid_to")


class SeedProblem(RuntimeError):
    """A delivered seed does not fit; the text names file and column."""


def _types(seeds: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted(seeds.glob("*.yml")):
        for seed in yaml.safe_load(path.read_text(encoding="utf-8")).get("seeds", []):
            config = seed.get("config", {})
            found[seed["name"]] = {name.lower(): kind for name, kind in config.get("column_types", {}).items()}
    return found


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [name.strip().lower() for name in next(csv.reader(file), [])]


def load_seed_overrides(
    con: duckdb.DuckDBPyConnection, landing: Path, seeds: Path = SEEDS, *, progress: Progress
) -> list[str]:
    """Replaces schema `seed_override` with one table per delivered seed and returns their names.

    Columns that were not delivered are null; a seed that nobody knows is ignored and said. Raises SeedProblem for
    values that do not fit, for slips in the header and for a text that looks like a person number: seeds are published.
    """
    con.execute("drop schema if exists seed_override cascade")
    con.execute("create schema seed_override")
    types, names = _types(seeds), []
    for name, path in delivered_seeds(landing).items():
        if name not in types:
            progress(f"seed/{name_without_person_numbers(path.name)}: there is no seed of that name; ignored")
            continue
        _look_for_slips(path, _header(seeds / f"{name}.csv"), types[name])
        try:
            columns = _typed_columns(_header(seeds / f"{name}.csv"), _header(path), types[name])
            con.execute(f"create table seed_override.{quoted(name)} as select {columns} from {_relation(path)}")
        except duckdb.Error as error:
            raise SeedProblem(f"seed/{path.name}: {_what_does_not_fit(con, path, types[name], error)}") from None
        _look_for_person_numbers(con, name, path)
        names.append(name)
    return names


def _look_for_person_numbers(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Texts of a delivered seed reach published tables as they stand; the value itself is not repeated."""
    table = f"seed_override.{quoted(name)}"
    texts = [column for column, kind, *_ in con.execute(f"describe {table}").fetchall() if kind == "VARCHAR"]
    for column in texts:
        looks = holds_person_number_sql(quoted(column))
        numbered = f"select row_number() over () as row, {quoted(column)} from {table}"
        ((row,),) = con.execute(f"select min(row) from ({numbered}) where {looks}").fetchall()
        if row:
            con.execute(f"drop table {table}")
            raise SeedProblem(
                f"seed/{path.name}: row {row} has a text in {column} that looks like a person number; seeds are "
                "published, so deliver it without"
            )


def _what_does_not_fit(con: duckdb.DuckDBPyConnection, path: Path, types: dict[str, str], error: duckdb.Error) -> str:
    """The place of the first value that is not of its column's type; the value may be anything and is not said."""
    try:
        for column, kind in types.items():
            if column in _header(path):
                value = f"nullif(trim({quoted(column)}), '')"
                numbered = f"select row_number() over () as row, {value} as value from {_relation(path)}"
                odd = f"select min(row) from ({numbered}) where try_cast(value as {kind}) is null and value is not null"
                ((row,),) = con.execute(odd).fetchall()
                if row:
                    return f"row {row} has no {kind} in {column}"
    except duckdb.Error:
        pass  # the file cannot be read at all: the first error says more
    return without_values(str(error))


def _may_be_left_out(column: str, kind: str) -> bool:
    """A seed whose validity is no date, as the school years of targets, has it for what it says and not about it."""
    return column in _ABOUT and (column not in _VALIDITY or kind == "date")


def _look_for_slips(path: Path, shipped: list[str], types: dict[str, str]) -> None:
    """A name that nobody knows beside a column that is missing is a slip of the pen."""
    delivered = _header(path)
    unknown = [column for column in delivered if column not in shipped]
    absent = [column for column in shipped if column not in delivered]
    missing = [column for column in absent if not _may_be_left_out(column, types.get(column, "varchar"))]
    missing += [column for column in absent if column not in missing and get_close_matches(column, unknown)]
    if unknown and missing:
        said = ", ".join(map(name_without_person_numbers, unknown))
        raise SeedProblem(f"seed/{path.name}: nobody knows {said}, and {', '.join(missing)} are missing")
    if needed := [column for column in missing if column in _VALIDITY]:
        raise SeedProblem(f"seed/{path.name}: {', '.join(needed)} is missing")


def _typed_columns(shipped: list[str], delivered: list[str], types: dict[str, str]) -> str:
    columns = []
    for column in shipped:
        kind = types.get(column, "varchar")
        value = f"nullif(trim({quoted(column)}), '')" if column in delivered else "null"
        columns.append(f"cast({value} as {kind}) as {quoted(column)}")
    return ", ".join(columns)


def _relation(path: Path) -> str:
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in _header(path))
    options = f"header=false, skip=1, delim=',', quote='\"', auto_detect=false, columns={{{columns}}}"
    return f"read_csv({literal(str(path))}, {options})"
