"""The arithmetic on personal numbers agrees with the plain rules, said again digit by digit."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from dagster_project.contracts import cpr

DAYS = (*range(10100, 320000, 1237), *range(610100, 920000, 20011))
NUMBERS = [f"{first:06}{rest:04}" for first in DAYS for rest in (0, 3999, 4000, 5803, 9036)]


def _asked(condition: str) -> list[bool | None]:
    return [
        row[0]
        for row in duckdb.execute(
            f"select {condition} from (select unnest(?) as pnr, unnest(range(?)) as place) order by place",
            [NUMBERS, len(NUMBERS)],
        ).fetchall()
    ]


def test_control_digit() -> None:
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    plain = [sum(int(d) * w for d, w in zip(pnr, weights, strict=True)) % 11 == 0 for pnr in NUMBERS]
    assert _asked(cpr.modulus_11("pnr")) == plain
    assert any(plain)


def _born(pnr: str) -> bool:
    day, month, year, seventh = int(pnr[:2]), int(pnr[2:4]), int(pnr[4:6]), int(pnr[6])
    day -= 60 if day > 60 else 0
    century = 1900 if seventh <= 3 else 2000
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    return True


def test_birth_date() -> None:
    plain = [_born(pnr) for pnr in NUMBERS]
    assert _asked(cpr.date("pnr")) == plain
    assert any(plain)
    assert not all(plain)


@pytest.mark.parametrize("pnr", ["000000000017", "", "010101123", "01010112XY"])
def test_what_is_no_ten_digit_number_has_neither(pnr: str) -> None:
    row = duckdb.execute(f"select {cpr.date('p')}, {cpr.modulus_11('p')} from (select ? as p)", [pnr]).fetchone()
    assert row == (None, None)
