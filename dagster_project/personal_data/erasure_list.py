"""People who are to be forgotten: kept as hashes under a key of their own, so that the list itself names nobody.

The key is not the pseudonyms' key, which can be exchanged; without it a list that has entries stops every load.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dagster_project.ledger import Ledger
from dagster_project.ledger.erasures import Forgotten, forgotten, key_mark
from dagster_project.secret import KeyProblem, Secret
from dagster_project.settings import Settings

ERASURE_KEY = Secret("erasure key", "PLADS_ERASURE_KEY", "PLADS_ERASURE_KEY_FILE", "erasure.key")
_BUCKETS = 1024


def bucket_sql(expression: str) -> str:
    """The bucket of an identifier in SQL; the same as `bucket`."""
    return f"cast('0x' || left(md5({expression}), 4) as integer) % {_BUCKETS}"


def bucket(identifier: str) -> int:
    return int(hashlib.md5(identifier.encode(), usedforsecurity=False).hexdigest()[:4], 16) % _BUCKETS


def entry(key: bytes, domain: str, identifier: str) -> Forgotten:
    """How an identifier stands on the list."""
    secret = hmac.digest(key, f"plads/erasure/{domain}".encode(), hashlib.sha256)
    return Forgotten(
        domain, hmac.digest(secret, identifier.encode(), hashlib.sha256).hex(), bucket(identifier)
    )  # fmt: skip


def mark_of(key: bytes) -> str:
    return hmac.digest(key, b"plads/erasure-mark", hashlib.sha256).hex()[:16]


@dataclass(frozen=True)
class ErasureList:
    """The list as a run uses it; `key` is empty where the list is."""

    key: bytes = field(default=b"", repr=False)
    hashes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # domain → hashes
    buckets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def named(self, domain: str, candidates: Iterable[str]) -> set[str]:
        """Those of `candidates` that are on the list."""
        wanted = self.hashes.get(domain, frozenset())
        return {one for one in candidates if entry(self.key, domain, one).hash in wanted}


def load_erasure_list(settings: Settings) -> ErasureList:
    """The list as it stands. Raises KeyProblem where its key is another than the one it was written under."""
    ledger = Ledger(settings.ledger)
    entries = forgotten(ledger)
    if not entries:
        return ErasureList()
    key = ERASURE_KEY.value()
    if mark_of(key) != key_mark(ledger):
        raise KeyProblem(
            "the erasure list was written under another key: nothing is loaded until that key is back · "
            "sletningslisten er skrevet med en anden nøgle: intet indlæses, før den er tilbage"
        )
    hashes: dict[str, set[str]] = {}
    buckets: dict[str, set[int]] = {}
    for one in entries:
        hashes.setdefault(one.domain, set()).add(one.hash)
        buckets.setdefault(one.domain, set()).add(one.bucket)
    return ErasureList(
        key, {d: frozenset(found) for d, found in hashes.items()}, {d: tuple(sorted(b)) for d, b in buckets.items()}
    )
