"""Names of codes go with the release: as shipped, or as delivered, and the one that is still valid."""

from __future__ import annotations

import duckdb
import pytest

from dagster_project.publish.code_lists import COLUMNS, code_list_rows


@pytest.fixture
def named(tmp_path):
    def read(*statements: str) -> dict[tuple[str, str], dict[str, object]]:
        path = tmp_path / "warehouse.duckdb"
        with duckdb.connect(str(path)) as connection:
            for statement in ("create schema seed_override", *statements):
                connection.execute(statement)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in code_list_rows(path)]
        found = {(str(row["code_list"]), str(row["code"])): row for row in rows}
        assert len(found) == len(rows)
        return found

    return read


def test_shipped_lists_say_names_in_both_languages_kind_and_order(named):
    found = named()
    assert found["municipality", "101"]["name_en"] == "Copenhagen"
    assert found["survey_question", "tilbud_passende"]["code_kind"] == "likert"
    assert found["follow_up_indicator", "absence"]["name_da"] == "Elevfravær"
    assert found["offer_type", "specialskole"]["sort_order"] < found["offer_type", "gruppeordning"]["sort_order"]


def test_a_delivered_list_takes_the_place_of_the_shipped_one_and_a_fact_that_ended_that_of_none(named):
    found = named(
        "create table seed_override.municipality as select * from (values"
        " ('101', 'Ny', 'New', null::date), ('101', 'Gammel', 'Old', date '2020-12-31'), ('999', null, null, null))"
        " as list (code, name_da, name_en, valid_to)"
    )
    listed = {code: row["name_da"] for (code_list, code), row in found.items() if code_list == "municipality"}
    assert listed == {"101": "Ny", "999": None}
    assert ("offer_type", "specialskole") in found
