"""Where the chain ended when it was last written to: kept beside the ledger, so that a shortened log is seen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from dagster_project.ledger import Ledger
from dagster_project.ledger.sign_offs import last_entry
from dagster_project.settings import Settings
from dagster_project.sign_off.chain import BEGINNING


@dataclass(frozen=True)
class Head:
    """The number of entries and the hash of the last one."""

    entries: int = 0
    hash: str = BEGINNING

    def __str__(self) -> str:
        return f"{self.entries}:{self.hash}"


def head_of(settings: Settings) -> Head:
    with Ledger(settings.ledger).transaction() as db:
        last = last_entry(db)
    return Head(last.entry, last.hash) if last else Head()


def _path(settings: Settings) -> Path:
    return settings.restricted / "sign_off.json"


def write_head(settings: Settings, head: Head) -> None:
    """After the entry is in the ledger: a head that lags behind is still a place on the chain."""
    beside = _path(settings).with_suffix(".tmp")
    beside.write_text(json.dumps(asdict(head)), encoding="utf-8")
    beside.replace(_path(settings))


def read_head(settings: Settings) -> Head | None:
    path = _path(settings)
    return Head(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None
