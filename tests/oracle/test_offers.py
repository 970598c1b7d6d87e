"""Helårsbørn, placements and measures, computed by hand."""

from datetime import date

import pytest

from tests.oracle.calendar_days import days_by_year, union
from tests.oracle.children import placement, preventive_measure
from tests.oracle.helaarsboern import helaarsboern
from tests.oracle.tiny import AS_OF, extract, only


def _visited(*rows: dict[str, object]) -> dict[str, object]:
    base = {"pnr": "6101100001", "betalingskom": "151", "distrikt": "North", "tilbud": "specialskole"}
    return {"visitation": extract("visitation", *(base | row for row in rows))}


def test_both_ends_count_and_a_shared_day_counts_once() -> None:
    first, second = (date(2021, 1, 1), date(2021, 1, 10)), (date(2021, 1, 10), date(2021, 1, 12))
    assert union([second, first]) == [(date(2021, 1, 1), date(2021, 1, 12))]
    assert days_by_year([first, second]) == {2021: 12}
    assert days_by_year([(date(2023, 12, 31), date(2024, 1, 1))]) == {2023: 1, 2024: 1}


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_whole_year_is_one(year: int) -> None:
    table = helaarsboern(_visited({"visiteret_fra": date(year, 1, 1), "visiteret_til": date(year, 12, 31)}), AS_OF)
    assert only(table, district="North", offer_type="specialskole")["helaarsboern"] == 1.0


def test_open_spells_stop_at_the_data_cut_and_the_year_is_provisional() -> None:
    table = helaarsboern(_visited({"visiteret_fra": date(2024, 12, 31)}), AS_OF)
    assert only(table, district="all", offer_type="all", year=2024)["days"] == 1
    row = only(table, district="all", offer_type="all", year=2025)
    assert (row["days"], row["is_provisional"]) == (31 + 28 + 15, True)


def test_all_unions_over_special_offers_and_leaves_general_ones_out() -> None:
    whole = {"visiteret_fra": date(2023, 1, 1), "visiteret_til": date(2023, 12, 31)}
    rows = [
        whole,
        whole | {"tilbud": "stoettetimer", "timer_uge": 9.0},
        whole | {"tilbud": "stoettetimer", "timer_uge": 8.9, "pnr": "6101100002"},
        whole | {"tilbud": "stoettetimer", "pnr": "6101100003"},
        whole | {"tilbud": "mellemform_klasse", "pnr": "6101100004"},
        {"tilbud": "gruppeordning", "pnr": "6101100005"},
    ]
    table = helaarsboern(_visited(*rows), AS_OF)
    town = {"year": 2023, "district": "all"}
    assert only(table, offer_type="all", **town)["helaarsboern"] == 1.0
    assert only(table, offer_type="stoettetimer", **town)["children"] == 1
    assert only(table, offer_type="stoettetimer_under_9", **town)["children"] == 2
    assert only(table, offer_type="mellemform_klasse", **town)["children"] == 1
    assert not table["offer_type"].eq("gruppeordning").any()


def test_placement_counts_spell_events_only() -> None:
    base = {"pnr": "6101100001", "kom": "151", "forloebsnr": "1", "ansted_klas": "01", "samtykke": "1"}
    rows = [
        base | {"haendelse": "0", "startdato": date(2024, 7, 1), "slutdato": date(2024, 12, 31)},
        base | {"haendelse": "3", "startdato": date(2024, 1, 1)},
        base
        | {
            "haendelse": "0",
            "startdato": date(2024, 12, 31),
            "pnr": "6101100002",
            "samtykke": "2",
            "ansted_klas": "06",
        },
        base
        | {
            "haendelse": "0",
            "startdato": date(2024, 12, 31),
            "pnr": "6101100003",
            "samtykke": "99",
            "ansted_klas": "06",
        },
    ]
    table = placement({"buaf": extract("buaf", *rows)}, AS_OF)
    whole = only(table, year=2024, placement_group="all")
    assert (whole["children_end_of_year"], whole["started"], whole["ended"], whole["consent_share"]) == (3, 3, 1, 0.5)
    assert whole["helaarsboern"] == pytest.approx((184 + 1 + 1) / 366)
    assert only(table, year=2024, placement_group="foster")["ended"] == 1
    assert only(table, year=2025, placement_group="own_room")["children_end_of_year"] == 2


def test_measures_outside_both_groups_take_no_part() -> None:
    spans = (("199", 2023), ("200", 2023), ("299", 2024), ("300", 2023), ("399", 2023), ("400", 2022), ("499", 2023))
    rows = [{"pnr": "6101100001", "kom": "151", "pgf": pgf, "sag_vfra": date(year, 5, 1)} for pgf, year in spans]
    table = preventive_measure({"bufo": extract("bufo", *rows)}, AS_OF)
    family = only(table, year=2023, measure_group="family_directed")
    assert (family["children"], family["started"], family["active_end_of_year"]) == (1, 1, 2)
    assert only(table, year=2023, measure_group="person_directed")["started"] == 1
