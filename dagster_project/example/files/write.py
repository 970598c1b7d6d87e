"""Writes one delivery to the landing folder in the wanted format, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from dagster_project.example.columns import Batch
from dagster_project.example.files.dialect import Dialect, as_text
from dagster_project.example.files.rows import Rows, text_columns, typed_columns
from dagster_project.example.files.sink import DialectFile
from dagster_project.example.files.xlsx import write_workbook


def _first(batches: Iterator[Batch]) -> tuple[Batch, Iterator[Batch]]:
    head = next(batches)
    return head, chain([head], batches)


def _csv(path: Path, batches: Iterator[Batch], rows: Rows, dialect: Dialect) -> int:
    head, batches = _first(batches)
    names = list(head)
    schema = pa.schema([(name, pa.string()) for name in names])
    options = arrow_csv.WriteOptions(
        include_header=False, delimiter=";", batch_size=16_384, quoting_style="all_valid" if dialect.quoted else "none"
    )
    written = 0
    with DialectFile(path, dialect) as sink:
        sink.write((";".join(dialect.title(name) for name in names) + "\n").encode())
        with arrow_csv.CSVWriter(sink, schema, write_options=options) as writer:
            for batch in batches:
                part = {name: as_text(column, dialect) for name, column in batch.items()}
                writer.write_batch(pa.RecordBatch.from_pydict(part, schema))
                written += len(part[names[0]])
            last = rows.fit(written)
            writer.write_batch(pa.RecordBatch.from_pydict(text_columns(last, names, dialect), schema))
    return written + len(last)


def _parquet(path: Path, batches: Iterator[Batch], rows: Rows) -> int:
    head, batches = _first(batches)
    schema = pa.schema([(name, column.type) for name, column in head.items()])
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(pa.RecordBatch.from_pydict(batch, schema))
            written += len(batch[schema.names[0]])
        last = pa.RecordBatch.from_pydict(typed_columns(rows.fit(written), schema), schema)
        if last.num_rows:
            writer.write_batch(last)
    return written + int(last.num_rows)


def _xlsx(path: Path, batches: Iterator[Batch], rows: Rows, dialect: Dialect) -> int:
    names: list[str] = []
    body: list[list[Any]] = []
    for batch in batches:
        names = list(batch)
        body += map(list, zip(*(column.to_pylist() for column in batch.values()), strict=True))
    body += [[row.get(name) for name in names] for row in rows.fit(len(body))]
    write_workbook(path, [dialect.title(name) for name in names], body)
    return len(body)


def write_delivery(folder: Path, name: str, batches: Iterator[Batch], rows: Rows, form: str) -> tuple[Path, int]:
    """The file of one delivery, with the hand-written rows last; gives its path and number of rows."""
    dialect = Dialect.of(name)
    folder.mkdir(parents=True, exist_ok=True)
    file_name = f"{name}.{form}"
    path = folder / (file_name.upper() if dialect.shouting_name and form == "csv" else file_name)
    if form == "csv":
        return path, _csv(path, batches, rows, dialect)
    if form == "parquet":
        return path, _parquet(path, batches, rows)
    if form == "xlsx":
        return path, _xlsx(path, batches, rows, dialect)
    raise ValueError(f"No such format: {form}")
