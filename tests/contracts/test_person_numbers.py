"""What has the form of a person number is dotted out of texts that people write, and nothing else is."""

import pytest

from dagster_project.contracts.person_numbers import DOTS, name_without_person_numbers, without_person_numbers


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
