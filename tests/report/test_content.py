"""The page says of each period what is in force, and what was turned away after it."""

from __future__ import annotations

import pytest

from dagster_project.ledger import LoadRow
from dagster_project.outcomes import LoadStatus
from dagster_project.report.content import state_of_periods

ACCEPTED, SUPERSEDED, HELD = LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED, LoadStatus.QUARANTINED
REJECTED, DUPLICATE = LoadStatus.REJECTED, LoadStatus.DUPLICATE


def _row(sequence: int, period: str, status: LoadStatus) -> LoadRow:
    return LoadRow(
        f"bufo-{period}-{sequence:06d}", sequence, "bufo", period, 1, "bufo.csv", "csv", "00", 1, 1,
        status, "2024-12-31", "tester", "1", "2024-12-31T00:00:00+00:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attempts", "shown"),
    [
        ([ACCEPTED], [ACCEPTED]),
        ([SUPERSEDED, ACCEPTED], [ACCEPTED]),
        ([ACCEPTED, HELD], [ACCEPTED, HELD]),
        ([REJECTED, ACCEPTED], [ACCEPTED]),
        ([HELD, REJECTED], [REJECTED]),
        ([ACCEPTED, DUPLICATE], [ACCEPTED]),
        ([ACCEPTED, SUPERSEDED], [ACCEPTED]),  # a lower version that came late
    ],
)
def test_state_of_a_period(attempts: list[LoadStatus], shown: list[LoadStatus]) -> None:
    rows = [_row(sequence, "2023", status) for sequence, status in enumerate(attempts)]
    assert [row.status for row in state_of_periods(rows)] == shown
