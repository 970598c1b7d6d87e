"""What the page says about a table: labels and definitions of its columns, its registers, and when they were loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.contracts import load_contracts
from dagster_project.figures.codes import words
from dagster_project.figures.data import Table, relation
from dagster_project.figures.entries import Entry
from dagster_project.publish.catalogue import meta
from dagster_project.report import Text
from dagster_project.warehouse.manifest import manifest

_NOT_SHOWN = {"is_suppressed", "suppressed_measures"}


@dataclass(frozen=True)
class Column:
    """One column as a reader meets it."""

    name: str
    label: Text
    definition: str
    format: str


@dataclass(frozen=True)
class Source:
    """One register behind a table: what is in force of it, and the day of the newest load."""

    name: str
    title: Text
    periods: int
    first: str
    last: str
    loaded: str


@dataclass(frozen=True)
class About:
    """One table."""

    definition: str
    keys: list[str]
    columns: list[Column]
    sources: list[Source]


def format_of(column: str) -> str:
    """How figures of a column are written."""
    return next(str(name) for name, pattern in words()["formats"] if re.search(pattern, column))


def _columns(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Column]:
    stated = connection.execute(
        "select column_name, label_da, label_en, description from governance.catalogue"
        " where table_schema = 'published' and table_name = ?",
        [table.name],
    ).fetchall()
    found = {
        name: Column(name, Text(da or name, en or name), about or "", format_of(name)) for name, da, en, about in stated
    }
    for name, label in words()["labels"].get(table.name, {}).items():
        found[name] = Column(name, Text(label["da"], label["en"]), "", format_of(name))
    return [found.get(name, Column(name, Text(name, name), "", format_of(name))) for name in table.columns]


def _sources(connection: duckdb.DuckDBPyConnection, table: Table, only: list[str]) -> list[Source]:
    stated = connection.execute(
        "select distinct source_registers from governance.catalogue"
        " where table_schema = 'published' and table_name = ?",
        [table.name],
    ).fetchall()
    names = {name for (text,) in stated for name in (text or "").split(", ") if name} or set(only)
    loads = connection.execute(
        "select source, count(distinct period), min(period), max(period), max(ended_date)::varchar"
        " from governance.load_summary where status = 'accepted' group by source"
    ).fetchall()
    in_force: Mapping[str, Any] = {row[0]: row[1:] for row in loads}
    contracts, found = load_contracts(), []
    for name in sorted(names & contracts.keys()):
        title = Text(contracts[name].title_da, contracts[name].title_en)
        found.append(Source(name, title, *in_force.get(name, (0, "", "", ""))))
    return found


def about_table(connection: duckdb.DuckDBPyConnection, table: Table, only: list[str]) -> About:
    """Everything that is said of one table; `only` are its registers where the catalogue names none."""
    nodes = manifest()["nodes"].values()
    published = [n for n in nodes if n["resource_type"] == "model" and n["schema"] == "published"]
    node: Mapping[str, Any] = next((n for n in published if n["alias"] == table.name), {})
    keys = meta(node).get("disclosure", {}).get("keys", []) if node else ["register", "year"]
    columns = [column for column in _columns(connection, table) if column.name not in _NOT_SHOWN]
    return About(node.get("description", ""), keys, columns, _sources(connection, table, only))


def shown_by_municipality(connection: duckdb.DuckDBPyConnection, entry: Entry, table: Table) -> dict[str, int]:
    """How many cells of a figure, but for zeros, can be seen in each municipality: it begins where there is most."""
    if "municipality_code" not in table.columns:
        return {}
    not_zero = "count(*) filter (where {0} is not null and try_cast({0} as double) is distinct from 0)"
    counted = " + ".join(not_zero.format(measure) for measure in entry.measures)
    wanted = [(column, "in", codes) for column, codes in entry.only.items()]
    wanted += [(column, "not in", codes) for column, codes in entry.drop.items()]
    where = " and ".join(["true", *(f"{column}::varchar {how} (select unnest(?))" for column, how, _ in wanted)])
    found = connection.execute(
        f"select municipality_code, {counted} from {relation(table.name)} where {where} group by 1",
        [codes for _, _, codes in wanted],
    )
    return {str(code): int(cells) for code, cells in found.fetchall()}


def compared_nationally(connection: duckdb.DuckDBPyConnection) -> list[str] | None:
    """Follow-up and indicator of those for which the country has a figure; None where the release does not say."""
    try:
        found = connection.execute(
            "select follow_up || '/' || indicator from core.dim_follow_up_indicator where has_national_comparison"
            " order by 1"
        ).fetchall()
    except duckdb.CatalogException:
        return None
    return [str(name) for (name,) in found]
