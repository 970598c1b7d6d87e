"""What we lean on in Great Expectations: found late, quiet, one scan, our two additions to the dialect."""

from __future__ import annotations

import re
import subprocess
import sys

import sqlalchemy
from sqlalchemy import event

from tests.validation.conftest import Bench, Row, contract, rule


def test_importing_the_package_does_not_import_great_expectations() -> None:
    code = "import sys, dagster_project.validation; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_all_row_conditions_are_one_scan_and_no_values_are_fetched(bench: Bench) -> None:
    statements: list[str] = []

    def note(*said: object) -> None:
        statements.append(str(said[2]))

    bench.load(Row(koen=7), Row(antal=-1))
    event.listen(sqlalchemy.Engine, "before_cursor_execute", note)
    try:
        bench.validate(contract(rule("not_negative", "antal"), rule("pattern", "pnr", pattern="[0-9]+")))
    finally:
        event.remove(sqlalchemy.Engine, "before_cursor_execute", note)
    scans = [text for text in statements if "FROM rows" in re.sub(r"(?s)/\*.*?\*/", "", text)]
    assert sum("histogram(" in text for text in scans) == 1
    assert len(scans) == 4, scans  # can it be reached, how many rows, the key, everything else


def test_results_are_there_after_the_connection_is_closed() -> None:
    from dagster_project.validation.gx import dialect

    dialect.register()
    engine = sqlalchemy.create_engine("duckdb+gx:///:memory:buffered", poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        result = connection.execute(sqlalchemy.text("select 1 union all select 2 order by 1"))
    assert [row[0] for row in result.fetchall()] == [1, 2]


def test_great_expectations_still_asks_for_the_attribute_that_we_set() -> None:
    from great_expectations.expectations.metrics.util import get_dialect_like_pattern_expression
    from sqlalchemy import column

    from dagster_project.validation.gx.dialect import DuckDBForGX

    assert get_dialect_like_pattern_expression(column("a"), DuckDBForGX, "b%") is not None
