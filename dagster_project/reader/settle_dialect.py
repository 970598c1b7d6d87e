"""Types a file in the dialect of its first rows, and once more where the rest of it speaks another one."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.contracts.sql import literal
from dagster_project.reader.csv_file import RaggedRow, forget_rejects, ragged_rows
from dagster_project.reader.dialect import OTHER_DATE, OTHER_MARK, Dialect, detect
from dagster_project.reader.faults import Fault, row_faults
from dagster_project.reader.refuse import Refused
from dagster_project.reader.relation import Relation
from dagster_project.reader.request import Request
from dagster_project.reader.type_rows import dialect_is_wrong, type_rows


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


def type_file(
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
