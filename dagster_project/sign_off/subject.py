"""The load that somebody wants to decide on: what it is, and whether it can be decided on at all."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.sign_offs import Decision
from dagster_project.outcomes import CheckResult, LoadStatus
from dagster_project.registers.signature import SIGNED_OFF
from dagster_project.settings import Settings
from dagster_project.sign_off.refusal import Refusal


@dataclass(frozen=True)
class Subject:
    """One load among all attempts at its source and period."""

    settings: Settings
    row: LoadRow
    siblings: tuple[LoadRow, ...]  # every attempt of the period, this one too
    rejected: frozenset[str]  # ids of loads that a person rejected
    checks: tuple[CheckResult, ...]

    @property
    def in_force(self) -> LoadRow | None:
        return next((row for row in self.siblings if row.status is LoadStatus.ACCEPTED), None)

    @property
    def failed(self) -> list[CheckResult]:
        """Checks that hold the load, but for the one that a person answers."""
        return [check for check in self.checks if check.status.blocks and check.check_id != SIGNED_OFF]

    @property
    def is_rejected(self) -> bool:
        """By a person; a file that could not be read is another matter."""
        return self.row.status is LoadStatus.REJECTED and self.row.load_id in self.rejected

    def is_typed(self, row: LoadRow) -> bool:
        """Whether the rows of a load are still there to be in force."""
        return (self.settings.registers / row.source / f"{row.load_id}.parquet").is_file()

    def comes_back(self) -> LoadRow | None:
        """What takes the place of this load: the newest of those that were in force or could have been.

        Never the bytes of a load that a person rejected, under whatever name they were read, nor rows that are gone.
        """
        out = {row.sha256 for row in self.siblings if row.load_id in self.rejected} | {self.row.sha256}
        left = [
            row
            for row in self.siblings
            if row.status is LoadStatus.SUPERSEDED and row.sha256 not in out and self.is_typed(row)
        ]
        return max(left, key=age, default=None)


def age(row: LoadRow) -> tuple[int, int]:
    """The highest version is newest, otherwise the order of arrival."""
    return row.version, row.sequence


def _can_be_decided(row: LoadRow, rejected: frozenset[str]) -> bool:
    if row.status is LoadStatus.REJECTED:
        return row.load_id in rejected
    return row.status in (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED, LoadStatus.QUARANTINED)


def find_subject(settings: Settings, ledger: Ledger, load_id: str) -> Subject:
    """Raises Refusal for a load that is not there, could not be read, or was read again since."""
    every = ledger.loads()
    row = next((row for row in every if row.load_id == load_id), None)
    if row is None:
        raise Refusal(f"ingen leverance hedder {load_id}", f"no load is called {load_id}")
    rejected = frozenset(found for found, said in ledger.decisions().items() if said is Decision.REJECT)
    if not _can_be_decided(row, rejected):
        raise Refusal(
            f"{load_id} kan ikke besluttes ({row.status}): {row.reason_da}",
            f"{load_id} cannot be decided on ({row.status}): {row.reason_en}",
        )
    siblings = tuple(other for other in every if (other.source, other.period) == (row.source, row.period))
    again = [
        other
        for other in siblings
        if other.sha256 == row.sha256 and other.sequence > row.sequence and _can_be_decided(other, rejected)
    ]
    if again:
        newest = again[-1].load_id
        raise Refusal(
            f"samme fil er siden læst som {newest}: beslut om den",
            f"the same file was read again as {newest}: decide on that",
        )
    return Subject(settings, row, siblings, rejected, tuple(ledger.checks([load_id])))
