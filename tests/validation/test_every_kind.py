"""Every kind of check runs through Great Expectations in DuckDB, passes on good rows and fails on bad ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dagster_project.outcomes import Status
from tests.validation.conftest import GOOD_PNR, PSEUDONYM, REPLACED_PNR, Row, rule

Fails = Callable[..., int]
LATER = date(2023, 2, 1)


def test_required_column_without_value(fails: Fails) -> None:
    assert fails("pnr_present", Row(), Row(pnr=None), Row(pnr=None, start=LATER)) == 2


def test_inline_code(fails: Fails) -> None:
    assert fails("koen_known", Row(koen=3), Row(start=LATER, koen=None)) == 1


def test_closed_code_list(fails: Fails) -> None:
    assert fails("kom_known", Row(kom="999"), Row(start=LATER, kom=None)) == 1


def test_open_code_list_warns(fails: Fails) -> None:
    assert fails("pgf_known", Row(pgf="999"), Row(start=LATER, pgf=None), status=Status.WARN) == 1


def test_code_outside_its_dates_warns_by_the_date_of_the_row(fails: Fails) -> None:
    rows = (Row(pgf="110"), Row(pgf="110", start=date(2020, 1, 1)), Row(pgf="999", start=LATER))
    assert fails("pgf_valid_then", *rows, status=Status.WARN) == 1


def test_key_counts_all_rows_but_the_first_and_null_equals_null(fails: Fails) -> None:
    assert fails("key_unique", Row(), Row(), Row(), Row(pnr=None), Row(pnr=None), Row(start=LATER)) == 3


@pytest.mark.parametrize(
    ("asked", "bad", "good"),
    [
        (rule("order", "start", "slut"), Row(slut=date(2022, 1, 1)), Row(start=LATER, slut=None)),
        (rule("past", "slut"), Row(slut=date(2024, 7, 1)), Row(start=LATER, slut=date(2024, 6, 30))),
        (rule("not_negative", "antal"), Row(antal=-1), Row(start=LATER, antal=0)),
        (rule("range", "antal", minimum=1, maximum=2), Row(antal=3), Row(start=LATER, antal=None)),
        (rule("range", "pgf", minimum=100), Row(pgf="nan"), Row(start=LATER, pgf="499")),
        (rule("pattern", "pnr", pattern="[0-9]{10}|[0-9]{12}"), Row(pnr="x" + GOOD_PNR), Row(pnr=PSEUDONYM)),
        (rule("period", "start", match="year"), Row(start=date(2022, 1, 1)), Row(start=LATER)),
        (rule("period", "start", match="school_year"), Row(start=date(2023, 8, 1)), Row(start=date(2022, 8, 1))),
        (rule("sum", "antal", "koen", "koen"), Row(antal=5), Row(start=LATER, koen=2, antal=4)),
        (rule("sql", failing="antal > 5 and kom = '101'"), Row(antal=6), Row(start=LATER, antal=6, kom=None)),
        (rule("modulus_11", "pnr"), Row(pnr="0101011231"), Row(pnr="6101014000")),
        (rule("modulus_11", "pnr"), Row(pnr="6101011231"), Row(pnr="6101014000")),
        (rule("modulus_11", "pnr"), Row(pnr="0101011231"), Row(pnr=PSEUDONYM)),
        (rule("cpr_date", "pnr"), Row(pnr="3002011230"), Row(pnr=REPLACED_PNR)),
        (rule("cpr_date", "pnr"), Row(pnr="2902000234"), Row(pnr="2902004234")),
        (rule("cpr_date", "pnr"), Row(pnr="0113011230"), Row(pnr=PSEUDONYM)),
        (rule("no_overlap", "pnr", "start", "slut"), Row(start=LATER), Row(pnr=PSEUDONYM, start=LATER)),
        (rule("no_overlap", "pnr", "start", "slut", where="antal = 2"), Row(start=LATER), Row(start=LATER, antal=0)),
        (rule("at_most", "pnr", maximum=1), Row(start=LATER), Row(pnr=PSEUDONYM)),
        (rule("at_most", "pnr", maximum=1, where="antal = 2"), Row(start=LATER), Row(start=LATER, antal=0)),
    ],
    ids=lambda value: f"{value.kind}" if hasattr(value, "kind") else "",
)
def test_rules(fails: Fails, asked: object, bad: Row, good: Row) -> None:
    rows = (Row(), bad, good)
    assert fails(asked.id, *rows, rules=[asked]) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("match", "period", "good", "bad"),
    [
        ("month", "202303", date(2023, 3, 31), date(2023, 2, 28)),
        ("half_year", "202306", date(2023, 1, 1), date(2023, 7, 1)),
    ],
)
def test_a_date_agrees_with_the_period_of_the_file(
    bench: object, match: str, period: str, good: date, bad: date
) -> None:
    from tests.validation.conftest import Bench, contract

    assert isinstance(bench, Bench)
    bench.load(Row(start=good), load_id="good", period=period)
    bench.load(Row(start=bad), load_id="bad", period=period)
    found = bench.statuses(contract(rule("period", "start", match=match)))
    assert found["good", "rule_period"] is Status.PASS
    assert found["bad", "rule_period"] is Status.FAIL


def test_an_info_rule_warns_and_never_blocks(fails: Fails) -> None:
    asked = rule("not_negative", "antal", severity="info")
    assert fails(asked.id, Row(antal=-1), rules=[asked], status=Status.WARN) == 1
