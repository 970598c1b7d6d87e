"""One broken row per rule of childcare, notifications, births and the health registers, and what is no fault there."""

from __future__ import annotations

import pytest

from dagster_project.reader import Refused
from tests.reader.conftest import CONTRACTS, Reader, read_one_broken_row

GOOD = {
    "boernfb": (
        "2023",
        "pnr;aar;kom;dst_instnr;pasningstilbud;indskrevet_fra;indskrevet_til;fuldtidsenhed;timer_uge",
        "6101201234;2023;151;00151101;daginstitution;2022-01-01;9999-12-31;0.5000;37.00",
    ),
    "buu": ("2023", "pnr;kom;und_dato;lbnr;ufoedt;aarsag_01", "6101151234;151;2023-03-01;1;0;1"),
    "ftbarn": (
        "2015",
        "pnr;foed_dag;foedaar;flerfold;vaegt_barn;laengde_barn;inddag;mor_vfra;far_vfra",
        "6101151234;2015-01-01;2015;1;3400;51;3;2015-01-01;2015-01-01",
    ),
    "ssko": ("2023", "pnr;spec2;kontaktagg", "6101151234;80;3"),
    "syap": ("2023", "pnr;aar;diaggrp_99;ant_kontakter;ant_bes_aar;akut", "6101151234;2023;44;2;3;0"),
    "syhb": ("2023", "pnr;aar;diaggrp_99;antal_indl;sengedage;akut", "6101151234;2023;44;1;4;1"),
    "uaf_adm": ("2016", "recnum;pnr;d_inddto", "r1;6101151234;2015-03-01"),
    "uaf_diag": ("2016", "recnum;c_diag;c_diagtype;version", "r1;DF840;A;1"),
}

BROKEN = [
    *((source, "pnr", "610115123", "pnr_form") for source in GOOD if source != "uaf_diag"),
    ("boernfb", "kom", "0301", "unknown_code"),
    ("boernfb", "indskrevet_fra", "2025-01-01", "indskrevet_fra_past"),
    ("boernfb", "indskrevet_til", "2021-12-31", "indskrevet_til_not_before_indskrevet_fra"),
    ("boernfb", "fuldtidsenhed", "-0.5000", "fuldtidsenhed_not_negative"),
    ("boernfb", "fuldtidsenhed", "", "required"),
    ("boernfb", "timer_uge", "-1.00", "timer_uge_not_negative"),
    ("boernfb", "dst_instnr", "", "required"),
    ("boernfb", "pasningstilbud", "", "required"),
    ("buu", "kom", "", "required"),
    ("buu", "kom", "999", "unknown_code"),
    ("buu", "und_dato", "2023-02-30", "untypable"),
    ("buu", "lbnr", "", "required"),
    ("buu", "lbnr", "1a", "untypable"),
    ("buu", "ufoedt", "2", "untypable"),
    ("buu", "aarsag_01", "ja", "untypable"),
    ("ftbarn", "foed_dag", "2025-01-01", "foed_dag_past"),
    ("ftbarn", "flerfold", "-1", "flerfold_not_negative"),
    ("ftbarn", "vaegt_barn", "-2", "vaegt_barn_not_negative"),
    ("ftbarn", "laengde_barn", "-1", "laengde_barn_not_negative"),
    ("ftbarn", "inddag", "-1", "inddag_not_negative"),
    ("ftbarn", "mor_vfra", "2025-01-01", "mor_vfra_past"),
    ("ftbarn", "far_vfra", "2025-01-01", "far_vfra_past"),
    ("ssko", "spec2", "", "required"),
    ("ssko", "kontaktagg", "1.5", "untypable"),
    ("syap", "ant_kontakter", "-1", "ant_kontakter_not_negative"),
    ("syap", "ant_bes_aar", "-1", "ant_bes_aar_not_negative"),
    ("syap", "akut", "9", "untypable"),
    ("syap", "diaggrp_99", "", "required"),
    ("syhb", "antal_indl", "-1", "antal_indl_not_negative"),
    ("syhb", "sengedage", "-1", "sengedage_not_negative"),
    ("uaf_adm", "d_inddto", "2025-01-01", "d_inddto_past"),
    ("uaf_adm", "recnum", "", "required"),
    ("uaf_diag", "c_diag", "", "required"),
    ("uaf_diag", "c_diagtype", "C", "unknown_code"),
]


@pytest.mark.parametrize(("source", "column", "value", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_set_aside(read: Reader, source: str, column: str, value: str, rule: str) -> None:
    outcome = read_one_broken_row(read, source, GOOD[source], column, value)
    assert outcome.quarantine == [(3, column, rule)]
    assert outcome.result.rows_loaded == 1


def test_every_rule_that_sets_rows_aside_has_a_broken_row() -> None:
    rules = {(s, rule.id) for s in GOOD for rule in CONTRACTS[s].rules if rule.severity == "quarantine"}
    # The cut lies at the end of 2024, and a notification of 2025 is in no file of 2023.
    assert rules - {(source, rule) for source, _, _, rule in BROKEN} == {("buu", "und_dato_past")}


def test_a_notification_after_the_data_cut_is_set_aside(read: Reader) -> None:
    header = "pnr;kom;und_dato;lbnr\n"
    rows = "6101151234;151;2025-01-02;1\n6101151234;151;2025-01-01;2\n"
    outcome = read("buu", "2025", "buu2025.csv", header + rows)
    assert outcome.quarantine == [(2, "und_dato", "und_dato_past"), (3, "und_dato", "und_dato_past")]


@pytest.mark.parametrize(
    ("source", "column", "value"),
    [
        ("boernfb", "aar", "2022"),
        ("syap", "aar", "2024"),
        ("syhb", "aar", "2022"),
    ],
)
def test_a_row_of_another_year_than_the_file_name_says_refuses_the_file(
    read: Reader, source: str, column: str, value: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_one_broken_row(read, source, GOOD[source], column, value)
    assert column in str(refused.value)


@pytest.mark.parametrize(
    ("source", "column", "value"),
    [
        ("ssko", "kontaktagg", "-2"),  # small negative numbers are corrections
        ("ssko", "spec2", "00"),  # an open list
        ("boernfb", "pasningstilbud", "skovbørnehave"),  # an open list
        ("boernfb", "indskrevet_til", ""),
        ("buu", "ufoedt", ""),
        ("buu", "und_dato", "2022-12-31"),  # earlier years are delivered again
        ("ftbarn", "foedaar", "2014"),
        ("ftbarn", "vaegt_barn", "-1"),
        ("uaf_adm", "d_inddto", "2010-01-01"),  # a contact can have been open for years
        ("uaf_diag", "c_diagtype", "+"),
    ],
)
def test_what_is_odd_and_no_fault_goes_on(read: Reader, source: str, column: str, value: str) -> None:
    outcome = read_one_broken_row(read, source, GOOD[source], column, value)
    assert outcome.quarantine == []
    assert outcome.result.rows_loaded == 2


@pytest.mark.parametrize("source", sorted(GOOD))
def test_the_same_key_twice_keeps_the_first_row(read: Reader, source: str) -> None:
    period, header, row = GOOD[source]
    outcome = read(source, period, f"{source}.csv", "\n".join([header, row, row]) + "\n")
    assert outcome.quarantine == [(3, "(key)", "duplicate_key")]
