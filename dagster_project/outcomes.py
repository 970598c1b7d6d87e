"""What one step tells the next: candidates, check results, load records. Counts and names only, never values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

Progress = Callable[[str], None]


class Status(StrEnum):
    """Answer of one check. `ERROR` and `NOT_RUN` block exactly as `FAIL` does: silence is not consent."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    ERROR = "error"
    NOT_RUN = "not run"
    NOT_APPLICABLE = "not applicable"

    @property
    def blocks(self) -> bool:
        return self in (Status.FAIL, Status.ERROR, Status.NOT_RUN)


class LoadStatus(StrEnum):
    """What became of one attempt to load one file."""

    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"  # was accepted; a newer load of the period is in force; its rows stay readable
    QUARANTINED = "quarantined"  # read, but held until a person signs off
    REJECTED = "rejected"  # the file as a whole could not be used
    DUPLICATE = "duplicate"  # the same bytes as an earlier load: nothing to do
    EXPIRED = "expired"  # its retention is over: the rows are gone, the record stays
    IGNORED = "ignored"  # the name fits no source or period
    ERROR = "error"  # we failed, not the file


@dataclass(frozen=True)
class Candidate:
    """One file, read and typed, waiting for validation."""

    load_id: str
    source: str
    period: str
    parquet: Path
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_before: int | None  # rows of the load in force that this one would supersede
    rows_erased: int = 0  # rows of people who are to be forgotten


@dataclass(frozen=True)
class Profile:
    """One load in figures, for comparison with other periods. Code counts are for the restricted ledger only."""

    rows: int
    measures: dict[str, float] = field(default_factory=dict)  # by the measure's own words; a null has none
    codes: dict[str, dict[str, int]] = field(default_factory=dict)  # column → code ('' where there is none) → rows


@dataclass(frozen=True)
class CheckResult:
    """One expectation on one load: `evaluated` and `failed` are row counts, `observed` a figure as text."""

    load_id: str
    check_id: str
    description_da: str
    description_en: str
    severity: str  # critical | warning | info
    dimension: str  # completeness | validity | uniqueness | consistency | timeliness | plausibility
    evaluated: int
    failed: int
    observed: str
    status: Status


@dataclass(frozen=True)
class LoadRecord:
    """One row of the ledger, as the report and Dagster show it."""

    load_id: str
    source: str
    period: str
    file_name: str
    status: LoadStatus
    reason: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int


@dataclass(frozen=True)
class SourceOutcome:
    """What happened to one source in one run."""

    source: str
    loads: list[LoadRecord] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)
    in_force: int = 0  # loads in force after the run; none means that nothing can be built on the source
    changed: bool = False  # the set of loads in force is another than before
