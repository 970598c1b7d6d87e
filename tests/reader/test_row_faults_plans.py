"""One broken row per rule of funds, staff, forecasts and investment plans, and what is no fault there."""

from __future__ import annotations

import pytest

from dagster_project.reader import Refused
from tests.reader.conftest import Reader, read_one_broken_row

GOOD = {
    "pulje": ("2023", "instnr;aar;kom;pulje;beloeb", "151001;2023;151;inklusionspulje;100"),
    "personale": ("2023", "distrikt;aar;kom;enhed;hoveder;fuldtid", "Nord;2023;151;ppr;2.5;1.5"),
    "prognose": ("2023", "distrikt;aar;kom;klassetrin;elever", "Nord;2027;151;0;20.5"),
    "investering": (
        "all",
        "forslag;kom;titel;sektor;varighed;aar;beloeb_1000kr",
        "5;751;Tovholdere;5.51/1.20;varig;2024;1900",
    ),
}

BROKEN = [
    ("pulje", "instnr", "", "required"),
    ("pulje", "kom", "", "required"),
    ("pulje", "pulje", "trivselspulje", "unknown_code"),
    ("pulje", "beloeb", "ca. 100", "untypable"),
    ("personale", "distrikt", "", "required"),
    ("personale", "enhed", "kantine", "unknown_code"),
    ("personale", "hoveder", "-0.5", "hoveder_not_negative"),
    ("personale", "fuldtid", "-1", "fuldtid_not_negative"),
    ("personale", "fuldtid", "", "required"),
    ("prognose", "klassetrin", "bh.kl.", "untypable"),
    ("prognose", "elever", "-1", "elever_not_negative"),
    ("prognose", "distrikt", "Nord 610190-1234", "person_number"),
    ("prognose", "klassetrin", "0101010001", "untypable"),  # no count has ten digits, a person number has
    ("personale", "distrikt", "7112345678", "person_number"),
    ("personale", "distrikt", "om 891006.8467", "person_number"),
    ("personale", "distrikt", "891006_8467", "person_number"),
    ("personale", "distrikt", "891006/8467 syd", "person_number"),
    ("prognose", "distrikt", "89.10.06-8467", "person_number"),
    ("prognose", "distrikt", "89 10 06 8467", "person_number"),
    ("prognose", "distrikt", "(89-10-06-8467)", "person_number"),
    ("prognose", "distrikt", "Nord 72 08 15 66 61", "person_number"),
    ("prognose", "distrikt", "72.08.15-66-61", "person_number"),
    ("prognose", "distrikt", "\uff17\uff12\uff10\uff18\uff11\uff15\uff16\uff16\uff16\uff11", "person_number"),
    ("prognose", "distrikt", "om 123456789012", "person_number"),  # as long as a delivered pseudonym
    ("prognose", "elever", "", "required"),
    ("investering", "varighed", "midlertidig", "unknown_code"),
    ("investering", "sektor", "", "required"),
    ("investering", "beloeb_1000kr", "1 900", "untypable"),
]


@pytest.mark.parametrize(("source", "column", "value", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_set_aside(read: Reader, source: str, column: str, value: str, rule: str) -> None:
    outcome = read_one_broken_row(read, source, GOOD[source], column, value)
    assert outcome.quarantine == [(3, column, rule)]
    assert outcome.result.rows_loaded == 1


@pytest.mark.parametrize("source", ["pulje", "personale"])
def test_rows_of_another_year_refuse_the_file(read: Reader, source: str) -> None:
    _, header, good = GOOD[source]
    with pytest.raises(Refused) as refused:
        read(source, "2022", f"{source}2022.csv", f"{header}\n{good}\n")
    assert refused.value.code == "aar_period"


@pytest.mark.parametrize(
    ("source", "header", "row"),
    [
        ("pulje", "aar;kom;instnr;pulje;beloeb", "2023;151;151001;stoettetimer;{}"),
        ("personale", "aar;kom;distrikt;enhed;hoveder;fuldtid", "2023;151;I alt;bfo;{};1"),
        ("prognose", "aar;kom;distrikt;klassetrin;elever", "2027;151;Nord;0;{}"),
        ("investering", "aar;kom;forslag;titel;sektor;varighed;beloeb_1000kr", "2024;751;5;Hold;5.51;varig;{}"),
    ],
)
def test_of_two_rows_with_one_key_the_first_counts(read: Reader, source: str, header: str, row: str) -> None:
    period = GOOD[source][0]
    outcome = read(source, period, f"{source}.csv", f"{header}\n{row.format(7)}\n{row.format(8)}\n")
    assert outcome.quarantine == [(3, "(key)", "duplicate_key")]
    assert outcome.result.rows_loaded == 1


def test_money_can_be_negative_and_a_grade_after_the_tenth_is_only_a_warning(read: Reader) -> None:
    rows = {"pulje": ("beloeb", "-100"), "investering": ("beloeb_1000kr", "-5"), "prognose": ("klassetrin", "12")}
    for source, (column, value) in rows.items():
        assert read_one_broken_row(read, source, GOOD[source], column, value).result.rows_loaded == 2


@pytest.mark.parametrize(
    "text", ["2024-12-31 1234", "31-12-2024", "01.08.2010-31.07.2011", "2023/2024", "2010/11-2024", "tlf. 20 10 12 34"]
)
def test_dates_periods_and_phones_in_a_text_are_no_person_number(read: Reader, text: str) -> None:
    assert read_one_broken_row(read, "personale", GOOD["personale"], "distrikt", text).quarantine == []


def test_titles_under_one_number_are_rows_of_their_own(read: Reader) -> None:
    period, header, good = GOOD["investering"]
    outcome = read("investering", period, "investering.csv", f"{header}\n{good}\n{good.replace('Tov', 'Team')}\n")
    assert outcome.result.rows_loaded == 2
