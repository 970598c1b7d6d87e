"""Whether the chain holds in itself. Pure: entries and a key in, findings out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from dagster_project.ledger.sign_offs import Entry
from dagster_project.sign_off.chain import BEGINNING, fingerprint, fits
from dagster_project.sign_off.findings import Finding

LOG, RESEALED = "log", "reseal"  # the entry that begins a new key: it vouches for all before it


def vouched_for(entries: Sequence[Entry], key: bytes) -> list[str]:
    """Fingerprints of the entries that were written under earlier keys, as the last change of key noted them."""
    for entry in reversed(entries):
        if (entry.subject_kind, entry.decision) == (LOG, RESEALED) and fits(entry, key):
            return list(json.loads(entry.evidence)["fingerprints"])
    return []


def _gaps(entries: Sequence[Entry]) -> Iterator[Finding]:
    expected = 1
    for entry in entries:
        for missing in range(expected, entry.entry):
            yield Finding(missing, "er fjernet", "was removed")
        if entry.entry < expected:
            yield Finding(entry.entry, "står ikke på sin plads", "is not in its place")
        expected = entry.entry + 1


def check_chain(entries: Sequence[Entry], key: bytes) -> list[Finding]:
    """Entries that are missing, that say something else than when they were written, or that follow another."""
    found = list(_gaps(entries))
    earlier = vouched_for(entries, key)
    previous = BEGINNING
    for entry in entries:
        under_key = entry.entry > len(earlier)
        whole = fits(entry, key) if under_key else fingerprint(entry) == earlier[entry.entry - 1]
        if not whole:
            found.append(
                Finding(
                    entry.entry, "er ændret eller ikke skrevet med nøglen", "was changed, or not written with the key"
                )
            )
        if entry.previous_hash != previous:
            found.append(Finding(entry.entry, "følger ikke posten før", "does not follow the one before"))
        previous = entry.hash
    if len(entries) > 1 and not any(fits(entry, key) for entry in entries):
        found.append(
            Finding(
                None,
                "ingen post passer til nøglen: en anden nøgle, eller en kæde der er skrevet om",
                "no entry fits the key: another key, or a chain written anew",
            )
        )
    return found
