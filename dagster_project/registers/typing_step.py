"""The reading step of a load: a result to validate, or a refusal to record. Nothing here raises for a bad file."""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb

from dagster_project.contracts.code_lists import CodeList
from dagster_project.contracts.model import Contract
from dagster_project.landing.discover import Arrival
from dagster_project.ledger import LoadRow
from dagster_project.ledger.store import QuarantineRow
from dagster_project.outcomes import LoadStatus
from dagster_project.personal_data.erasure_list import ErasureList
from dagster_project.personal_data.sweep import keep_out, remember_links
from dagster_project.reader import Refused, read_file
from dagster_project.reader.quarantine import FaultCount
from dagster_project.reader.request import ReadResult, Request
from dagster_project.settings import Settings
from dagster_project.timings import timed


@dataclass(frozen=True)
class Read:
    """One file after reading; `result` is None when the row already says why not."""

    row: LoadRow
    result: ReadResult | None

    @property
    def summary(self) -> str:
        if self.result is None:
            return f"{self.row.status}: {self.row.reason_en}"
        erased = f", {self.row.rows_erased:,} of erased people kept out" if self.row.rows_erased else ""
        return f"{self.result.rows_read:,} rows read, {self.result.rows_quarantined:,} set aside{erased}"

    @property
    def quarantine(self) -> list[QuarantineRow]:
        faults = self.result.faults if self.result else []
        return [
            QuarantineRow(self.row.load_id, f.column, f.rule, f.description_da, f.description_en, f.rows, f.first_row)
            for f in faults
        ]


def _without_erased(
    con: duckdb.DuckDBPyConnection, settings: Settings, row: LoadRow, contract: Contract, result: ReadResult,
    erased: ErasureList,
) -> tuple[ReadResult, int]:  # fmt: skip
    """The result as it is without the rows of erased people, and how many those were."""
    if not erased:
        return result, 0
    words = {(f.column, f.rule): (f.description_da, f.description_en) for f in result.faults}
    removed, aside = keep_out(con, settings, row, contract, erased, words)
    remember_links(settings, removed.links)
    faults = result.faults
    if aside.rows:
        faults = [
            FaultCount(q.column_name, q.rule, q.description_da, q.description_en, q.rows, q.first_row)
            for q in aside.left
        ]
    left = replace(
        result, rows_loaded=result.rows_loaded - removed.rows, rows_quarantined=result.rows_quarantined - aside.rows,
        rows_after_cut=result.rows_after_cut - aside.after_cut, faults=faults,
    )  # fmt: skip
    return left, removed.rows + aside.rows


def read_fresh(
    arrival: Arrival,
    row: LoadRow,
    contract: Contract,
    settings: Settings,
    code_lists: dict[str, CodeList],
    con: duckdb.DuckDBPyConnection,
    erased: ErasureList,
) -> Read:
    """Reads one arrival into the restricted folder; people who are to be forgotten do not come in with it."""
    folder = settings.registers / contract.source
    folder.mkdir(parents=True, exist_ok=True)
    request = Request(
        path=arrival.path, format=row.format, contract=contract, period=row.period, load_id=row.load_id,
        as_of=settings.as_of, code_lists=code_lists, rows_to=folder / f"{row.load_id}.parquet",
        quarantine_to=settings.quarantine / f"{row.load_id}.parquet", scratch=settings.restricted,
    )  # fmt: skip
    try:
        with timed(settings, "ingest", row.load_id):
            result = read_file(con, request)
            result, rows_erased = _without_erased(con, settings, row, contract, result, erased)
    except Refused as refused:
        return Read(row.with_outcome(LoadStatus.REJECTED, refused.da, refused.en), None)
    except Exception as error:  # our fault, not the file's; its text may quote a row, so only its kind is kept
        kind = type(error).__name__
        return Read(row.with_outcome(LoadStatus.ERROR, f"læsningen fejlede ({kind})", f"reading failed ({kind})"), None)
    read = replace(
        row, encoding=result.encoding, dialect=result.dialect, warnings=result.warnings, rows_read=result.rows_read,
        rows_loaded=result.rows_loaded, rows_quarantined=result.rows_quarantined,
        rows_after_cut=result.rows_after_cut, rows_erased=rows_erased,
    )  # fmt: skip
    return Read(read, result)
