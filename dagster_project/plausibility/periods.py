"""What became of every period: the calendar and the ledger side by side, so that nothing is absent unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dagster_project.contracts import Contract, load_contracts
from dagster_project.contracts.periods import NO_PERIOD
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import CheckResult, LoadStatus, Status
from dagster_project.plausibility.calendar import after, due_date, expected_periods, renewal_date
from dagster_project.settings import Settings

_WAS_IN_FORCE = (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED)


class State(StrEnum):
    ACCEPTED = "accepted"  # a load is in force
    QUARANTINED = "quarantined"  # something came, nothing of it is in force: held, refused or failed
    MISSING = "missing"  # nothing came, and the next one came or is due as well: it won't come by itself
    LATE = "late"  # nothing came and it is past its day; or a source without periods was not renewed
    NOT_DUE = "not_due"  # nothing came and there is time


@dataclass(frozen=True)
class PeriodState:
    """One period of one source; `is_expected` is false for one that came without being in the calendar."""

    source: str
    period: str
    state: State
    in_force_load: str | None
    latest_load: str | None
    due_date: date | None
    is_expected: bool
    was_ever_delivered: bool  # whether the source was, in any period


def _without_periods(contract: Contract, tried: Sequence[LoadRow], seen: date | None, as_of: date) -> PeriodState:
    """A source without periods: in force until it ought to have been renewed."""
    in_force = next((row for row in tried if row.status is LoadStatus.ACCEPTED), None)
    due = renewal_date(contract, seen) if seen and in_force else None
    state = State.ACCEPTED if in_force else State.QUARANTINED if tried else State.MISSING
    if due and due < as_of:
        state = State.LATE
    latest = tried[-1].load_id if tried else None
    return PeriodState(
        contract.source, NO_PERIOD, state, in_force.load_id if in_force else None, latest, due, True, bool(tried)
    )


def _without_load(contract: Contract, period: str, newest: str, as_of: date) -> State:
    due, next_due = due_date(contract, period), due_date(contract, after(contract.period, period))
    if period < newest or (next_due and next_due < as_of):
        return State.MISSING
    return State.LATE if due and due < as_of else State.NOT_DUE


def states_of(contract: Contract, loads: Iterable[LoadRow], as_of: date) -> list[PeriodState]:
    """Every period that was expected of the source or came, in order. `loads` in the order they were made."""
    named = [row for row in loads if row.source == contract.source and row.status is not LoadStatus.IGNORED]
    tried = [row for row in named if row.status not in (LoadStatus.DUPLICATE, LoadStatus.EXPIRED)]
    if contract.period == "none":
        held = [row for row in named if row.status in (*_WAS_IN_FORCE, LoadStatus.DUPLICATE)]
        seen = max((date.fromisoformat(row.as_of) for row in held), default=None)
        return [_without_periods(contract, tried, seen, as_of)]
    in_force = {row.period: row.load_id for row in tried if row.status is LoadStatus.ACCEPTED}
    latest = {row.period: row.load_id for row in tried}
    delivered = {row.period for row in tried if row.status in _WAS_IN_FORCE} or set(latest)
    if contract.in_force == "snapshot" and in_force:
        delivered = {max(in_force)}  # the newest holds all that counts: nobody waits for an earlier one
    gone = {row.period for row in named if row.status is LoadStatus.EXPIRED} - set(latest)
    expected = set(expected_periods(contract, delivered, as_of)) - gone
    newest = max(in_force, default="")
    found = []
    for period in sorted(expected | set(latest)):
        state = State.ACCEPTED if period in in_force else State.QUARANTINED
        if not tried:
            state = State.MISSING
        elif period not in latest:
            state = _without_load(contract, period, newest, as_of)
        found.append(
            PeriodState(
                contract.source, period, state, in_force.get(period), latest.get(period),
                due_date(contract, period), period in expected, bool(tried),
            )
        )  # fmt: skip
    return found


def period_states(contracts: Mapping[str, Contract], loads: Sequence[LoadRow], as_of: date) -> list[PeriodState]:
    """Every period of every source: expected, delivered or both."""
    return [state for contract in contracts.values() for state in states_of(contract, loads, as_of)]


def current_period_states(settings: Settings) -> list[PeriodState]:
    """The same for the ledger of an output folder as it is now, on the day of its data cut."""
    return period_states(load_contracts(), Ledger(settings.ledger).loads(), settings.as_of)


def alarms(states: Iterable[PeriodState]) -> list[PeriodState]:
    """Periods that are missing or late, of sources that were ever delivered; of others the build says so."""
    return [one for one in states if one.was_ever_delivered and one.state in (State.MISSING, State.LATE)]


def period_checks(states: Iterable[PeriodState]) -> list[CheckResult]:
    """One result per alarm: a period without a load was never checked, so it cannot pass."""
    return [
        CheckResult(
            f"{one.source}-{one.period}-{one.state}", "period_present",
            f"perioden {one.period} er indlæst", f"period {one.period} is loaded",
            "warning", "completeness", 0, 1, "no load in force", Status.NOT_RUN,
        )
        if one.state is State.MISSING
        else CheckResult(
            f"{one.source}-{one.period}-{one.state}", "period_on_time",
            f"{one.period} er kommet til tiden", f"{one.period} came in time",
            "warning", "timeliness", 1, 1, f"due {one.due_date}", Status.WARN,
        )
        for one in alarms(states)
    ]  # fmt: skip
