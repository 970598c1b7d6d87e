"""Erasures and who is to be kept out, as the ledger keeps them: numbers, counts and keyed hashes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dagster_project.ledger.profiles import forget_profile
from dagster_project.ledger.store import Ledger, LoadRow, QuarantineRow, now


@dataclass(frozen=True)
class Forgotten:
    """One identifier that may not come in: the pseudonym domain or linking column, and the hash under which it is kept.

    `bucket` is one of a thousand, from the identifier alone, so that not every identifier of a file has to be hashed.
    """

    domain: str
    hash: str
    bucket: int


def forgotten(ledger: Ledger) -> list[Forgotten]:
    with ledger.transaction() as db:
        found = db.execute("select domain, hash, bucket from erased").fetchall()
    return [Forgotten(*row) for row in found]


def key_mark(ledger: Ledger) -> str | None:
    """The mark of the key under which the list was written; None while it is empty."""
    with ledger.transaction() as db:
        found = db.execute("select key_mark from erasure_log limit 1").fetchone()
    return found[0] if found else None


def begin_erasure(ledger: Ledger, who: str, mark: str, entry: Forgotten) -> int:
    """The number of the erasure; of the earlier one where the same person is on the list already."""
    with ledger.transaction() as db:
        db.execute("begin immediate")
        known = db.execute(
            "select erasure from erased where domain = ? and hash = ?", (entry.domain, entry.hash)
        ).fetchone()
        if known:
            return int(known[0])
        (number,) = db.execute("select coalesce(max(erasure), 0) + 1 from erasure_log").fetchone()
        db.execute(
            "insert into erasure_log (erasure, key_mark, who, begun_at) values (?, ?, ?, ?)", (number, mark, who, now())
        )
        db.execute("insert into erased values (?, ?, ?, ?)", (entry.domain, entry.hash, entry.bucket, number))
    return int(number)


def add_links(ledger: Ledger, links: Iterable[Forgotten], erasure: int) -> None:
    """Keys of rows elsewhere that are about the same person."""
    with ledger.transaction() as db:
        db.executemany(
            "insert or ignore into erased values (?, ?, ?, ?)",
            [(link.domain, link.hash, link.bucket, erasure) for link in links],
        )


def pending(ledger: Ledger) -> list[int]:
    """Erasures that were begun and of which nobody has proved yet that nothing is left."""
    with ledger.transaction() as db:
        return [int(row[0]) for row in db.execute("select erasure from erasure_log where proved_at is null")]


def record_removal(
    ledger: Ledger, row: LoadRow | None, quarantine: Iterable[QuarantineRow], *, erasures: Iterable[int],
    rows: int, quarantined: int, blanked: int,
) -> None:  # fmt: skip
    """What went out of one load, on the load's own row and on the erasures that were being carried out."""
    with ledger.transaction() as db:
        if row is not None:
            forget_profile(db, row.load_id)  # how often each code occurs would still count the person
            db.execute(
                "update load set rows_loaded = rows_loaded - ?, rows_quarantined = rows_quarantined - ?,"
                " rows_erased = rows_erased + ? where load_id = ?",
                (rows, quarantined, rows + quarantined, row.load_id),
            )
        if row is not None and quarantined:
            db.execute("delete from quarantine where load_id = ?", (row.load_id,))
            db.executemany(
                "insert into quarantine values (?, ?, ?, ?, ?, ?, ?)",
                [
                    (q.load_id, q.column_name, q.rule, q.description_da, q.description_en, q.rows, q.first_row)
                    for q in quarantine
                ],
            )
        for erasure in erasures:
            db.execute(
                "update erasure_log set loads = loads + 1, rows = rows + ?, quarantined_rows = quarantined_rows + ?,"
                " blanked_values = blanked_values + ? where erasure = ?",
                (rows, quarantined, blanked, erasure),
            )


def record_proof(ledger: Ledger, erasure: int, *, files: int, size: int, traces: int, landing_files: int) -> None:
    """What the scan found; only a scan without traces is a proof."""
    with ledger.transaction() as db:
        db.execute(
            "update erasure_log set files_scanned = ?, bytes_scanned = ?, traces = ?, landing_files = ?, proved_at = ?"
            " where erasure = ?",
            (files, size, traces, landing_files, None if traces else now(), erasure),
        )


def removals(ledger: Ledger) -> list[tuple[object, ...]]:
    """Changes with every erasure and rotation and when it is finished: what was published before may not stay."""
    with ledger.transaction() as db:
        erased = db.execute("select 'erasure', erasure, rows, blanked_values, proved_at from erasure_log").fetchall()
        rotated = db.execute("select 'rotation', rotation, finished_at from key_rotation").fetchall()
    return [tuple(row) for row in (*erased, *rotated)]
