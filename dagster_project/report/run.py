"""What the site stands on: one reading of ledger, calendar and last build. Counts and names, never values."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dagster_project.contracts import Contract, load_contracts
from dagster_project.contracts.person_numbers import name_without_person_numbers
from dagster_project.landing import discover
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import Status
from dagster_project.plausibility.periods import PeriodState, period_states
from dagster_project.settings import Settings
from dagster_project.warehouse.state import Build, last_build

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """One finished step of the run."""

    name: str
    seconds: float
    succeeded: bool


@dataclass(frozen=True)
class Run:
    """An output folder as it is now, and the steps of the run that wrote it."""

    settings: Settings
    contracts: Mapping[str, Contract]
    loads: Sequence[LoadRow]
    periods: Sequence[PeriodState]
    checks: Mapping[str, Sequence[Record]]  # by load
    quarantine: Mapping[str, Sequence[Record]]  # by load
    sign_offs: Mapping[str, Sequence[Record]]  # by what was signed
    revisions: Mapping[str, Sequence[Record]]  # by the load that took another's place
    build: Build | None
    stages: Sequence[Stage] = ()
    by_id: Mapping[str, LoadRow] = field(default_factory=dict)
    strays: frozenset[str] = frozenset()  # names in the landing folder that fit no source or period

    def loads_of(self, source: str) -> list[LoadRow]:
        return [load for load in self.loads if load.source == source]

    def periods_of(self, source: str) -> list[PeriodState]:
        return [period for period in self.periods if period.source == source]

    def warned(self, load_id: str) -> int:
        """How many checks of a load ended in a warning."""
        return sum(check["status"] == Status.WARN for check in self.checks.get(load_id, ()))

    @property
    def where(self) -> str:
        """The option that lets a command mean this output folder, whatever folder it is given in."""
        return f"--out {shlex.quote(str(self.settings.out))}"

    @property
    def failed_steps(self) -> list[str]:
        return [stage.name for stage in self.stages if not stage.succeeded]


def _grouped(ledger: Ledger, table: str, by: str) -> dict[str, list[Record]]:
    names, rows = ledger.table(table)
    found: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        record = dict(zip(names, row, strict=True))
        found[record[by]].append(record)
    return found


def _strays(settings: Settings, contracts: Mapping[str, Contract]) -> frozenset[str]:
    found = discover(settings.landing, contracts) if settings.landing.is_dir() else []
    return frozenset(name_without_person_numbers(entry.path.name) for entry in found if entry.name is None)


def gather(settings: Settings, stages: Sequence[Stage] = ()) -> Run:
    """Everything that is known without opening a table of the warehouse."""
    ledger, contracts = Ledger(settings.ledger), load_contracts()
    loads = ledger.loads()
    return Run(
        settings=settings,
        contracts=contracts,
        loads=loads,
        periods=period_states(contracts, loads, settings.as_of),
        checks=_grouped(ledger, "check_result", "load_id"),
        quarantine=_grouped(ledger, "quarantine", "load_id"),
        sign_offs=_grouped(ledger, "sign_off", "subject_id"),
        revisions=_grouped(ledger, "revision", "new_load"),
        build=last_build(settings),
        stages=stages,
        by_id={load.load_id: load for load in loads},
        strays=_strays(settings, contracts),
    )
