"""Where the head of the chain was noted elsewhere: a log that was cut short or exchanged does not lead through it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from dagster_project.ledger import LoadRow
from dagster_project.ledger.sign_offs import REPORT, Decision, Entry
from dagster_project.outcomes import LoadStatus
from dagster_project.settings import Settings
from dagster_project.sign_off.findings import Finding
from dagster_project.sign_off.head import Head, read_head

_COMPARED = ("entry", "subject_kind", "subject_id", "who", "decision", "comment", "evidence", "previous_hash", "hash")


@dataclass(frozen=True)
class Anchor:
    da: str
    en: str
    head: Head


def parse_head(text: str) -> Head:
    """From `number:hash`, as `plads verify-log` prints it. Raises ValueError."""
    entries, _, found = text.partition(":")
    return Head(int(entries), found)


def _of_folder(settings: Settings) -> list[Anchor]:
    listed = settings.published / "manifest.json"
    noted = json.loads(listed.read_text(encoding="utf-8")).get("sign_off") if listed.exists() else None
    return [Anchor("de udgivne tabeller", "the published tables", parse_head(noted))] if noted else []


def _of_database(connection: duckdb.DuckDBPyConnection) -> list[Anchor]:
    found = connection.execute("select sign_off_entries, sign_off_head from governance.release").fetchone()
    return [Anchor("den udgivne database", "the published database", Head(*found))] if found else []


def _copied(connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> list[Finding]:
    """Entries as readers have them, against the ledger's."""
    there = {entry.entry: tuple(getattr(entry, name) for name in _COMPARED) for entry in entries}
    copies = connection.execute(f"select {', '.join(_COMPARED)} from governance.sign_off order by entry").fetchall()
    return [
        Finding(copy[0], "er en anden i den udgivne database", "is another one in the published database")
        for copy in copies
        if copy[0] in there and there[copy[0]] != copy
    ]


def _let_in(connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry], rows: Sequence[LoadRow]) -> list[Finding]:
    """Loads that were held when readers last got a copy of the ledger, and are in force now, with nobody's word."""
    there = "select 1 from duckdb_tables() where schema_name = 'governance' and table_name = 'load'"
    if not connection.execute(there).fetchone():
        return []
    found = connection.execute("select load_id from governance.load where status = 'quarantined'").fetchall()
    signed = {entry.subject_id for entry in entries if entry.decision in (Decision.ACCEPT, Decision.OVERRIDE)}
    held = {load_id for (load_id,) in found} - signed
    return [
        Finding(
            None,
            f"{row.load_id} var tilbageholdt ved udgivelsen, er i kraft nu, og ingen har underskrevet",
            f"{row.load_id} was held at the publication, came into force since, and nobody signed",
        )
        for row in rows
        if row.load_id in held and row.status in (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED)
    ]


def _leads_through(entries: Sequence[Entry], anchor: Anchor) -> Finding | None:
    hashes = {entry.entry: entry.hash for entry in entries}
    if anchor.head == Head() or hashes.get(anchor.head.entries) == anchor.head.hash:
        return None
    if anchor.head.entries in hashes:
        return Finding(
            anchor.head.entries, f"er en anden end den, {anchor.da} kender", f"is not the one that {anchor.en} knows"
        )
    return Finding(anchor.head.entries, f"er væk, men {anchor.da} kender den", f"is gone, but {anchor.en} knows it")


def _missing(settings: Settings, entries: Sequence[Entry], *, was_published: bool) -> list[Finding]:
    """A copy of the head that has to be there, because readers were given something, and is not."""
    if not was_published and not any(entry.subject_kind == REPORT for entry in entries):
        return []
    gone = [path.name for path in (settings.published / "manifest.json", settings.database) if not path.exists()]
    lost = ("er væk, og med den en kopi af, hvor kæden endte", "is gone, and with it a copy of where the chain ended")
    return [Finding(None, f"{name} {lost[0]}", f"{name} {lost[1]}") for name in gone]


def check_anchors(
    settings: Settings,
    entries: Sequence[Entry],
    expected: Head | None,
    *,
    was_published: bool = False,
    rows: Sequence[LoadRow] = (),
) -> list[Finding]:
    """`expected` is a head that somebody wrote down. A log that goes on after an anchor is as it should be."""
    note, found = read_head(settings), _missing(settings, entries, was_published=was_published)
    anchors = [Anchor("notatet ved siden af ledgeren", "the note beside the ledger", note)] if note else []
    if note is None and entries:
        found.append(Finding(None, "notatet om kædens ende er væk", "the note of where the chain ends is gone"))
    anchors += [Anchor("den, der spørger,", "whoever asks", expected)] if expected else []
    anchors += _of_folder(settings)
    if settings.database.exists():
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            try:
                anchors += _of_database(connection)
                found += _copied(connection, entries)
                found += _let_in(connection, entries, rows)
            except duckdb.Error as error:
                kind = type(error).__name__
                found.append(
                    Finding(
                        None,
                        f"den udgivne database har ingen log ({kind})",
                        f"the published database has no log ({kind})",
                    )
                )
    return found + [finding for anchor in anchors if (finding := _leads_through(entries, anchor))]
