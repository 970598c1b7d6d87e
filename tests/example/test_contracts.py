"""Every file keeps its contract in names, order, types, codes and keys; only the rows meant to be faulty do not."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from dagster_project.contracts import Contract, load_code_lists, load_contracts
from dagster_project.contracts.rule_sql import breaks_sql
from dagster_project.example.edges import Stage
from dagster_project.example.files.dialect import Dialect
from dagster_project.example.sources import SOURCES

from .conftest import AS_OF, Query

_ARROW = {"text": pa.types.is_string, "int": pa.types.is_integer, "flag": pa.types.is_integer,
          "num": pa.types.is_floating, "date": pa.types.is_date}  # fmt: skip


def _contract(source: str) -> Contract:
    return load_contracts()[source]


@pytest.mark.parametrize("source", SOURCES)
def test_columns_are_those_of_the_contract(parquet: Path, stage: Stage, source: str) -> None:
    contract = _contract(source)
    for path in (parquet / source).glob("*.parquet"):
        schema = pq.read_schema(path)
        extra = [name for (of, _), name in stage.extra_columns.items() if of == source]
        assert [name for name in schema.names if name not in extra] == list(contract.names)
        assert all(_ARROW[contract.column(name).kind](schema.field(name).type) for name in contract.names)


@pytest.mark.parametrize("source", [source for source in SOURCES if source != "institution"])
def test_csv_headers_are_those_of_the_contract_in_any_case(landing: Path, source: str) -> None:
    for path in (landing / source).glob("*.[cC][sS][vV]"):
        if "kladde" not in path.name:
            header = path.read_bytes().split(b"\n")[0].decode("utf-8-sig").strip().lower().split(";")
            assert [name for name in header if name != "bemaerkning"] == list(_contract(source).names)


def _faults(stage: Stage, source: str) -> int:
    return sum(edge.fault for (of, _, _), edges in stage.rows.items() if of == source for edge in edges)


def _read(contract: Contract) -> str:
    """The source as it is read: values that mean null are null."""
    nulls = [
        f"if(cast({c.name} as varchar) in ({', '.join(map(repr, c.null_values))}), null, {c.name}) as {c.name}"
        for c in contract.columns
        if c.null_values
    ]
    return f"(select * replace ({', '.join(nulls)}) from {contract.source})" if nulls else contract.source


@pytest.mark.parametrize("source", SOURCES)
def test_only_faulty_edge_rows_break_the_contract(query: Query, stage: Stage, source: str) -> None:
    contract = _contract(source)
    lists = load_code_lists([column.code_list for column in contract.columns if column.code_list])
    broken = [f"{column.name} is null" for column in contract.columns if column.required]
    for column in contract.columns:
        codes = lists[column.code_list].values if column.code_list else column.codes
        if codes and column.closed:
            broken.append(f"cast({column.name} as varchar) not in ({', '.join(repr(code) for code in codes)})")
    row_rules = [rule for rule in contract.rules if rule.severity in ("quarantine", "critical")]
    broken.extend(breaks_sql(contract, rule, AS_OF, "2023") for rule in row_rules)
    key = ", ".join([*contract.key, "_period"])
    doubles = f"row_number() over (partition by {key}) > 1"
    wrong = " or ".join(f"coalesce({condition}, false)" for condition in broken)
    (found,) = query(f"select count(*) from (select ({wrong}) or {doubles} as bad from {_read(contract)}) where bad")
    assert found[0] <= _faults(stage, source)  # type: ignore[operator]


def test_institutions_come_as_a_spreadsheet_with_dates(landing: Path) -> None:
    sheet = CalamineWorkbook.from_path(landing / "institution" / "institution.xlsx").get_sheet_by_index(0)
    header, first, *_ = sheet.to_python()
    row = dict(zip([str(name).lower() for name in header], first, strict=True))
    assert tuple(row) == _contract("institution").names
    assert str(row["gyldig_fra"]) == "2007-01-01"
    assert isinstance(row["instnr"], str)


def test_dialects_differ_between_the_files_of_the_demo() -> None:
    dialects = [
        Dialect.of(f"{source}{year}") for source in ("kotre", "udsp", "oekonomi", "bufo") for year in range(2019, 2025)
    ]
    for name in ("encoding", "decimal", "day_first", "header", "crlf", "quoted", "shouting_name"):
        assert len({getattr(dialect, name) for dialect in dialects}) > 1
