"""What a build was made of, and the record that the last complete build leaves beside the working file."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dagster_project.landing import delivered_seeds
from dagster_project.registers.key import pseudonym_key
from dagster_project.registers.start import loads_in_force
from dagster_project.settings import Settings
from dagster_project.warehouse.code_version import code_version


@dataclass(frozen=True)
class State:
    """Everything that decides what a build gives: equal states, equal tables."""

    code: str
    as_of: str
    seeds_delivered: str
    pseudonyms: str  # a mark of the key, not the key
    loads: dict[str, list[str]] = field(default_factory=dict)  # source → ids of its loads in force
    risk_model: bool = False  # profiles of children are made only when a run asks for it

    @property
    def id(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Build:
    """A complete build: from what, and which tables had to be left out for want of which sources."""

    state: State
    left_out: dict[str, list[str]] = field(default_factory=dict)


def _delivered_seeds(landing: Path) -> str:
    found = hashlib.sha256()
    for name, path in delivered_seeds(landing).items():
        found.update(name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def state_of(settings: Settings) -> State:
    """The state that a build would be made of now."""
    loads = loads_in_force(settings)
    return State(
        code=code_version(),
        as_of=settings.as_of.isoformat(),
        seeds_delivered=_delivered_seeds(settings.landing),
        pseudonyms=hmac.digest(pseudonym_key(), b"plads/state", "sha256").hex()[:12],
        loads={source: sorted(ids) for source, ids in sorted(loads.items()) if ids},
        risk_model=settings.risk_model,
    )


def _path(settings: Settings) -> Path:
    return settings.restricted / "build.json"


def last_build(settings: Settings) -> Build | None:
    """The last complete build, if dbt's two files still hold it."""
    path = _path(settings)
    if not (path.exists() and settings.warehouse.exists() and settings.release.exists()):
        return None
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Build(State(**stored["state"]), stored["left_out"])


def forget_build(settings: Settings) -> None:
    """Says that dbt's files are about to change: until `store_build`, the next build has to be a full one."""
    _path(settings).unlink(missing_ok=True)


def remove_release(settings: Settings) -> None:
    """A full build starts without it: no table of earlier models stays, and no page of one that was dropped."""
    settings.release.unlink(missing_ok=True)
    wal_of(settings.release).unlink(missing_ok=True)


def wal_of(database: Path) -> Path:
    """Where DuckDB keeps what it has not yet written into a file."""
    return database.with_name(database.name + ".wal")


def store_build(settings: Settings, build: Build) -> None:
    """Says that dbt's files hold exactly this build."""
    path = _path(settings)
    beside = path.with_suffix(".tmp")
    beside.write_text(json.dumps(asdict(build), indent=1), encoding="utf-8")
    beside.replace(path)
