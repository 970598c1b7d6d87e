"""The first page: every source and period at a glance, what to do next, what was left out, how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dagster_project.contracts.model import Contract
from dagster_project.contracts.periods import NO_PERIOD
from dagster_project.plausibility.periods import PeriodState
from dagster_project.report import states
from dagster_project.report.next_steps import next_steps
from dagster_project.report.run import Run


@dataclass(frozen=True)
class Cell:
    """One period in the matrix: its label inside the year, and its states."""

    period: str
    label: str
    kinds: Sequence[states.Kind]


@dataclass(frozen=True)
class Line:
    """One source: a list of cells for each column of the matrix."""

    contract: Contract
    in_force: int
    cells: Sequence[Sequence[Cell]]


def _year(period: PeriodState) -> str:
    return "" if period.period == NO_PERIOD else period.period[:4]


def _line(run: Run, contract: Contract, years: Sequence[str]) -> Line:
    own = run.periods_of(contract.source)
    cells: dict[str, list[Cell]] = {year: [] for year in years}
    for period in own:
        year = _year(period)
        cells[year].append(Cell(period.period, period.period[4:] if year else "", states.of_period(run, period)))
    return Line(contract, sum(period.in_force_load is not None for period in own), list(cells.values()))


def overview(run: Run) -> dict[str, Any]:
    """The context of the first page."""
    years = sorted({_year(period) for period in run.periods} | {""})
    return {
        "run": run,
        "years": years,
        "lines": [_line(run, contract, years) for contract in run.contracts.values()],
        "counted": states.counted(run, run.periods),
        "steps": next_steps(run),
        "unplaced": [load for load in run.loads if load.status == "ignored"],
    }
