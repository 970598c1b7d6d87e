"""The expected calendar of a source: which periods there ought to be, from when to when each goes, when it is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from dagster_project.contracts import Contract
from dagster_project.contracts.model import PeriodKind
from dagster_project.contracts.periods import NO_PERIOD

_MONTHS: dict[PeriodKind, int] = {"year": 12, "school_year": 12, "quarter": 3, "half_year": 6}
_LAST_MONTH_OF_SCHOOL_YEAR = 7


def _last_month(kind: PeriodKind, period: str) -> tuple[int, int]:
    """Year and month in which the period ends."""
    year = int(period[:4])
    if kind == "school_year":
        return year, _LAST_MONTH_OF_SCHOOL_YEAR
    return year, int(period[4:] or 12)


def _plus(year: int, month: int, months: int) -> tuple[int, int]:
    years, rest = divmod(year * 12 + month - 1 + months, 12)
    return years, rest + 1


def last_day(kind: PeriodKind, period: str) -> date:
    """The last day that the period covers."""
    year, month = _last_month(kind, period)
    return date(year, month, monthrange(year, month)[1])


def first_day(kind: PeriodKind, period: str) -> date:
    """The first day that the period covers."""
    return date(*_plus(*_last_month(kind, period), 1 - _MONTHS[kind]), 1)


def after(kind: PeriodKind, period: str, months: int | None = None) -> str:
    """The next period, or the one so many months later."""
    step = months or _MONTHS[kind]
    year, month = _plus(*_last_month(kind, period), step)
    return f"{year}{month:02d}" if kind in ("quarter", "half_year") else str(year)


def due_date(contract: Contract, period: str) -> date | None:
    """The day by which the period ought to be there; None where the contract does not say or knows no periods."""
    days = contract.calendar.latency_days
    if days is None or contract.period == "none":
        return None
    return last_day(contract.period, period) + timedelta(days=days)


def renewal_date(contract: Contract, seen: date) -> date | None:
    """The day by which a source without periods ought to come again, when it was last seen on a given day."""
    months, days = contract.calendar.every_months, contract.calendar.latency_days
    if months is None or days is None:
        return None
    year, month = _plus(seen.year, seen.month, months)
    return date(year, month, min(seen.day, monthrange(year, month)[1])) + timedelta(days=days)


def _rhythm(contract: Contract, delivered: Collection[str]) -> int | None:
    """Months between periods: what the contract says, or a year for a source that always comes in the same month."""
    if len(delivered) > 1 and len({period[4:] for period in delivered}) == 1:
        return max(12, contract.calendar.every_months or 0)
    return contract.calendar.every_months


def _newest_due(contract: Contract, as_of: date) -> str:
    """The newest period that ought to be there on the day."""
    periods = [str(as_of.year - 2)]
    if contract.period in ("quarter", "half_year"):
        periods = [f"{as_of.year - 2}12"]
    while (due := due_date(contract, after(contract.period, periods[-1]))) and due < as_of:
        periods.append(after(contract.period, periods[-1]))
    return periods[-1]


def expected_periods(contract: Contract, delivered: Collection[str], as_of: date) -> list[str]:
    """Every period from the first one to the one that the day lies in, or to the last that the contract names.

    Of a source that nobody ever delivered, the newest period that is due: one line says that it is not there.
    """
    if contract.period == "none":
        return [NO_PERIOD]
    first = contract.calendar.first_period or min(delivered, default=None)
    last = contract.calendar.last_period
    if first is None:
        newest = _newest_due(contract, as_of)
        return [min(newest, last) if last else newest]
    step, period, found = _rhythm(contract, delivered), first, []
    while first_day(contract.period, period) <= as_of and (last is None or period <= last):
        found.append(period)
        period = after(contract.period, period, step)
    return found
