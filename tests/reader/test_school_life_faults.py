"""Decisions, interventions and occupations: one broken row per rule of their contracts, and what is no fault."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.reader import Refused
from tests.reader.conftest import CONTRACTS, Reader

GOOD = {
    "afgoerelse": ("202406", "pnr;instnr;afgoerelse_dato;timer_uge;almen", "6101151234;151001;2024-03-01;9.00;1"),
    "indsats": (
        "all",
        "pnr;kom;indsats;start;slut;status;pris_undervisning;pris_behandling",
        "6101151234;101;skoleopdatering;2022-08-01;9999-12-31;i_gang;100000.00;115000.00",
    ),
    "beskaeftigelse": ("2023", "pnr;aar;status", "6101151234;2023;uddannelse"),
}

BROKEN = [
    ("afgoerelse", "pnr", "", "required"),
    ("afgoerelse", "pnr", "610115123", "pnr_form"),
    ("afgoerelse", "instnr", "", "required"),
    ("afgoerelse", "afgoerelse_dato", "", "required"),
    ("afgoerelse", "afgoerelse_dato", "2024-13-01", "untypable"),
    ("afgoerelse", "timer_uge", "", "required"),
    ("afgoerelse", "timer_uge", "ni", "untypable"),
    ("afgoerelse", "timer_uge", "-1.00", "timer_uge_not_negative"),
    ("afgoerelse", "almen", "", "required"),
    ("afgoerelse", "almen", "2", "untypable"),
    ("indsats", "pnr", "", "required"),
    ("indsats", "pnr", "610115-1234", "pnr_form"),
    ("indsats", "kom", "", "required"),
    ("indsats", "kom", "1010", "unknown_code"),
    ("indsats", "indsats", "", "required"),
    ("indsats", "start", "", "required"),
    ("indsats", "start", "i går", "untypable"),
    ("indsats", "start", "2025-01-01", "start_past"),
    ("indsats", "slut", "2022-07-31", "slut_not_before_start"),
    ("indsats", "status", "", "required"),
    ("indsats", "status", "faerdig", "unknown_code"),
    ("indsats", "pris_undervisning", "gratis", "untypable"),
    ("indsats", "pris_behandling", "gratis", "untypable"),
    ("beskaeftigelse", "pnr", "", "required"),
    ("beskaeftigelse", "pnr", "61011512345", "pnr_form"),
    ("beskaeftigelse", "aar", "", "required"),
    ("beskaeftigelse", "aar", "i fjor", "untypable"),
    ("beskaeftigelse", "status", "", "required"),
    ("beskaeftigelse", "status", "orlov", "unknown_code"),
]


def _with(source: str, **changes: str) -> str:
    """The good row with other values; another person, so that it repeats no key."""
    _, header, good = GOOD[source]
    return ";".join(
        ({"pnr": "6101151235"} | changes).get(name, value)
        for name, value in zip(header.split(";"), good.split(";"), strict=True)
    )


def _file(source: str, *rows: str) -> str:
    _, header, good = GOOD[source]
    return "\n".join([header, good, *rows]) + "\n"


@pytest.mark.parametrize(("source", "column", "value", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_set_aside(read: Reader, source: str, column: str, value: str, rule: str) -> None:
    outcome = read(source, GOOD[source][0], f"{source}.csv", _file(source, _with(source, **{column: value})))
    assert outcome.quarantine == [(3, column, rule)]
    assert outcome.result.rows_loaded == 1


def test_every_rule_that_sets_a_row_aside_has_a_broken_row() -> None:
    for source in GOOD:
        rules = {rule.id for rule in CONTRACTS[source].rules if rule.severity == "quarantine"}
        tried = {rule for of, _, _, rule in BROKEN if of == source}
        assert rules - tried <= {"afgoerelse_dato_past"}, source  # its own test below


def test_a_decision_after_the_data_cut_is_early_and_set_aside(read: Reader) -> None:
    rows = _file("afgoerelse", _with("afgoerelse", afgoerelse_dato="2024-06-02"))
    outcome = read("afgoerelse", "202406", "afgoerelse202406.csv", rows, as_of=date(2024, 6, 1))
    assert outcome.quarantine == [(3, "afgoerelse_dato", "afgoerelse_dato_past")]
    assert outcome.result.rows_after_cut == 1


@pytest.mark.parametrize("source", sorted(GOOD))
def test_a_repeated_key_is_set_aside(read: Reader, source: str) -> None:
    outcome = read(source, GOOD[source][0], f"{source}.csv", _file(source, GOOD[source][2]))
    assert outcome.quarantine == [(3, "(key)", "duplicate_key")]


@pytest.mark.parametrize(
    ("source", "changes", "rule"),
    [
        ("afgoerelse", {"afgoerelse_dato": "2023-12-31"}, "afgoerelse_dato_period"),
        ("afgoerelse", {"afgoerelse_dato": "2024-07-01"}, "afgoerelse_dato_period"),
        ("beskaeftigelse", {"aar": "2022"}, "aar_period"),
    ],
)
def test_a_row_of_another_period_refuses_the_file(
    read: Reader, source: str, changes: dict[str, str], rule: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(source, GOOD[source][0], f"{source}.csv", _file(source, _with(source, **changes)))
    assert refused.value.code == rule


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("afgoerelse", {"afgoerelse_dato": "2024-01-01"}),
        ("afgoerelse", {"afgoerelse_dato": "2024-06-30", "timer_uge": "0"}),
        ("indsats", {"indsats": "noget_nyt"}),  # the list is open
        ("indsats", {"slut": "", "pris_undervisning": "", "pris_behandling": ""}),
        ("indsats", {"status": "gennemfoert", "slut": ""}),  # a warning
        ("indsats", {"slut": "2022-08-01"}),
        ("indsats", {"slut": "2031-01-01"}),  # planned
        ("indsats", {"pris_behandling": "-1"}),  # a warning
    ],
)
def test_what_is_no_fault_is_loaded(read: Reader, source: str, changes: dict[str, str]) -> None:
    outcome = read(source, GOOD[source][0], f"{source}.csv", _file(source, _with(source, **changes)))
    assert outcome.quarantine == []
    assert outcome.result.rows_loaded == 2
