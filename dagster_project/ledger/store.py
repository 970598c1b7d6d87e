"""Opens the ledger and writes to it; each public method is one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dagster_project.ledger.profiles import insert_profile, read_profiles
from dagster_project.ledger.schema import ADDED_COLUMNS, PERSONAL_DATA, PROFILE, REVISIONS, SIGN_OFF, TABLES
from dagster_project.ledger.sign_offs import Decision, latest_decisions
from dagster_project.outcomes import CheckResult, LoadRecord, LoadStatus, Profile, Status


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class LoadRow:
    """One attempt, as the ledger keeps it."""

    load_id: str
    sequence: int
    source: str
    period: str
    version: int
    file_name: str
    format: str
    sha256: str
    size: int
    modified_ns: int
    status: LoadStatus
    as_of: str
    who: str
    code_version: str
    started: str
    encoding: str = ""
    dialect: dict[str, str] = field(default_factory=dict)
    rows_read: int = 0
    rows_loaded: int = 0
    rows_quarantined: int = 0
    rows_after_cut: int = 0
    rows_erased: int = 0
    reason_da: str = ""
    reason_en: str = ""
    warnings: list[str] = field(default_factory=list)
    supersedes: str | None = None
    ended: str | None = None

    def record(self) -> LoadRecord:
        return LoadRecord(
            self.load_id, self.source, self.period, self.file_name, self.status, self.reason_en,
            self.rows_read, self.rows_loaded, self.rows_quarantined,
        )  # fmt: skip

    def with_outcome(self, status: LoadStatus, da: str = "", en: str = "", **changes: Any) -> LoadRow:
        return replace(self, status=status, reason_da=da, reason_en=en, ended=now(), **changes)


@dataclass(frozen=True)
class QuarantineRow:
    load_id: str
    column_name: str
    rule: str
    description_da: str
    description_en: str
    rows: int
    first_row: int


def _values(row: LoadRow) -> dict[str, Any]:
    return asdict(row) | {
        "status": row.status.value,
        "dialect": json.dumps(row.dialect, sort_keys=True),
        "warnings": json.dumps(row.warnings, ensure_ascii=False),
    }


def _row(found: sqlite3.Row) -> LoadRow:
    values = dict(found)
    values |= {
        "status": LoadStatus(values["status"]),
        "dialect": json.loads(values["dialect"]),
        "warnings": json.loads(values["warnings"]),
    }
    return LoadRow(**values)


def _insert(db: sqlite3.Connection, table: str, values: dict[str, Any], verb: str = "insert") -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    db.execute(f"{verb} into {table} ({names}) values ({marks})", values)


def _add_columns(db: sqlite3.Connection) -> None:
    """Brings a ledger that an earlier version made up to this one."""
    for table, columns in ADDED_COLUMNS.items():
        present = {row["name"] for row in db.execute(f"pragma table_info({table})")}
        for column, kind in columns.items():
            if column not in present:
                db.execute(f"alter table {table} add column {column} {kind}")


class Ledger:
    """The ledger in one file. Safe for several processes: SQLite serialises the writers."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        with self.transaction() as db:
            db.execute("pragma journal_mode = wal")
            db.executescript(TABLES + SIGN_OFF + REVISIONS + PROFILE + PERSONAL_DATA)
            _add_columns(db)
        path.chmod(0o600)

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=60, check_same_thread=False)  # one thread has it at a time
        db.row_factory = sqlite3.Row
        # With a write-ahead log nothing is torn; a power cut could take the last attempts, which are made again.
        db.execute("pragma synchronous = normal")
        return db

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside happens or nothing does; for what is kept beside the loads, too.

        One connection is kept for the next transaction, because closing the last one writes the log back and waits
        for the disk; it is closed with this object. A transaction inside another has a connection of its own.
        """
        try:
            db = self._idle.pop()
        except IndexError:
            db = self._connect()
        try:
            with db:
                yield db
        except BaseException:
            db.close()
            raise
        if self._idle:
            db.close()
        else:
            self._idle.append(db)

    def __del__(self) -> None:
        for db in getattr(self, "_idle", ()):
            db.close()

    def next_sequence(self) -> int:
        with self.transaction() as db:
            return int(db.execute("select coalesce(max(sequence), 0) + 1 from load").fetchone()[0])

    def begin(self, row: LoadRow) -> None:
        """Records an attempt before anything is done, so that a crash leaves a trace."""
        with self.transaction() as db:
            _insert(db, "load", _values(row))

    def settle(
        self,
        row: LoadRow,
        quarantine: Sequence[QuarantineRow] = (),
        checks: Sequence[CheckResult] = (),
        profile: Profile | None = None,
    ) -> None:
        """Writes an attempt's outcome with all that was found; an accepted load supersedes the one named."""
        with self.transaction() as db:
            _insert(db, "load", _values(row), "insert or replace")
            for item in quarantine:
                _insert(db, "quarantine", asdict(item), "insert or replace")
            for check in checks:
                _insert(db, "check_result", asdict(check) | {"status": check.status.value}, "insert or replace")
            if profile is not None:
                insert_profile(db, row.load_id, profile)
            if row.status is LoadStatus.ACCEPTED and row.supersedes:
                db.execute(
                    "update load set status = ? where load_id = ?", (LoadStatus.SUPERSEDED.value, row.supersedes)
                )

    def loads(self, source: str | None = None) -> list[LoadRow]:
        """Every attempt in the order it was made."""
        where, values = ("where source = ?", (source,)) if source is not None else ("", ())
        with self.transaction() as db:
            return [_row(found) for found in db.execute(f"select * from load {where} order by sequence", values)]

    def in_force(self, source: str | None = None) -> list[LoadRow]:
        """Accepted loads that nothing has superseded: one per source and period."""
        return [row for row in self.loads(source) if row.status is LoadStatus.ACCEPTED]

    def expired(self, source: str | None = None) -> list[LoadRow]:
        """Loads whose rows were deleted when their retention was over."""
        return [row for row in self.loads(source) if row.status is LoadStatus.EXPIRED]

    def table(self, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of a ledger table, for publication."""
        with self.transaction() as db:
            found = db.execute(f"select * from {name}")
            return [column[0] for column in found.description], [tuple(row) for row in found]

    def checks(self, load_ids: Iterable[str]) -> list[CheckResult]:
        """Stored results of the given loads."""
        wanted = "select * from check_result where load_id in (select value from json_each(?)) order by rowid"
        with self.transaction() as db:
            found = [dict(row) for row in db.execute(wanted, [json.dumps(sorted(load_ids))])]
        return [CheckResult(**(row | {"status": Status(row["status"])})) for row in found]

    def decisions(self) -> dict[str, Decision]:
        """Load id → the last decision of a reviewer on it."""
        with self.transaction() as db:
            return latest_decisions(db)

    def profiles(self, load_ids: Iterable[str]) -> dict[str, Profile]:
        """What the given loads were like; a load of an earlier version of this program has no profile."""
        with self.transaction() as db:
            return read_profiles(db, load_ids)

    def abandon_unfinished(self) -> int:
        """Marks attempts that a crash cut short; their files will be tried again."""
        with self.transaction() as db:
            done = db.execute(
                "update load set status = ?, reason_en = ?, reason_da = ?, ended = ? where ended is null",
                (
                    LoadStatus.ERROR.value,
                    "the process ended before the load was settled",
                    "processen stoppede, før indlæsningen var afgjort",
                    now(),
                ),
            )
            return done.rowcount
