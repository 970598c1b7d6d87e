"""A landing folder as the rows in force: every rule of the input contract, one file after another."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from tests.oracle.contract import Source, sources
from tests.oracle.faults import as_meant, refuse_wrong_period, repeated, row_faults
from tests.oracle.names import Arrival, arrivals
from tests.oracle.text_table import RejectedError, read_text
from tests.oracle.typed import typed

SNAPSHOTS = frozenset({"kotre", "prognose", "institution", "visitation", "indsats", "investering", "opfoelgning"})
NEWEST_ROW = frozenset({"buaf", "bufo"})
LARGEST_QUARANTINED_SHARE = 0.05
LARGEST_LOSS = 0.25

Extracts = dict[str, pd.DataFrame]


@dataclass
class Outcome:
    """What became of one file."""

    file: str
    status: str
    rows: int = 0
    quarantined: list[tuple[int, str, str]] = field(default_factory=list)
    reason: str = ""


@dataclass
class Landing:
    """The rows in force by source (the seeds that a mart reads among them), and what became of every file."""

    extracts: Extracts
    log: list[Outcome]


def read_file(path: Path, source: Source, period: str, as_of: pd.Timestamp) -> tuple[pd.DataFrame, Outcome]:
    """The good rows of one file and the rows set aside."""
    text = read_text(path, source)
    table, found = typed(text.cells, source)
    table = as_meant(table, source)
    refuse_wrong_period(table, source, period)
    found |= row_faults(table, source, as_of)
    faults = list(text.faults)
    for (column, rule), rows in found.items():
        faults += [(int(number) + 1, column, rule) for number in rows.index[rows.fillna(False)]]
    good = pd.Series(True, index=table.index)
    good[[number - 1 for number, _, _ in faults]] = False
    again = repeated(table, source, good)
    faults += [(int(number) + 1, ",".join(source.key), "duplicate_key") for number in again.index[again]]
    kept = table[good & ~again].assign(_period=period)
    return kept, Outcome("", "accepted", len(table), sorted(faults))


def _judge(arrival: Arrival, in_force: pd.DataFrame | None, as_of: pd.Timestamp) -> tuple[pd.DataFrame | None, Outcome]:
    try:
        kept, outcome = read_file(arrival.path, sources()[arrival.source], arrival.period, as_of)
    except RejectedError as rejection:
        return None, Outcome("", "rejected", reason=str(rejection))
    aside = len({number for number, _, _ in outcome.quarantined})
    if aside > LARGEST_QUARANTINED_SHARE * outcome.rows:
        outcome.status, outcome.reason = "held", "too many rows quarantined"
    elif in_force is not None and len(kept) < (1 - LARGEST_LOSS) * len(in_force):
        outcome.status, outcome.reason = "held", "too many rows fewer than before"
    return (kept if outcome.status == "accepted" else None), outcome


def _across_periods(source: str, periods: dict[str, pd.DataFrame]) -> pd.DataFrame:
    newest_last = [periods[period] for period in sorted(periods)]
    if source in SNAPSHOTS:
        return newest_last[-1].reset_index(drop=True)
    rows = pd.concat(newest_last, ignore_index=True)
    if source in NEWEST_ROW:
        rows = rows.drop_duplicates(list(sources()[source].key), keep="last", ignore_index=True)
    return rows


def _seeds(landing: Path, shipped: Path) -> dict[str, pd.DataFrame]:
    files = {path.stem: path for folder in (shipped, landing / "seed") for path in sorted(folder.glob("*.csv"))}
    return {
        name: pd.read_csv(path, dtype=str, encoding="utf-8-sig")
        for name, path in files.items()
        if name in ("pl_index", "target", "scenario")
    }


def read_landing(landing: Path, as_of: date) -> Landing:
    """Everything in force in the folder on the date."""
    found, strangers = arrivals(landing)
    in_force: dict[str, dict[str, pd.DataFrame]] = {}
    seen: set[tuple[str, str, str]] = set()
    log = [Outcome(path.relative_to(landing).as_posix(), "ignored") for path in strangers]
    for arrival in found:
        name = arrival.path.relative_to(landing).as_posix()
        if arrival.path.is_file():
            mark = (arrival.source, arrival.period, hashlib.sha256(arrival.path.read_bytes()).hexdigest())
            if mark in seen:
                log.append(Outcome(name, "identical"))
                continue
            seen.add(mark)
        periods = in_force.setdefault(arrival.source, {})
        kept, outcome = _judge(arrival, periods.get(arrival.period), pd.Timestamp(as_of))
        outcome.file = name
        log.append(outcome)
        if kept is not None:
            periods[arrival.period] = kept
    extracts = {source: _across_periods(source, periods) for source, periods in in_force.items() if periods}
    return Landing(extracts | _seeds(landing, Path(__file__).parents[2] / "seeds"), log)
