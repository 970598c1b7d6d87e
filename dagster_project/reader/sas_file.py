"""SAS7BDAT as a relation with its own types, read in chunks so that memory stays flat."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from dagster_project.contracts.model import Contract
from dagster_project.reader.parquet_file import parquet_relation
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import Relation

_CHUNK = 200_000


def sas_relation(con: duckdb.DuckDBPyConnection, path: Path, contract: Contract, scratch: Path) -> Relation:
    """Copies the data set to Parquet in `scratch`. Raises Refused when it cannot be read."""
    copied, writer = scratch / "sheet.parquet", None
    try:
        for frame, _ in pyreadstat.read_file_in_chunks(pyreadstat.read_sas7bdat, str(path), chunksize=_CHUNK):
            table = pa.Table.from_pandas(frame, schema=writer.schema if writer else None, preserve_index=False)
            if writer is None:
                # An all-empty first chunk has no type of its own; text can hold what comes later.
                fields = [pa.field(f.name, pa.string()) if pa.types.is_null(f.type) else f for f in table.schema]
                writer = pq.ParquetWriter(copied, pa.schema(fields))
                table = table.cast(writer.schema)
            writer.write_table(table)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, pa.ArrowInvalid) as error:
        raise Refused(
            "unreadable", "the file is not a readable SAS data set", "filen kan ikke læses som SAS-datasæt"
        ) from error
    finally:
        if writer is not None:
            writer.close()
    if writer is None:
        raise Refused("header_only", "the data set has no rows", "datasættet har ingen rækker")
    return parquet_relation(con, copied, contract)
