"""Parquet as a relation with its own types."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.reader.header import fit
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import Relation, describe


def parquet_relation(con: duckdb.DuckDBPyConnection, path: Path, contract: Contract) -> Relation:
    """Raises Refused when the file cannot be read to its end or holds no rows."""
    sql = f"read_parquet({literal(str(path))})"
    try:
        types = describe(con, sql)
        counted = con.execute(f"select count(*) from {sql}").fetchone()
    except duckdb.Error as error:
        raise Refused("unreadable", "the file is not readable Parquet", "filen kan ikke læses som Parquet") from error
    header = fit(list(types), contract)
    if not counted or not counted[0]:
        raise Refused("header_only", "the file has columns and no rows", "filen har kolonner og ingen rækker")
    return Relation(sql, header, types, "parquet", records=int(counted[0]))
