"""Whether the ledger's loads are still those that were signed, and in the state that was decided."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from dagster_project.ledger import LoadRow
from dagster_project.ledger.sign_offs import LOAD, Decision, Entry
from dagster_project.outcomes import CheckResult, LoadStatus, Status
from dagster_project.registers.settle import READABLE
from dagster_project.sign_off.findings import Finding
from dagster_project.sign_off.subject import age
from dagster_project.validation.check import CRITICAL

_BOUND = ("source", "period", "file_name", "sha256", "rows_read")
_COUNTS = ("rows_loaded", "rows_quarantined")
_TAKEN_IN = (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED)
_GONE = ("expired",)  # rows kept long enough are deleted, whatever had been decided
_ERASURE = "erasure"  # a kind of entry: after one, loads may have fewer rows than were signed


def _decisions(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.subject_kind == LOAD and entry.decision in set(Decision)]


def _evidence(entry: Entry) -> dict[str, object]:
    try:
        found = json.loads(entry.evidence)
    except (TypeError, ValueError):  # then the chain says so as well
        return {}
    return found if isinstance(found, dict) else {}


def _differs(entry: Entry, row: LoadRow, *, erased: bool) -> list[str]:
    """Names of what is not as it was signed."""
    signed = _evidence(entry)
    other = [name for name in _BOUND if signed.get(name) != getattr(row, name)]
    for name in _COUNTS:
        then, now = signed.get(name), getattr(row, name)
        fewer = erased and isinstance(then, int) and now <= then
        other += [] if then == now or fewer else [name]
    return other


def _bound(entries: Sequence[Entry], loads: Mapping[str, LoadRow]) -> Iterator[Finding]:
    last_erasure = max((entry.entry for entry in entries if entry.subject_kind == _ERASURE), default=0)
    for entry in _decisions(entries):
        row = loads.get(entry.subject_id)
        if row is None:
            yield Finding(
                entry.entry,
                f"{entry.subject_id} findes ikke længere i ledgeren",
                f"{entry.subject_id} is not in the ledger any more",
            )
            continue
        other = ", ".join(_differs(entry, row, erased=last_erasure > entry.entry))
        if other:
            yield Finding(
                entry.entry,
                f"{row.load_id} er ikke, hvad der blev underskrevet ({other})",
                f"{row.load_id} is not what was signed ({other})",
            )


def _carried_out(entries: Sequence[Entry], loads: Mapping[str, LoadRow]) -> Iterator[Finding]:
    for load_id, entry in {entry.subject_id: entry for entry in _decisions(entries)}.items():
        row = loads.get(load_id)
        allowed = (LoadStatus.REJECTED,) if entry.decision == Decision.REJECT else _TAKEN_IN
        if row is not None and row.status not in allowed and row.status.value not in _GONE:
            yield Finding(
                entry.entry,
                f"{load_id} er {row.status}, men beslutningen er {entry.decision}",
                f"{load_id} is {row.status}, but the decision is {entry.decision}",
            )


def _without_a_word(
    entries: Sequence[Entry], loads: Mapping[str, LoadRow], checks: Sequence[CheckResult]
) -> Iterator[Finding]:
    """Loads whose state only a decision could have given them, and there is none on the file."""
    last = {entry.subject_id: entry.decision for entry in _decisions(entries)}
    answered = {
        (row.source, row.period, row.sha256)
        for load_id, decision in last.items()
        if decision != Decision.REJECT and (row := loads.get(load_id))
    }
    failed = {c.load_id for c in checks if c.status.blocks and c.severity == CRITICAL}
    readable = {c.load_id for c in checks if c.check_id == READABLE and c.status is Status.PASS}
    for row in loads.values():
        signed = (row.source, row.period, row.sha256) in answered
        if row.load_id in failed and row.status in _TAKEN_IN and not signed:
            yield Finding(
                None,
                f"{row.load_id} har været i kraft trods fejl, og ingen har underskrevet",
                f"{row.load_id} came into force in spite of failed checks, and nobody signed",
            )
        if row.load_id in readable and row.status is LoadStatus.REJECTED and last.get(row.load_id) != Decision.REJECT:
            yield Finding(
                None,
                f"{row.load_id} er afvist, og ingen har underskrevet",
                f"{row.load_id} is rejected, and nobody signed",
            )


def _out_of_place(entries: Sequence[Entry], rows: Sequence[LoadRow], gone: Collection[str]) -> Iterator[Finding]:
    """In force is the newest of a period's loads that were let in: one set aside for an older was set aside by hand.

    A load stays behind without a newer one where a person rejected its bytes, where its own rows are gone, or where
    retention took the newer one.
    """
    out = {entry.subject_id for entry in _decisions(entries) if entry.decision == Decision.REJECT}
    rejected = {(row.source, row.period, row.sha256) for row in rows if row.load_id in out}
    newest: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        if row.status is LoadStatus.ACCEPTED or row.status.value in _GONE:
            newest[row.source, row.period] = max(age(row), newest.get((row.source, row.period), (0, 0)))
    last = {entry.subject_id: entry.entry for entry in _decisions(entries)}
    for row in rows:
        there = row.load_id not in gone
        left = there and row.status is LoadStatus.SUPERSEDED and (row.source, row.period, row.sha256) not in rejected
        if left and newest.get((row.source, row.period), (0, 0)) < age(row):
            yield Finding(
                last.get(row.load_id),
                f"{row.load_id} er afløst, men ingen nyere er i kraft, og ingen har underskrevet",
                f"{row.load_id} is superseded, but no newer one is in force, and nobody signed",
            )


def check_loads(
    entries: Sequence[Entry], rows: Sequence[LoadRow], checks: Sequence[CheckResult], gone: Collection[str] = ()
) -> list[Finding]:
    """What was signed against what is there now. `gone`: loads whose typed rows are not there."""
    loads = {row.load_id: row for row in rows}
    return [
        *_bound(entries, loads),
        *_carried_out(entries, loads),
        *_without_a_word(entries, loads, checks),
        *_out_of_place(entries, rows, gone),
    ]
