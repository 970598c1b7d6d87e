"""The deciding step: validate the files of a wave together, then accept, hold or reject each of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dagster_project.contracts.code_lists import CodeList
from dagster_project.contracts.model import Contract
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import Candidate, CheckResult, LoadRecord, LoadStatus, Progress, Status
from dagster_project.plausibility.compare import compare
from dagster_project.registers.signature import decided_before, held, in_spite_of, newer, signature
from dagster_project.registers.typing_step import Read
from dagster_project.settings import Settings
from dagster_project.timings import timed
from dagster_project.validation import validate

READABLE = "file_readable"


def _candidate(read: Read, before: LoadRow | None, settings: Settings) -> Candidate:
    row, result = read.row, read.result
    assert result is not None
    parquet = settings.registers / row.source / f"{row.load_id}.parquet"
    rows_before = before.rows_loaded if before and row.version >= before.version else None
    return Candidate(
        row.load_id, row.source, row.period, parquet, result.rows_read, result.rows_loaded,
        result.rows_quarantined, rows_before, row.rows_erased,
    )  # fmt: skip


def _readable(row: LoadRow, status: Status) -> CheckResult:
    failed = 0 if status is Status.PASS else 1
    return CheckResult(
        row.load_id, READABLE, "filen kan læses efter kontrakten", "the file can be read to its contract", "critical",
        "validity", 1, failed, row.reason_en, status,
    )  # fmt: skip


def _turned_away(read: Read, ledger: Ledger) -> tuple[LoadRecord, list[CheckResult]]:
    checks = [_readable(read.row, Status.ERROR if read.row.status is LoadStatus.ERROR else Status.FAIL)]
    ledger.settle(read.row, (), checks)
    return read.row.record(), checks


def _decide(read: Read, checks: list[CheckResult], before: LoadRow | None, excused: Collection[str]) -> LoadRow:
    blocking = [check for check in checks if check.status.blocks]
    if not {check.check_id for check in blocking} <= set(excused):
        return read.row.with_outcome(LoadStatus.QUARANTINED, *held(read.row.load_id, blocking))
    if before and before.version > read.row.version:
        return read.row.with_outcome(LoadStatus.SUPERSEDED, *newer(before))
    reasons = in_spite_of(blocking) if blocking else ("", "")
    return read.row.with_outcome(LoadStatus.ACCEPTED, *reasons, supersedes=before.load_id if before else None)


def settle_wave(
    reads: Sequence[Read],
    ledger: Ledger,
    contract: Contract,
    settings: Settings,
    code_lists: dict[str, CodeList],
    progress: Progress,
) -> tuple[list[LoadRecord], list[CheckResult]]:
    """Settles every read of a wave in the ledger. No two reads of a wave share a period."""
    in_force = {row.period: row for row in ledger.in_force(contract.source)}
    records: list[LoadRecord] = []
    results: list[CheckResult] = []
    readable = [read for read in reads if read.result is not None]
    for read in reads:
        if read.result is None:
            record, checks = _turned_away(read, ledger)
            records.append(record)
            results += checks
    if not readable:
        return records, results
    candidates = [_candidate(read, in_force.get(read.row.period), settings) for read in readable]
    with timed(settings, "validate", contract.source):
        found = validate(
            contract, candidates, as_of=settings.as_of, code_lists=code_lists, docs=settings.data_docs,
            memory_limit=settings.reader_memory, threads=settings.threads, limits=settings.limits,
        )  # fmt: skip
    stored = ledger.profiles(row.load_id for row in in_force.values())
    profiles = {row.period: stored[row.load_id] for row in in_force.values() if row.load_id in stored}
    for read in sorted(readable, key=lambda read: read.row.period):  # each period meets those before it settled
        of_load = [check for check in found.checks if check.load_id == read.row.load_id]
        if not of_load:
            raise RuntimeError(f"{read.row.load_id} was not validated")
        profile = found.profiles.get(read.row.load_id)
        compared = compare(contract, read.row.load_id, read.row.period, profile, profiles, code_lists)
        checks = [_readable(read.row, Status.PASS), *of_load, *compared]
        before = in_force.get(read.row.period)
        decided = decided_before(read.row, before, ledger)
        if contract.sign_off_required:
            checks.append(signature(read.row.load_id, Status.PASS if decided.signed else Status.NOT_RUN))
        row = _decide(read, checks, before, decided.excused)
        ledger.settle(row, read.quarantine, checks, profile)
        if profile and row.status is LoadStatus.ACCEPTED:
            profiles[row.period] = profile
        progress(f"{contract.source} {row.period}: {row.status}" + (f", {row.reason_en}" if row.reason_en else ""))
        records.append(row.record())
        results += checks
    return records, results
