"""Which arrivals of a source are worth an attempt: the same bytes are never loaded twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dagster_project import __version__
from dagster_project.contracts.code_lists import load_code_lists
from dagster_project.contracts.model import Contract
from dagster_project.landing import Arrival, delivered_seeds
from dagster_project.ledger import LoadRow
from dagster_project.ledger.sign_offs import Decision
from dagster_project.outcomes import LoadStatus
from dagster_project.reader.read import identity
from dagster_project.settings import Settings

_ON_RECORD = (
    LoadStatus.ACCEPTED,
    LoadStatus.SUPERSEDED,
    LoadStatus.QUARANTINED,
    LoadStatus.REJECTED,
    LoadStatus.DUPLICATE,
    LoadStatus.EXPIRED,
)
_NOT_TAKEN = (LoadStatus.QUARANTINED, LoadStatus.REJECTED)


@dataclass(frozen=True)
class Known:
    """An earlier attempt that this arrival repeats."""

    arrival: Arrival
    sha256: str
    earlier: LoadRow


@dataclass(frozen=True)
class Fresh:
    """An arrival to be loaded."""

    arrival: Arrival
    sha256: str


def rules_version(contract: Contract, settings: Settings) -> str:
    """Code version of a load: what was turned away under other rules gets another chance under these."""
    names = [column.code_list for column in contract.columns if column.code_list]
    lists = load_code_lists(names, overrides=delivered_seeds(settings.landing))
    text = contract.model_dump_json() + repr(sorted(lists.items())) + repr(settings.limits)
    return f"{__version__}+{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _still_holds(row: LoadRow, settings: Settings, rules: str) -> bool:
    """False when a new attempt could end otherwise: the data cut has moved past early rows, or the rules changed."""
    if row.status is LoadStatus.EXPIRED:
        return True
    if row.rows_after_cut and settings.as_of.isoformat() > row.as_of:
        return False
    return not (row.status in _NOT_TAKEN and row.code_version != rules)


def sort_out(
    arrivals: Iterable[Arrival],
    rows: list[LoadRow],
    settings: Settings,
    rules: str,
    decisions: Mapping[str, Decision],
) -> tuple[list[Fresh], list[Known], list[Arrival]]:
    """Splits arrivals into fresh ones, repetitions under another name or date, and files untouched since last time.

    What a reviewer rejected stays out whatever the rules and the data cut are now.
    """
    valid = [
        row
        for row in rows
        if row.status in _ON_RECORD
        and (decisions.get(row.load_id) is Decision.REJECT or _still_holds(row, settings, rules))
    ]
    by_stat = {(row.file_name, row.size, row.modified_ns) for row in valid}
    by_bytes = {
        (row.period, row.sha256): row
        for row in valid
        if row.status not in (LoadStatus.DUPLICATE, LoadStatus.SUPERSEDED)
    }
    fresh, known, untouched = [], [], []
    for arrival in arrivals:
        assert arrival.name is not None
        if (arrival.path.name, arrival.size, arrival.modified_ns) in by_stat and arrival.path.is_file():
            untouched.append(arrival)
            continue
        sha256 = identity(arrival.path)
        earlier = by_bytes.get((arrival.name.period, sha256))
        if earlier is not None:
            known.append(Known(arrival, sha256, earlier))
        else:
            fresh.append(Fresh(arrival, sha256))
    return fresh, known, untouched
