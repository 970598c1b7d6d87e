"""Whether readers still have the tables that somebody signed for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import duckdb

from dagster_project.ledger.sign_offs import REPORT, Decision, Entry
from dagster_project.settings import Settings
from dagster_project.sign_off.findings import Finding
from dagster_project.sign_off.readers import Copy, copies


def _signed(entries: Sequence[Entry]) -> dict[str, tuple[int, dict[str, str]]]:
    """Release → its first entry that says what the tables were: a later one cannot make others of them."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for entry in entries:
        if entry.subject_kind == REPORT and entry.decision in set(Decision):
            tables = json.loads(entry.evidence).get("tables")
            if tables is not None:  # a release that was signed before tables were bound
                found.setdefault(entry.subject_id, (entry.entry, tables))
    return found


def _compared(copy: Copy, entry: int, signed: dict[str, str]) -> Iterator[Finding]:
    try:
        now = copy.prints()
    except duckdb.Error as error:
        kind = type(error).__name__
        yield Finding(entry, f"{copy.da} kan ikke læses ({kind})", f"{copy.en} cannot be read ({kind})")
        return
    other = ", ".join(sorted(table for table in signed.keys() | now.keys() if signed.get(table) != now.get(table)))
    if other:
        yield Finding(
            entry,
            f"{copy.da} er ikke, hvad der blev underskrevet ({other})",
            f"{copy.en}: not what was signed ({other})",
        )


def check_release(settings: Settings, entries: Sequence[Entry]) -> list[Finding]:
    """The release that readers have against what was signed of it; one that nobody signed has nothing to keep to."""
    signed = _signed(entries)
    if not signed:
        return []
    try:
        there = list(copies(settings))
    except (duckdb.Error, KeyError, ValueError) as error:
        kind = type(error).__name__
        return [Finding(None, f"udgivelsen kan ikke læses ({kind})", f"the release cannot be read ({kind})")]
    return [finding for copy in there if copy.release in signed for finding in _compared(copy, *signed[copy.release])]
