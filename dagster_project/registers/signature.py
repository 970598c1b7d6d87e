"""What keeps a load from being in force, in words, and whether a person has answered for it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.sign_offs import Decision
from dagster_project.outcomes import CheckResult, Status

SIGNED_OFF = "signed_off"  # the one check that a person answers


@dataclass(frozen=True)
class Decided:
    """What the load in force was allowed: checks that may fail, and whether somebody signed it."""

    excused: frozenset[str] = frozenset()
    signed: bool = False


def signature(load_id: str, status: Status) -> CheckResult:
    """The result for a contract that demands a signature: not run until somebody has decided."""
    return CheckResult(
        load_id, SIGNED_OFF, "en navngiven person har godkendt leverancen", "a named person has accepted the load",
        "critical", "completeness", int(status is not Status.NOT_RUN), int(status.blocks), "", status,
    )  # fmt: skip


def decided_before(row: LoadRow, before: LoadRow | None, ledger: Ledger) -> Decided:
    """A decision is about a file: when it is read again, as after a later data cut, the decision still holds.

    Only in the place of the load it was made on, and only for what that one was excused from.
    """
    if before is None or before.sha256 != row.sha256:
        return Decided()
    checks = ledger.checks([before.load_id])
    passed = any(check.check_id == SIGNED_OFF and check.status is Status.PASS for check in checks)
    accepted = ledger.decisions().get(before.load_id) in (Decision.ACCEPT, Decision.OVERRIDE)
    return Decided(frozenset(check.check_id for check in checks if check.status.blocks), passed or accepted)


def held(load_id: str, blocking: Sequence[CheckResult]) -> tuple[str, str]:
    """Why the load waits, in Danish and English."""
    if [check.check_id for check in blocking] == [SIGNED_OFF]:
        command = f"plads sign-off {load_id} --decision accept|reject"
        return f"valideret, venter på underskrift: {command}", f"validated, waits for sign-off: {command}"
    da, en = _listed([check for check in blocking if check.check_id != SIGNED_OFF])
    return f"tilbageholdt: {da}", f"held: {en}"


def in_spite_of(blocking: Sequence[CheckResult]) -> tuple[str, str]:
    """Why a load with failed checks is in force."""
    da, en = _listed(blocking)
    return f"i kraft efter beslutning, trods: {da}", f"in force by decision, in spite of: {en}"


def newer(other: LoadRow) -> tuple[str, str]:
    """Why a load that may be in force is not."""
    if other.version > 1:
        return f"{other.load_id} har højere version og gælder", f"{other.load_id} has a higher version and is in force"
    return f"{other.load_id} er nyere og gælder", f"{other.load_id} is newer and is in force"


def _listed(blocking: Sequence[CheckResult]) -> tuple[str, str]:
    da = "; ".join(f"{c.description_da} ({c.failed} af {c.evaluated}: {c.status})" for c in blocking)
    en = "; ".join(f"{c.description_en} ({c.failed} of {c.evaluated}: {c.status})" for c in blocking)
    return da, en
