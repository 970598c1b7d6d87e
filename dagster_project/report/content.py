"""What stands on the page, gathered from the ledger and the last build. Counts and names only, never values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dagster_project.contracts import load_contracts
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import LoadStatus
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.state import last_build

_NOT_SHOWN = {LoadStatus.DUPLICATE}
_NO_STATE = {LoadStatus.DUPLICATE, LoadStatus.SUPERSEDED}


@dataclass(frozen=True)
class Stage:
    """One finished step of the run."""

    name: str
    seconds: float
    succeeded: bool


@dataclass(frozen=True)
class SourceLine:
    """One source: the state of each of its periods, and how many are in force."""

    source: str
    title_da: str
    title_en: str
    periods: list[LoadRow]
    in_force: int


@dataclass(frozen=True)
class Quarantined:
    source: str
    column: str
    reason_da: str
    reason_en: str
    rows: int


@dataclass(frozen=True)
class Content:
    settings: Settings
    sources: list[SourceLine]
    loads: list[LoadRow]
    quarantine: list[Quarantined]
    built: list[str]
    left_out: dict[str, list[str]]
    complete: bool
    stages: list[Stage]


def state_of_periods(loads: Iterable[LoadRow]) -> list[LoadRow]:
    """For each period what is in force, and beside it the newest later attempt that was turned away."""
    in_force: dict[str, LoadRow] = {}
    later: dict[str, LoadRow] = {}
    for load in loads:
        if load.status is LoadStatus.ACCEPTED:
            in_force[load.period] = load
            later.pop(load.period, None)
        elif load.status not in _NO_STATE:
            later[load.period] = load
    periods = sorted({*in_force, *later})
    return [found[period] for period in periods for found in (in_force, later) if period in found]


def _source_lines(loads: list[LoadRow]) -> list[SourceLine]:
    lines = []
    for contract in load_contracts().values():
        own = [load for load in loads if load.source == contract.source]
        in_force = sum(load.status is LoadStatus.ACCEPTED for load in own)
        lines.append(SourceLine(contract.source, contract.title_da, contract.title_en, state_of_periods(own), in_force))
    return lines


def _quarantine(ledger: Ledger, loads: list[LoadRow]) -> list[Quarantined]:
    source_of = {load.load_id: load.source for load in loads}
    names, rows = ledger.table("quarantine")
    totals: dict[tuple[str, str, str, str], int] = {}
    for row in (dict(zip(names, values, strict=True)) for values in rows):
        key = (source_of.get(row["load_id"], ""), row["column_name"], row["description_da"], row["description_en"])
        totals[key] = totals.get(key, 0) + row["rows"]
    return [Quarantined(*key, count) for key, count in sorted(totals.items(), key=lambda item: -item[1])]


def gather(settings: Settings, stages: list[Stage]) -> Content:
    """Everything the page shows, for the output folder as it is now."""
    ledger = Ledger(settings.ledger)
    loads = ledger.loads()
    build = last_build(settings)
    left_out = build.left_out if build else {}
    with_risk = build is not None and build.state.risk_model
    tables = [str(table) for table in published_nodes(manifest(), risk_model=with_risk).values()]
    return Content(
        settings=settings,
        sources=_source_lines(loads),
        loads=[load for load in reversed(loads) if load.status not in _NOT_SHOWN],
        quarantine=_quarantine(ledger, loads),
        built=[table for table in tables if table not in left_out] if build else [],
        left_out=left_out,
        complete=build is not None,
        stages=stages,
    )
