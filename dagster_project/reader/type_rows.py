"""The pass over a file: raw rows in, typed rows with their faults out, as Parquet in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from dagster_project.contracts.model import Contract
from dagster_project.contracts.sql import literal
from dagster_project.contracts.sql import name as quoted
from dagster_project.reader.dialect import Dialect
from dagster_project.reader.expressions import clean, own_form, typed
from dagster_project.reader.faults import Fault, raw_name
from dagster_project.reader.relation import TYPED_FILE, Relation, numbers_flag


def _raw_columns(contract: Contract, relation: Relation) -> str:
    parts = []
    for column in contract.columns:
        delivered = relation.header.matched.get(column.name)
        value = "cast(null as varchar)"
        if delivered:
            empty_is_null = relation.empty_is_null
            value = clean(column, quoted(delivered), relation.types[delivered], empty_is_null=empty_is_null)
        parts.append(f"{value} as {raw_name(column.name)}")
    parts += [quoted(numbers_flag(name)) for name in sorted(relation.numbers_in_text)]
    return ", ".join(parts)


def _raw_type(relation: Relation, column: str) -> str:
    delivered = relation.header.matched.get(column)
    return relation.types[delivered] if delivered else "VARCHAR"


def _typed_columns(contract: Contract, relation: Relation, dialect: Dialect) -> str:
    return ", ".join(
        f"{typed(column, raw_name(column.name), _raw_type(relation, column.name), dialect)} as {column.name}"
        for column in contract.columns
    )


def _own_forms(contract: Contract, relation: Relation, dialect: Dialect, kind: str) -> str:
    tests = [
        own_form(column, raw_name(column.name), dialect)
        for column in contract.columns
        if column.kind == kind and column.name in relation.header.matched and relation.is_text(column.name)
    ]
    return " or ".join(f"coalesce({test}, false)" for test in tests if test) or "false"


def _one_value(text: str) -> str:
    """The same text in every row, written as a dictionary of one; it is read as text again."""
    return f"cast({literal(text)} as enum ({literal(text)}))"


def type_rows(
    con: duckdb.DuckDBPyConnection,
    relation: Relation,
    contract: Contract,
    dialect: Dialect,
    faults: Sequence[Fault],
    *,
    load_id: str,
    period: str,
    target: Path,
) -> None:
    """Writes every parsed row to `target`: contract columns, `_load_id` and `_period`.

    Rows at fault also carry `_faults` (numbers into `faults`) and `_raw` (the raw values in contract order).
    """
    numbered = ", ".join(f"case when {fault.condition} then {number} end" for number, fault in enumerate(faults))
    # A `case` looks at each condition only where the ones before did not hold, and a null is no fault; a long `or`
    # works all of them out for every row.
    at_fault = " ".join(["case", *(f"when {fault.condition} then true" for fault in faults), "when false then true"])
    raw_list = ", ".join(f"cast({raw_name(name)} as varchar)" for name in contract.names)
    # Forms are looked at only in rows at fault: a file without faults has no second form to be mixed with.
    con.execute(
        f"copy ("
        f"select {', '.join(contract.names)}, {_one_value(load_id)} as _load_id, {_one_value(period)} as _period, "
        f"case when _at_fault then list_filter([{numbered}], lambda n: n is not null) end as _faults, "
        f"case when _at_fault then [{raw_list}] end as _raw "
        f"from (select *, {at_fault} else false end as _at_fault from "
        f"(select *, {_typed_columns(contract, relation, dialect)} from "
        f"(select {_raw_columns(contract, relation)} from {relation.sql})))"
        f") to {literal(str(target))} {TYPED_FILE}"
    )


def dialect_is_wrong(
    con: duckdb.DuckDBPyConnection, relation: Relation, contract: Contract, dialect: Dialect, kind: str
) -> bool:
    """True when no value of the file has the form that was found in its first rows; the whole file is looked at."""
    test = _own_forms(contract, relation, dialect, kind)
    sql = f"select count(*) from (select {_raw_columns(contract, relation)} from {relation.sql}) where {test}"
    row = con.execute(sql).fetchone()
    return row is not None and row[0] == 0
