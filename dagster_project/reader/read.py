"""Reads one file to the contract: refuse it, or split it into typed good rows and quarantine, and count everything."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from dagster_project.contracts.code_lists import CodeList
from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.reader.byte_scan import fingerprint, scan_csv
from dagster_project.reader.csv_file import RaggedRow, csv_relation, forget_rejects, ragged_rows
from dagster_project.reader.dialect import OTHER_DATE, OTHER_MARK, Dialect, detect
from dagster_project.reader.excel_file import excel_relation
from dagster_project.reader.faults import Fault, row_faults
from dagster_project.reader.parquet_file import parquet_relation
from dagster_project.reader.quarantine import FaultCount, mark_duplicates, write_quarantine
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import Relation
from dagster_project.reader.sas_file import sas_relation
from dagster_project.reader.type_rows import dialect_is_wrong, type_rows


@dataclass(frozen=True)
class Request:
    """One file to read. `scratch` must be a restricted folder: copies of the rows live there for a moment."""

    path: Path
    format: str
    contract: Contract
    period: str
    load_id: str
    as_of: date
    code_lists: Mapping[str, CodeList]
    rows_to: Path
    quarantine_to: Path
    scratch: Path


@dataclass(frozen=True)
class ReadResult:
    """`rows_read = rows_loaded + rows_quarantined`, always."""

    encoding: str
    dialect: dict[str, str]
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_quarantined_counting: int
    faults: list[FaultCount] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _open(con: duckdb.DuckDBPyConnection, request: Request, scratch: Path) -> tuple[Relation, bool]:
    """The file as a relation, and whether its last line is whole."""
    path, contract = request.path, request.contract
    if not path.is_file():
        raise Refused(
            "not_a_file", "a folder stands where a file should be", "der ligger en mappe, hvor der skulle være en fil"
        )
    if path.stat().st_size == 0:
        raise Refused("empty", "the file is empty", "filen er tom")
    match request.format:
        case "csv":
            scan = scan_csv(path)
            return csv_relation(path, scan, contract), scan.ends_with_newline
        case "parquet":
            return parquet_relation(con, path, contract), True
        case "xlsx":
            return excel_relation(path, contract, scratch), True
        case _:
            return sas_relation(con, path, contract, scratch), True


def _reject_where_faults_say_so(
    con: duckdb.DuckDBPyConnection,
    typed: Path,
    faults: list[Fault],
    relation: Relation,
    request: Request,
    dialect: Dialect,
) -> Dialect | None:
    """Raises Refused for faults that reject a file; returns another dialect when the first rows misled us."""
    rejecting = [n for n, fault in enumerate(faults) if fault.rejects]
    if not rejecting:
        return None
    found = con.execute(
        f"select distinct unnest(_faults) as number from read_parquet({literal(str(typed))}) where _faults is not null"
    ).fetchall()
    hit = [faults[n] for (n,) in sorted(found) if n in rejecting]
    if not hit:
        return None
    for rule, kind in (("mixed_date_order", "date"), ("mixed_decimal_mark", "num")):
        if hit[0].rule == rule and dialect_is_wrong(con, relation, request.contract, dialect, kind):
            if kind == "date":
                return Dialect(OTHER_DATE[dialect.date_form], dialect.decimal_mark)
            return Dialect(dialect.date_form, OTHER_MARK[dialect.decimal_mark])
    fault = hit[0]
    raise Refused(
        fault.rule,
        f"{fault.column} breaks the rule: {fault.description_en}",
        f"{fault.column} bryder reglen: {fault.description_da}",
    )


def _type(
    con: duckdb.DuckDBPyConnection, relation: Relation, request: Request, typed: Path
) -> tuple[Dialect, list[Fault], list[RaggedRow]]:
    """Types the file, a second time only where its first rows did not show how it writes dates or numbers."""
    dialect = detect(con, relation, request.contract)
    for _ in range(3):
        faults = row_faults(request.contract, relation, dialect, request.code_lists, request.as_of, request.period)
        forget_rejects(con)
        type_rows(
            con,
            relation,
            request.contract,
            dialect,
            faults,
            load_id=request.load_id,
            period=request.period,
            target=typed,
        )
        ragged = ragged_rows(con)
        better = _reject_where_faults_say_so(con, typed, faults, relation, request, dialect)
        if better is None:
            return dialect, faults, ragged
        dialect = better
    raise Refused(
        "mixed_date_order", "date and number forms contradict each other", "dato- og talformer modsiger hinanden"
    )


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
        f"where _faults is null) to {literal(str(request.rows_to))} (format parquet, compression zstd)"
    )


def _warnings(relation: Relation) -> list[str]:
    found = []
    if relation.header.extra:
        found.append("extra columns ignored: " + ", ".join(relation.header.extra))
    if relation.header.absent:
        found.append("optional columns not delivered: " + ", ".join(relation.header.absent))
    return found


def read_file(con: duckdb.DuckDBPyConnection, request: Request) -> ReadResult:
    """Reads one file. Raises Refused when it cannot be used as a whole; then nothing is written."""
    with tempfile.TemporaryDirectory(dir=request.scratch) as folder:
        scratch = Path(folder)
        relation, whole = _open(con, request, scratch)
        typed = scratch / "typed.parquet"
        try:
            dialect, faults, ragged = _type(con, relation, request, typed)
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
        counting = 0
        if not clean:
            counts = write_quarantine(
                con, typed, request.contract, faults, ragged, load_id=request.load_id, target=request.quarantine_to
            )
            target = literal(str(request.quarantine_to))
            counting = _count(con, f"select count(distinct file_row) from read_parquet({target}) where counts")
        _keep_good(con, typed, request, clean)
    quarantined = at_fault + repeated + len(ragged)
    recorded = dialect.record() if request.format == "csv" else {}
    return ReadResult(
        relation.encoding,
        recorded,
        read,
        parsed - at_fault - repeated,
        quarantined,
        counting,
        counts,
        _warnings(relation),
    )


def identity(path: Path) -> str:
    """SHA-256 of a file; of the empty text for anything that is no file."""
    return fingerprint(path) if path.is_file() else ""
