"""`plads retention`: says which loads have been kept long enough, and deletes them when told to."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.sql import literal
from dagster_project.ledger import Ledger
from dagster_project.ledger.expiry import Expiry, record_expiry
from dagster_project.outcomes import Progress
from dagster_project.personal_data.retention import expiries
from dagster_project.safeguards.working_files import forget_working_files
from dagster_project.settings import Settings


@dataclass(frozen=True)
class Due:
    """What is due, and how many pseudonyms nobody uses once it is gone."""

    loads: list[Expiry]
    pseudonyms: int

    @property
    def rows(self) -> int:
        return sum(load.rows + load.quarantined_rows for load in self.loads)


def _parts(settings: Settings, load_ids: dict[str, list[str]], domain: str) -> str:
    parts = [
        f"select {column} as identifier from read_parquet([{', '.join(literal(str(p)) for p in paths)}])"
        for source, ids in load_ids.items()
        for column in load_contracts()[source].identifiers(domain)
        if (paths := [p for i in ids if (p := settings.registers / source / f"{i}.parquet").exists()])
    ]
    return " union all ".join(parts) or "select null::varchar as identifier where false"


def _unused_pseudonyms(settings: Settings, due: list[Expiry]) -> int:
    """Identifiers that only the loads that go hold."""
    going = {load.load_id for load in due}
    ids: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for row in Ledger(settings.ledger).loads():
        if row.source in load_contracts():
            ids[row.load_id in going].setdefault(row.source, []).append(row.load_id)
    total = 0
    with duckdb.connect(config={"memory_limit": settings.memory_limit, "threads": settings.threads}) as con:
        for domain in pseudonym_domains(load_contracts()):
            gone, kept = _parts(settings, ids[True], domain), _parts(settings, ids[False], domain)
            found = con.execute(f"select count(*) from (({gone}) except ({kept}))").fetchone()
            total += int(found[0]) if found else 0
    return total


def _with_files(settings: Settings) -> set[str]:
    files = [*settings.registers.glob("*/*.parquet"), *settings.quarantine.glob("*.parquet")]
    return {path.stem for path in files}


def due_now(settings: Settings) -> Due:
    """The dry run: nothing is touched."""
    due = expiries(load_contracts(), Ledger(settings.ledger).loads(), settings.as_of, _with_files(settings))
    return Due(due, _unused_pseudonyms(settings, due) if due else 0)


def delete_due(settings: Settings, progress: Progress) -> Due:
    """Deletes rows, rows set aside and dbt's files, which the next run builds anew without them and without their maps.

    The ledger is written load by load before the file goes: a crash leaves files of which the ledger says that they
    are to be gone, and the next call removes those too.
    """
    due, ledger = due_now(settings), Ledger(settings.ledger)
    for load in due.loads:
        record_expiry(ledger, load, as_of=settings.as_of.isoformat(), who=settings.who)
    removed = remove_files_of_expired(settings)
    if due.loads or removed:
        forget_working_files(settings)
        progress(f"retention: {len(due.loads)} loads, {due.rows} rows, {due.pseudonyms} pseudonyms are gone")
    return due


def remove_files_of_expired(settings: Settings) -> int:
    """Files of every load that has expired, now or in a call that broke off."""
    removed = 0
    for load in Ledger(settings.ledger).expired():
        for path in (
            settings.registers / load.source / f"{load.load_id}.parquet",
            settings.quarantine / f"{load.load_id}.parquet",
        ):
            removed += path.exists()
            path.unlink(missing_ok=True)
    return removed
