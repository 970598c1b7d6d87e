"""What the institution profile tells of schools, beside the table of the country."""

from __future__ import annotations

from typing import Any

from tests.disclosure.test_attack_by_hand import Row, found, row, segregation


def test_a_hidden_school_is_the_country_less_the_other_schools():
    def school(name: str, kind: str, hidden: str = "", **values: Any) -> Row:
        return row(hidden, instnr=name, school_year="2023/2024", institution_type=kind, municipality_code="151",
                   district="Måløv", segregation_rate=None, **values)  # fmt: skip

    country = segregation("all", pupils=50, segregated=9, special_education=9, segregation_rate=0.18,
                          special_education_rate=0.18, index_since_first=None, target_rate=None,
                          distance_to_target=None) | {"municipality_code": "all"}  # fmt: skip
    profile = [
        school("A", "folkeskole", pupils=30, segregated=5),
        school("B", "specialskole", "pupils segregated"),
        school("C", "folkeskole", "segregated", pupils=16),
        school("D", "privatskole", "segregated", pupils=40),
    ]
    told = found(segregation_rate=[country], institution_profile=profile)
    assert told["institution_profile[B, 2023/2024].pupils"] == (4, 4)
    assert told["institution_profile[C, 2023/2024].segregated"] == (0, 4)
    assert "institution_profile[D, 2023/2024].segregated" not in told


def test_pupils_of_a_school_whose_risk_is_judged_are_those_who_are_not_segregated():
    profile = [row("segregated segregation_rate", instnr="A", school_year="2023/2024", institution_type="folkeskole",
                   municipality_code="151", district="Måløv", pupils=30, risk_pupils=27)]  # fmt: skip
    assert found(institution_profile=profile)["institution_profile[A, 2023/2024].segregated"] == (3, 3)
