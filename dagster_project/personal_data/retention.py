"""Which loads have been kept long enough: years after the end of their period, or after another load replaced them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from dagster_project.contracts.model import Contract
from dagster_project.ledger import LoadRow
from dagster_project.ledger.expiry import Expiry
from dagster_project.outcomes import LoadStatus
from dagster_project.plausibility.calendar import last_day

PERIOD, REPLACED = "period", "replaced"
# A load that was rejected, or in which we failed, may have left files too: whether it did is asked of the folder.
_HAS_ROWS = (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED, LoadStatus.QUARANTINED)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March, so that nothing goes a day early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def period_end(contract: Contract, row: LoadRow) -> date:
    """The last day of the load's period; of a source without periods, the data cut at which the file was loaded."""
    return date.fromisoformat(row.as_of) if contract.period == "none" else last_day(contract.period, row.period)


def _replaced_on(row: LoadRow, loads: Iterable[LoadRow]) -> date:
    """The data cut at which another load took its place; its own, where it came too late to count."""
    by = [other.as_of for other in loads if other.supersedes == row.load_id]
    return date.fromisoformat(min(by, default=row.as_of))


def due_date(contract: Contract, row: LoadRow, loads: Iterable[LoadRow]) -> tuple[date, str]:
    """The day from which the load may not be kept, and which of the two terms says so."""
    term = contract.retention
    assert term is not None, contract.source
    due = (years_after(period_end(contract, row), term.years), PERIOD)
    if row.status is LoadStatus.SUPERSEDED:
        due = min(due, (years_after(_replaced_on(row, loads), term.superseded_years), REPLACED))
    return due


def expiries(
    contracts: Mapping[str, Contract], loads: Iterable[LoadRow], as_of: date, with_files: Collection[str] = ()
) -> list[Expiry]:
    """Loads that are due on the day of the data cut, in the order in which they were made.

    `with_files`: ids of loads that have rows, or rows set aside, in the restricted folder, whatever became of them.
    """
    loads = list(loads)
    found = []
    for row in loads:
        contract = contracts.get(row.source)
        if contract is None or row.status is LoadStatus.EXPIRED:
            continue
        if row.status not in _HAS_ROWS and row.load_id not in with_files:
            continue
        due, cause = due_date(contract, row, loads)
        if due < as_of:
            found.append(
                Expiry(
                    row.load_id, row.source, row.period, cause, due.isoformat(), row.rows_loaded, row.rows_quarantined
                )
            )
    return found


def is_over(contract: Contract, row: LoadRow, as_of: date) -> bool:
    """Whether a file of this period comes after the rows of the period were deleted for good."""
    term = contract.retention
    return term is not None and years_after(period_end(contract, row), term.years) < as_of
