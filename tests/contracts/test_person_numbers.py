"""What has the form of a person number is dotted out of texts that people write, and nothing else is."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dagster_project.contracts.person_numbers import (
    DOTS,
    holds_person_number,
    holds_person_number_sql,
    name_without_person_numbers,
    without_person_numbers,
)
from dagster_project.settings import SEEDS


@pytest.mark.parametrize(
    "written", ["0101701234", "010170-1234", "010170 1234", "6101701234", "123456789012", "9999999999"]
)
@pytest.mark.parametrize("around", ["{}", "referat_{}.csv", "{}_referat.csv", "om ({}), to", "<td>{}</td>", "a.{}.b"])
def test_a_person_number_is_dotted_out(written: str, around: str) -> None:
    assert without_person_numbers(around.format(written)) == around.format(DOTS)


@pytest.mark.parametrize(
    "text",
    [
        *("bef202412_v2.csv", "bef-202412-000039", "1234567", "12345678901", "1234567890123", "a1234567890b"),
        *(
            "20261122T122438434699Z_rows.html",
            "ab12345678901234567890cd",
            "2024-12-31 01:00:09",
            "1\u202f234\u202f567\u202f890",
        ),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_person_numbers(text) == text


def test_in_a_name_letters_may_touch_the_number():
    assert "7904106660" not in name_without_person_numbers("bef7904106660.csv")
    assert "790410-6660" not in name_without_person_numbers("x790410-6660_v2.csv")
    assert name_without_person_numbers("bef20231231_v2.csv") == "bef20231231_v2.csv"


FORMS = [
    *("8910068467", "891006-8467", "891006.8467", "891006_8467", "891006/8467", "89.10.06-8467", "89 10 06 8467"),
    *("72 08 15 66 61", "720815 66 61", "72.08.15-66-61", "72.08.15.66.61", "7208-15-66-61", "72 08 15 12 30"),
    *("200815 66 61", "2008 15 66 61", "720815-66 61", "720815\uff0d6661", "72\u202f08\u202f15\u202f66\u202f61"),
    *("\uff17\uff12\uff10\uff18\uff11\uff15\uff16\uff16\uff16\uff11", "\u0667\u0662\u0660\u0668\u0661\u0665-6661"),
    *("720815\u200b6661", "72\u00ad08156661", "72 \u2013 08 15 66 61"),
    *("89-10-06-8467", "8910 06-8467", "891006 - 8467", "891006\u20138467", "891006\u00a08467", "123456789012"),
]
OTHER_NUMBERS = [
    *("2024-12-31 1234", "31-12-2024", "31-12-2024 1234", "31.12.2024-01.01.2025", "01.08.10-31.07.11", "2023/2024"),
    *("20101231 1234", "2010-12-31 01:00:09", "tlf. 20 10 12 34", "+45 20101234", "0045 20 10 12 34", "5.51/1.20"),
    *("1234567890123", "12345678901", "bef-202412-000039", "bef-201012-000039", "03.22.01.1", "DK50 0040 0440 1162 43"),
    *("0101 0012345678", "skoleåret 2010/11-2024", "31-12-2024/31-12-2025", "2010-12-31/2011-12-31", "32.10.06-8467"),
    *("2010/11-2012/13", "1910/11 2024", "31-12-2024 12:30", "31.12.24 12.30", "31.12.2024 12.30", "31-12-24 12:30"),
    *("20241231 12:30", "2010.12.31 12.30", "2010 12 31 12 30", "20101231 12 30", "31 12 2024 12 30", "12 34 56 78"),
    *("01.08.10 - 31.07.11", "01 08 10 31 07 11", "01-08-10/31-07-11", "1 234 567 890", "1.234.567.890", "281015"),
    *("72 13 15 66 61", "32 08 15 66 61", "\uff13\uff12\uff10\uff18\uff11\uff15\uff16\uff16\uff16\uff11"),
]


def _in_sql(text: str) -> bool:
    ((found,),) = duckdb.execute(f"select {holds_person_number_sql('text')} from (select ? as text)", [text]).fetchall()
    return bool(found)


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize("around", ["{}", "om {}, to", "x{}_y", "20241231 {} v2"])
def test_a_value_with_a_person_number_is_seen_by_sql_and_python(written: str, around: str) -> None:
    text = around.format(written)
    assert (_in_sql(text), holds_person_number(text)) == (True, True)


@effort(deadline=None)
@given(
    st.from_regex(r"[0-9]{2}([ ./_\u2013-]{0,2}[0-9\uff10-\uff19]{2}){3,6}[ .]?[0-9]?", fullmatch=True),
    st.sampled_from(["{}", "om {} og", "{} 12", "12 {}", "2024 {}.", "x{}\u00ad"]),
)
def test_sql_and_python_agree_on_any_digits_and_signs(digits: str, around: str) -> None:
    text = around.format(digits)
    assert _in_sql(text) == holds_person_number(text)


@effort(deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2057, 12, 31)),
    st.integers(0, 9999),
    st.sampled_from([0, 60]),
    st.sampled_from([" ", "-", " \u2013 ", "\u00a0"]),
)
def test_a_number_in_pairs_is_seen_by_both_whatever_its_digits_say(
    day: date, serial: int, replacement: int, sign: str
) -> None:
    pairs = [f"{day.day + replacement:02d}", f"{day:%m}", f"{day:%y}", f"{serial // 100:02d}", f"{serial % 100:02d}"]
    text = f"om {sign.join(pairs)}."
    assert (_in_sql(text), holds_person_number(text)) == (True, True)


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_dates_periods_phones_and_accounts_are_none(text: str) -> None:
    assert (_in_sql(text), holds_person_number(text)) == (False, False)


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize("around", ["{}.csv", "bef202412_{}.csv", "note_{}", "{}", "kopi{}_v2.parquet"])
def test_every_form_is_dotted_out_of_a_name(written: str, around: str) -> None:
    assert name_without_person_numbers(around.format(written)) == around.format(DOTS)


@pytest.mark.parametrize("name", ["bef202412_v2.csv", "bef20241231.csv", "regnskab2024_2023.csv", "note_2024-12-31_1"])
def test_a_name_with_a_date_stays(name: str) -> None:
    assert name_without_person_numbers(name) == name


def test_no_shipped_seed_looks_like_it() -> None:
    assert [path.name for path in SEEDS.rglob("*.csv") if holds_person_number(path.read_text("utf-8"))] == []
