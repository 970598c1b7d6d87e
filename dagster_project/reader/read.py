"""Reads one file to the contract: refuse it, or split it into typed good rows and quarantine, and count everything."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from dagster_project.contracts.person_numbers import name_without_person_numbers
from dagster_project.contracts.sql import literal
from dagster_project.reader.byte_scan import fingerprint
from dagster_project.reader.open_file import open_file
from dagster_project.reader.quarantine import FaultCount, mark_duplicates, write_quarantine
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import TYPED_FILE, Relation
from dagster_project.reader.request import ReadResult, Request
from dagster_project.reader.settle_dialect import type_file


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _keep_good(con: duckdb.DuckDBPyConnection, typed: Path, request: Request, clean: bool) -> None:
    """The good rows become the load; without faults the typed file already is it."""
    if clean:
        typed.replace(request.rows_to)
        return
    columns = ", ".join([*request.contract.names, "_load_id", "_period"])
    con.execute(
        f"copy (select {columns}, cast(null as integer[]) as _faults, cast(null as varchar[]) as _raw "
        f"from read_parquet({literal(str(typed))}, file_row_number=true) anti join duplicates using (file_row_number) "
        f"where _faults is null) to {literal(str(request.rows_to))} {TYPED_FILE}"
    )


def _warnings(relation: Relation) -> list[str]:
    found = []
    if relation.header.extra:
        found.append("extra columns ignored: " + ", ".join(map(name_without_person_numbers, relation.header.extra)))
    if relation.header.absent:
        found.append("optional columns not delivered: " + ", ".join(relation.header.absent))
    return found


def read_file(con: duckdb.DuckDBPyConnection, request: Request) -> ReadResult:
    """Reads one file. Raises Refused when it cannot be used as a whole; then nothing is written."""
    with tempfile.TemporaryDirectory(dir=request.scratch) as folder:
        scratch = Path(folder)
        relation, whole = open_file(con, request, scratch)
        typed = scratch / "typed.parquet"
        try:
            dialect, faults, ragged = type_file(con, relation, request, typed)
        except (duckdb.InvalidInputException, duckdb.IOException) as error:
            # The engine's message quotes the row it stumbled over, so none of it is kept.
            raise Refused("unreadable", "the rows cannot be told apart", "rækkerne kan ikke skelnes") from error
        parsed = _count(con, f"select count(*) from read_parquet({literal(str(typed))})")
        read = parsed + len(ragged)
        if not whole and ragged and ragged[-1].row == read + 1:
            raise Refused("truncated", "the last row breaks off", "den sidste række er afbrudt")
        if relation.records is not None and relation.records != read:
            raise Refused(
                "unreadable",
                f"{relation.records} rows stand in the file and {read} could be told apart",
                f"der står {relation.records} rækker i filen, og {read} kunne skelnes",
            )
        at_fault = _count(con, f"select count(_faults) from read_parquet({literal(str(typed))})")
        repeated = mark_duplicates(con, typed, request.contract.key)
        clean = not (at_fault or repeated or ragged)
        counts: list[FaultCount] = []
        after_cut = 0
        if not clean:
            counts = write_quarantine(
                con, typed, request.contract, faults, ragged, load_id=request.load_id, target=request.quarantine_to
            )
            target = literal(str(request.quarantine_to))
            after_cut = _count(con, f"select count(distinct file_row) from read_parquet({target}) where early")
        _keep_good(con, typed, request, clean)
    quarantined = at_fault + repeated + len(ragged)
    recorded = dialect.record() if request.format == "csv" else {}
    return ReadResult(
        relation.encoding,
        recorded,
        read,
        parsed - at_fault - repeated,
        quarantined,
        after_cut,
        counts,
        _warnings(relation),
    )


def identity(path: Path) -> str:
    """SHA-256 of a file; of the empty text for anything that is no file."""
    return fingerprint(path) if path.is_file() else ""
