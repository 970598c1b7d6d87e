"""Each load as a whole: read in full, not empty, not shrunk; and what happens when it can't be asked."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dagster_project.outcomes import Candidate, Status
from tests.validation.conftest import CODES, Bench, Row, contract, rule


def test_a_good_load_passes_everything_and_replaces_nothing(bench: Bench) -> None:
    bench.load(Row())
    found = bench.statuses()
    assert found.pop(("load0", "load_row_drop")) is Status.NOT_APPLICABLE
    assert set(found.values()) == {Status.PASS}


def test_an_empty_load_never_passes(bench: Bench) -> None:
    bench.load()
    found = bench.statuses()
    assert found["load0", "load_not_empty"] is Status.FAIL
    assert found["load0", "pnr_present"] is Status.NOT_APPLICABLE
    assert found["load0", "key_unique"] is Status.NOT_APPLICABLE


def test_no_candidates_is_an_error(bench: Bench) -> None:
    with pytest.raises(ValueError, match="nothing to validate"):
        bench.validate(candidates=[])


def test_rows_that_vanished(bench: Bench) -> None:
    bench.load(Row(), rows_read=3)
    assert bench.statuses()["load0", "load_adds_up"] is Status.FAIL


def test_rows_that_the_file_does_not_hold(bench: Bench) -> None:
    bench.load(Row(), rows_read=2, rows_loaded=2)
    assert bench.statuses()["load0", "load_complete"] is Status.FAIL


@pytest.mark.parametrize(("counting", "status"), [(5, Status.PASS), (6, Status.FAIL)])
def test_quarantined_share_at_the_limit(bench: Bench, counting: int, status: Status) -> None:
    rows = [Row(antal=number, pnr=f"{number:012}") for number in range(90)]
    bench.load(*rows, rows_read=100, rows_quarantined=counting)
    assert bench.statuses()["load0", "load_quarantined_share"] is status


@pytest.mark.parametrize(("before", "status"), [(4, Status.PASS), (5, Status.FAIL)])
def test_fewer_rows_than_the_load_it_replaces(bench: Bench, before: int, status: Status) -> None:
    bench.load(*(Row(pnr=f"{number:012}") for number in range(3)), rows_before=before)
    assert bench.statuses()["load0", "load_row_drop"] is status


def test_only_the_load_that_fails_is_blamed(bench: Bench) -> None:
    for number in range(4):
        bench.load(Row(koen=1 if number % 2 else 7))
    found = bench.statuses()
    assert [found[f"load{number}", "koen_known"].value for number in range(4)] == ["fail", "pass", "fail", "pass"]


def test_the_same_key_in_two_loads_is_no_duplicate(bench: Bench) -> None:
    bench.load(Row())
    bench.load(Row())
    assert bench.statuses()["load1", "key_unique"] is Status.PASS


def test_a_file_that_cannot_be_read_back_blocks_itself_only(bench: Bench) -> None:
    bench.load(Row())
    bench.load(Row()).parquet.write_bytes(b"torn")
    found = bench.statuses()
    assert found["load1", "load_complete"] is Status.FAIL
    assert found["load1", "pnr_present"] is Status.NOT_RUN
    assert found["load0", "pnr_present"] is Status.PASS


def test_a_missing_column_blocks_the_load(bench: Bench, tmp_path: Path) -> None:
    narrow = tmp_path / "narrow.parquet"
    duckdb.execute(f"copy (select 'x' as pnr, 'narrow' as _load_id, '2023' as _period) to '{narrow}'")
    bench.load(Row())
    bench.written.append(Candidate("narrow", "proeve", "2023", narrow, 1, 1, 0, None))
    found = bench.statuses()
    assert found["narrow", "load_complete"] is Status.FAIL
    assert found["narrow", "kom_known"] is Status.NOT_RUN
    assert found["load0", "kom_known"] is Status.PASS


def test_rows_of_an_unknown_load_are_an_error(bench: Bench) -> None:
    made = bench.load(Row(koen=7))
    bench.written[0] = Candidate("other", "proeve", "2023", made.parquet, 1, 1, 0, None)
    assert bench.statuses()["other", "koen_known"] is Status.ERROR


def test_a_list_that_nobody_has_is_not_run(bench: Bench) -> None:
    bench.load(Row())
    found = bench.validate(codes={"measure": CODES["measure"]})
    (one,) = [check for check in found if check.check_id == "kom_known"]
    assert one.status is Status.NOT_RUN
    assert one.status.blocks
    assert one.observed == "no code list municipality"


def test_a_rule_that_breaks_is_an_error_and_tells_no_value(bench: Bench) -> None:
    bench.load(Row(pgf="secret"))
    found = bench.validate(contract(rule("sql", failing="cast(pgf as integer) > 1")))
    (one,) = [check for check in found if check.check_id == "rule_sql"]
    assert one.status is Status.ERROR
    assert one.status.blocks
    assert one.observed == "ConversionException"
    assert not any(check.status is Status.PASS for check in found if check.check_id == "kom_present")
