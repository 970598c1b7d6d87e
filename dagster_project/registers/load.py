"""Loads one source: every new file is read, validated with its like, and accepted or turned away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dagster_project.contracts.code_lists import CodeList, load_code_lists
from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.model import Contract
from dagster_project.contracts.person_numbers import name_without_person_numbers
from dagster_project.landing import Arrival, delivered_seeds, discover
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.sign_offs import Decision
from dagster_project.ledger.store import now
from dagster_project.outcomes import LoadRecord, LoadStatus, Progress, SourceOutcome
from dagster_project.personal_data.retention import is_over
from dagster_project.personal_data.sweep import linked_to, sweep
from dagster_project.plausibility.periods import period_checks, states_of
from dagster_project.registers.attempts import Fresh, Known, rules_version, sort_out
from dagster_project.registers.readers import Readers
from dagster_project.registers.settle import settle_wave
from dagster_project.registers.typing_step import Read
from dagster_project.settings import Settings
from dagster_project.validation import warm_up


def _row(arrival: Arrival, sha256: str, source: str, sequence: int, settings: Settings, rules: str) -> LoadRow:
    name = arrival.name
    file_name = name_without_person_numbers(arrival.path.name)
    # The ending of a name that fits nothing can be a person number, or the last four of one.
    stray_form = Path(file_name).suffix.lstrip(".")
    period, version, form = (name.period, name.version, name.format) if name else ("", 0, stray_form)
    return LoadRow(
        load_id=f"{source}-{period or 'x'}-{sequence:06d}", sequence=sequence,
        source=source, period=period, version=version,
        file_name=file_name, format=form, sha256=sha256, size=arrival.size, modified_ns=arrival.modified_ns,
        status=LoadStatus.ERROR, as_of=settings.as_of.isoformat(), who=settings.who, code_version=rules, started=now(),
    )  # fmt: skip


def _waves(fresh: Sequence[Fresh]) -> list[list[Fresh]]:
    """First deliveries of every period, then second ones: each wave meets its predecessors already settled."""
    waves: list[list[Fresh]] = []
    depth: dict[str, int] = {}
    for item in fresh:
        assert item.arrival.name is not None
        level = depth.get(item.arrival.name.period, 0)
        depth[item.arrival.name.period] = level + 1
        if level == len(waves):
            waves.append([])
        waves[level].append(item)
    return waves


def _split_repeated(wave: Sequence[Fresh], in_force: Sequence[LoadRow]) -> tuple[list[Fresh], list[Known]]:
    """Sets apart files whose bytes an earlier wave of the same run has just put in force."""
    by_bytes = {(row.period, row.sha256): row for row in in_force}
    new, repeated = [], []
    for item in wave:
        assert item.arrival.name is not None
        earlier = by_bytes.get((item.arrival.name.period, item.sha256))
        if earlier is None:
            new.append(item)
        else:
            repeated.append(Known(item.arrival, item.sha256, earlier))
    return new, repeated


def _record_known(
    ledger: Ledger, contract: Contract, known: Sequence[Known], settings: Settings, rules: str
) -> list[LoadRecord]:
    records, decisions = [], ledger.decisions() if known else {}
    for item in known:
        row = _row(item.arrival, item.sha256, contract.source, ledger.next_sequence(), settings, rules)
        out = decisions.get(item.earlier.load_id) is Decision.REJECT
        row = row.with_outcome(
            LoadStatus.DUPLICATE,
            f"samme indhold som {item.earlier.load_id}{', som er afvist af en person' if out else ''}: intet at gøre",
            f"same content as {item.earlier.load_id}{', which a person rejected' if out else ''}: nothing to do",
        )
        ledger.settle(row)
        records.append(row.record())
    return records


def _split_too_old(
    fresh: Sequence[Fresh], contract: Contract, expired: Sequence[LoadRow], settings: Settings
) -> tuple[list[Fresh], list[Fresh]]:
    """Sets apart files of periods whose rows were deleted when their retention was over: they do not come back."""
    over = {row.period for row in expired if contract.period != "none" and is_over(contract, row, settings.as_of)}
    too_old = [item for item in fresh if item.arrival.name is not None and item.arrival.name.period in over]
    return [item for item in fresh if item not in too_old], too_old


def _record_too_old(
    ledger: Ledger, contract: Contract, too_old: Sequence[Fresh], settings: Settings, rules: str
) -> list[LoadRecord]:
    records = []
    for item in too_old:
        row = _row(item.arrival, item.sha256, contract.source, ledger.next_sequence(), settings, rules).with_outcome(
            LoadStatus.EXPIRED,
            "periodens opbevaring er udløbet: filen er ikke læst",
            "the retention of its period is over: the file was not read",
        )
        ledger.settle(row)
        records.append(row.record())
    return records


def _record_ignored(
    ledger: Ledger, source: str, arrivals: Sequence[Arrival], settings: Settings, rules: str
) -> list[LoadRecord]:
    seen = {(r.file_name, r.size, r.modified_ns) for r in ledger.loads(source) if r.status is LoadStatus.IGNORED}
    records = []
    for arrival in arrivals:
        if (name_without_person_numbers(arrival.path.name), arrival.size, arrival.modified_ns) in seen:
            continue
        row = _row(arrival, "", source, ledger.next_sequence(), settings, rules).with_outcome(
            LoadStatus.IGNORED,
            "filnavnet passer ikke til kilde eller periode",
            "the file name fits no source or period",
        )
        ledger.settle(row)
        records.append(row.record())
    return records


def _read_wave(
    wave: Sequence[Fresh], ledger: Ledger, contract: Contract, settings: Settings,
    code_lists: dict[str, CodeList], rules: str, progress: Progress,
) -> list[Read]:  # fmt: skip
    """Reads the files of a wave side by side; what is said of them comes in their order."""
    warm_up(settings)
    readers = Readers(settings, len(wave))
    try:
        begun = []
        for item in wave:
            row = _row(item.arrival, item.sha256, contract.source, ledger.next_sequence(), settings, rules)
            ledger.begin(row)
            begun.append((row, readers.read(item, row, contract, code_lists)))
        reads = []
        for row, future in begun:
            read = future.result()
            progress(f"{contract.source} {row.period}: {read.summary}")
            reads.append(read)
        return reads
    finally:
        readers.close()


def load_source(
    settings: Settings, contract: Contract, *, period: str | None = None, progress: Progress
) -> SourceOutcome:
    """Loads what is new of one source (of one period, if given) and says what happened.

    Loads in force change only through acceptance: a file that is turned away leaves its predecessor in force.
    """
    settings.prepare()
    ledger = Ledger(settings.ledger)
    source, rules = contract.source, rules_version(contract, settings)
    code_lists = load_code_lists(
        [c.code_list for c in contract.columns if c.code_list], overrides=delivered_seeds(settings.landing)
    )
    arrivals = [a for a in discover(settings.landing, load_contracts()) if a.folder.lower() == source]
    strays = [a for a in arrivals if a.name is None]
    named = [a for a in arrivals if a.name is not None and (period is None or a.name.period == period)]
    before = {row.load_id for row in ledger.in_force(source)}
    fresh, known, untouched = sort_out(named, ledger.loads(source), settings, rules, ledger.decisions())
    fresh, too_old = _split_too_old(fresh, contract, ledger.expired(source), settings)
    progress(f"{source}: {len(fresh)} new, {len(known) + len(untouched)} known, {len(strays)} not recognised")
    records = _record_ignored(ledger, source, strays, settings, rules) if period is None else []
    records += _record_known(ledger, contract, known, settings, rules)
    records += _record_too_old(ledger, contract, too_old, settings, rules)
    checks = []
    for wave in _waves(fresh):
        new = [row for row in ledger.in_force(source) if row.load_id not in before]
        wave, repeated = _split_repeated(wave, new)
        records += _record_known(ledger, contract, repeated, settings, rules)
        reads = _read_wave(wave, ledger, contract, settings, code_lists, rules, progress)
        settled, results = settle_wave(reads, ledger, contract, settings, code_lists, progress)
        records += settled
        checks += results
    if any(row.rows_erased and row.load_id in {r.load_id for r in records} for row in ledger.loads(source)):
        sweep(settings, progress, linked_to(source))
    in_force = ledger.in_force(source)
    attempted = {record.load_id for record in records}
    checks += ledger.checks({row.load_id for row in in_force} - attempted)
    checks += period_checks(states_of(contract, ledger.loads(source), settings.as_of))
    return SourceOutcome(source, records, checks, len(in_force), before != {row.load_id for row in in_force})
