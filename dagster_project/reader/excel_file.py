"""The first sheet of a workbook as a relation of text columns, keeping apart numbers and text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.reader.header import Header, fit
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import Relation, numbers_flag

_BATCH = 20_000


def cell_text(cell: Any) -> str | None:
    """The cell as text: dates as yyyy-mm-dd, whole numbers without a decimal point, flags as 0/1, empty as None."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _batches(rows: Iterator[list[Any]], header: Header, watched: list[int], schema: pa.Schema) -> Iterator[pa.Table]:
    batch: list[list[Any]] = []

    def table() -> pa.Table:
        width = len(header.delivered)
        columns = [[cell_text(row[i]) if i < len(row) else None for row in batch] for i in range(width)]
        flags = [[_is_number(row[i]) if i < len(row) else False for row in batch] for i in watched]
        return pa.table([*columns, *flags], schema=schema)

    for row in rows:
        if any(cell not in (None, "") for cell in row):
            batch.append(row)
        if len(batch) == _BATCH:
            yield table()
            batch = []
    if batch:
        yield table()


def excel_relation(path: Path, contract: Contract, scratch: Path) -> Relation:
    """Copies the sheet to text Parquet in `scratch`. Raises Refused when it cannot be read or holds no rows."""
    try:
        rows = iter(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())
        names = [cell_text(cell) or f"column {number}" for number, cell in enumerate(next(rows, []), 1)]
    except (CalamineError, OSError, IndexError) as error:
        raise Refused(
            "unreadable", "the file is not a readable workbook", "filen kan ikke læses som regneark"
        ) from error
    header = fit(names, contract)
    text_keys = {c.name for c in contract.columns if c.kind == "text" and (c.name in contract.key or c.identifies)}
    watched = [header.delivered.index(header.matched[name]) for name in sorted(text_keys) if name in header.matched]
    fields = [(name, pa.string()) for name in header.delivered]
    fields += [(numbers_flag(header.delivered[i]), pa.bool_()) for i in watched]
    schema = pa.schema(fields)
    copied, count = scratch / "sheet.parquet", 0
    with pq.ParquetWriter(copied, schema) as writer:
        for table in _batches(rows, header, watched, schema):
            writer.write_table(table)
            count += table.num_rows
    if not count:
        raise Refused("header_only", "the sheet has a header and no rows", "arket har en overskrift og ingen rækker")
    flagged = frozenset(header.delivered[i] for i in watched)
    types = dict.fromkeys(header.delivered, "VARCHAR")
    return Relation(
        f"read_parquet({literal(str(copied))})", header, types, "xlsx", records=count, numbers_in_text=flagged
    )
