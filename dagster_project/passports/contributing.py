"""Which loads can have contributed to one row: fewer than all in force only where the models prove it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dagster_project.column_lineage import ColumnLineage
from dagster_project.contracts import Contract
from dagster_project.ledger import LoadRow
from dagster_project.passports.release import Release
from dagster_project.plausibility.calendar import first_day, last_day

_SCHOOL_YEAR = re.compile(r"(\d{4})/\d{4}")
_HALF_YEAR = re.compile(r"(\d{4})H([12])")
_BINDING = ("reject", "quarantine", "critical")
Span = tuple[date, date]


def span_of(column: str, value: str) -> Span | None:
    """First and last day that a key's value stands for; None when it is no time."""
    if found := _SCHOOL_YEAR.fullmatch(value):
        return date(int(found[1]), 8, 1), date(int(found[1]) + 1, 7, 31)
    if found := _HALF_YEAR.fullmatch(value):
        year, half = int(found[1]), int(found[2])
        return date(year, 6 * half - 5, 1), date(year, 6 * half, 30 if half == 1 else 31)
    if column.endswith("year") and value.isdecimal() and len(value) == 4:
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


def _says_the_period(contract: Contract) -> set[str]:
    """Cells of the source that lie in its file's period: the name, and columns that a binding rule holds to it."""
    held = {rule.columns[0] for rule in contract.rules if rule.kind == "period" and rule.severity in _BINDING}
    return {f"{contract.source}._period", *(f"{contract.source}.{column}" for column in held)}


def _models_between(release: Release, table: str, source: str) -> set[str]:
    """schema.table of the models through which the source's rows reach the mart."""
    mart = f"marts.{table}"
    direct: dict[str, set[str]] = {}
    for key in release.models_behind(table):
        node = release.node(key)
        parents = release.manifest["parent_map"][key]
        direct[f"{node['schema']}.{node['alias']}"] = {_table(release, parent) for parent in parents}
    found, waiting = set(), [f"registers.{source}"]
    while waiting:
        parent = waiting.pop()
        for child, parents in direct.items():
            if parent in parents and child not in found and child != f"published.{table}":
                found.add(child)
                waiting.append(child)
    return found | {mart}


def _table(release: Release, unique_id: str) -> str:
    node = release.manifest["nodes"].get(unique_id) or release.manifest["sources"][unique_id]
    return f"{node['schema']}.{node.get('alias') or node.get('identifier')}"


def _stays_in_its_row(lineage: ColumnLineage, between: set[str], contract: Contract) -> bool:
    """No model on the way puts rows of the source beside rows of its other periods: a window, or a join with itself."""
    on_the_way, period = between | {f"registers.{contract.source}"}, _says_the_period(contract)

    def of_one_period(table: str, columns: list[str]) -> bool:
        behind = [lineage.of(table, column) for column in columns]
        return any(one is not None and one.is_resolved and one.values and one.values <= period for one in behind)

    return all(
        table in lineage.compared
        and all(
            of_one_period(other, lineage.compared[table][other]) for other in on_the_way & set(lineage.compared[table])
        )
        for table in between
    )


def periods_that_count(release: Release, table: str, source: str, keys: Mapping[str, str]) -> Span | None:
    """The days that a row's key confines the source to; None when it may have rows from any load."""
    contract = release.run.contracts[source]
    between = _models_between(release, table, source)
    if contract.period == "none" or not _stays_in_its_row(release.lineage, between, contract):
        return None
    for column, value in keys.items():
        behind, span = release.lineage.of(f"published.{table}", column), span_of(column, value)
        if behind and span and behind.is_resolved and behind.values & _says_the_period(contract):
            return span
    return None


def contributing(release: Release, table: str, keys: Mapping[str, str]) -> dict[str, tuple[Span | None, list[LoadRow]]]:
    """Source → the days that it is confined to, and the loads in force that can have a part in the row."""
    found = {}
    for source in release.sources_behind(table):
        loads = [release.run.by_id[load_id] for load_id in release.build.state.loads.get(source, [])]
        span, kind = periods_that_count(release, table, source, keys), release.run.contracts[source].period
        if span:
            loads = [
                row for row in loads if first_day(kind, row.period) <= span[1] and last_day(kind, row.period) >= span[0]
            ]
        found[source] = (span, loads)
    return found
