"""Goes through loads with the list of those who are to be forgotten: one that is being read, or all that lie there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb

from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.model import Contract
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.erasures import Forgotten, add_links, pending, record_removal
from dagster_project.outcomes import Progress
from dagster_project.personal_data.erasure_list import ErasureList, load_erasure_list
from dagster_project.personal_data.remove import Removed, remove_people
from dagster_project.personal_data.remove_quarantined import SetAside, remove_quarantined
from dagster_project.settings import Settings


def _words(ledger: Ledger, load_id: str) -> dict[tuple[str, str], tuple[str, str]]:
    with ledger.transaction() as db:
        found = db.execute("select * from quarantine where load_id = ?", (load_id,)).fetchall()
    return {(q["column_name"], q["rule"]): (q["description_da"], q["description_en"]) for q in found}


def keep_out(
    con: duckdb.DuckDBPyConnection, settings: Settings, row: LoadRow, contract: Contract, who: ErasureList,
    words: Mapping[tuple[str, str], tuple[str, str]],
) -> tuple[Removed, SetAside]:  # fmt: skip
    """Takes people on the list out of what one load has brought: typed rows and rows set aside."""
    typed = settings.registers / contract.source / f"{row.load_id}.parquet"
    aside = settings.quarantine / f"{row.load_id}.parquet"
    removed = remove_people(con, typed, contract, load_contracts(), who) if typed.exists() else Removed()
    return removed, remove_quarantined(con, aside, contract, row.period, row.load_id, who, words)


def remember_links(settings: Settings, links: Iterable[Forgotten]) -> None:
    """Rows elsewhere that are about the same people are on the list from now on."""
    ledger = Ledger(settings.ledger)
    with ledger.transaction() as db:
        newest = db.execute("select coalesce(max(erasure), 0) from erasure_log").fetchone()[0]
    add_links(ledger, links, int(newest))


def _loads(settings: Settings, ledger: Ledger, source: str) -> list[tuple[LoadRow | None, str]]:
    """Loads of a source that have files, with their rows in the ledger; None for files that a crash left without one.

    A load may have rows set aside and no others.
    """
    rows = {row.load_id: row for row in ledger.loads(source)}
    found = {path.stem for path in (settings.registers / source).glob("*.parquet")}
    found |= {load_id for load_id in rows if (settings.quarantine / f"{load_id}.parquet").exists()}
    return [(rows.get(load_id), load_id) for load_id in sorted(found)]


def _sweep_source(
    con: duckdb.DuckDBPyConnection, settings: Settings, contract: Contract, who: ErasureList, progress: Progress
) -> bool:
    ledger, found = Ledger(settings.ledger), False
    for half in (settings.registers / contract.source).glob(".*.tmp"):
        half.unlink()  # a rewriting that broke off
    for row, load_id in _loads(settings, ledger, contract.source):
        aside_file = settings.quarantine / f"{load_id}.parquet"
        if row is None:
            (settings.registers / contract.source / f"{load_id}.parquet").unlink()
            aside_file.unlink(missing_ok=True)
            continue
        words = _words(ledger, row.load_id) if aside_file.exists() else {}
        removed, aside = keep_out(con, settings, row, contract, who, words)
        if removed or aside.rows:
            record_removal(
                ledger, row, aside.left, erasures=pending(ledger), rows=removed.rows, quarantined=aside.rows,
                blanked=removed.blanked,
            )  # fmt: skip
            remember_links(settings, removed.links)
            progress(
                f"{contract.source} {row.period}: erased {removed.rows} rows, {aside.rows} set aside,"
                f" {removed.blanked} mentions"
            )
            found = True
    return found


def sweep(settings: Settings, progress: Progress, sources: Iterable[str] | None = None) -> bool:
    """Applies the list to everything that lies there, or to `sources`; returns whether anything went.

    Safe to repeat: a load that names nobody on the list is left as it is. Sources that name people come before those
    that know them only through another, because the first say which rows of the second are meant. The rest come last:
    a number can stand in a row that any source set aside.
    """
    if not load_erasure_list(settings):
        return False
    wanted = [contract for source, contract in load_contracts().items() if sources is None or source in sources]
    named = [c for c in wanted if any(column.identifies for column in c.columns)]
    linked = [c for c in wanted if any(column.person_through for column in c.columns) and c not in named]
    others = [c for c in wanted if c not in named and c not in linked]
    found = False
    with duckdb.connect(config={"memory_limit": settings.memory_limit, "threads": settings.threads}) as con:
        for contracts in (named, linked, others):
            who = load_erasure_list(settings)
            for contract in contracts:
                found = _sweep_source(con, settings, contract, who, progress) or found
    return found


def linked_to(source: str) -> list[str]:
    """Sources with rows about people whom only `source` names."""
    return [
        contract.source
        for contract in load_contracts().values()
        if any((column.person_through or "").startswith(f"{source}.") for column in contract.columns)
    ]
