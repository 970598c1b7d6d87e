"""The chain: every entry is hashed with a key, together with the hash of the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, replace

from dagster_project.ledger.sign_offs import Entry

BEGINNING = "0" * 64  # what the first entry follows


def chain_key(secret: bytes) -> bytes:
    """The chain's own key, made from the secret behind the pseudonyms: one secret to keep, and none beside the log."""
    return hmac.digest(secret, b"plads/sign-off", hashlib.sha256)


def _said(entry: Entry) -> bytes:
    """Everything but the hash, so that two different entries never give the same bytes."""
    values = {name: value for name, value in asdict(entry).items() if name != "hash"}
    return json.dumps(values, sort_keys=True, separators=(",", ":"), default=repr).encode()


def hash_of(entry: Entry, key: bytes) -> str:
    return hmac.digest(key, _said(entry), hashlib.sha256).hex()


def sealed(entry: Entry, key: bytes) -> Entry:
    return replace(entry, hash=hash_of(entry, key))


def fits(entry: Entry, key: bytes) -> bool:
    """Whether the entry says what it said when it was written under this key."""
    return hmac.compare_digest(hash_of(entry, key).encode(), str(entry.hash).encode())


def fingerprint(entry: Entry) -> str:
    """Of an entry with its hash, without a key: what a later entry vouches for when the key has changed."""
    return hashlib.sha256(_said(entry) + str(entry.hash).encode()).hexdigest()[:32]
