"""Count date, segregation, special education, districts and returns, computed by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.oracle.pupils import enrolled, pupil_count
from tests.oracle.segregation import return_rate, segregation_rate, target_rate
from tests.oracle.tiny import AS_OF, SCHOOLS, extract, only

AUTUMN, DAY, JUNE = date(2022, 8, 1), date(2022, 9, 30), date(2023, 6, 30)
TARGET = pd.DataFrame(
    {"municipality_code": ["all", "all"], "valid_from": ["2010/2011", "2022/2023"], "rate": ["0.05", "0.04"]}
)


def _part(pnr: str, instnr: str = "100001", **other: object) -> dict[str, object]:
    return {"pnr": pnr, "elev3_vfra": AUTUMN, "elev3_vtil": JUNE, "udd": "1114", "udel": "24", "instnr": instnr} | other


def _need(pnr: str, **other: object) -> dict[str, object]:
    base = {"pnr": pnr, "skl_vfra": AUTUMN, "skl_vtil": JUNE, "instnr": "100001", "kl_type": "40", "spc_art": "H11"}
    return base | {"_period": 2023} | other


def _extracts(parts: list[dict[str, object]], needs: list[dict[str, object]]) -> dict[str, pd.DataFrame]:
    homes = [
        {"pnr": pnr, "referencetid": date(2022, 9, 30), "kom": "151"}
        for pnr in {part["pnr"] for part in parts}
        if pnr != "9"
    ]
    needs = needs or [_need("nobody", spc_art="H00")]
    return {
        "kotre": extract("kotre", *parts),
        "udsp": extract("udsp", *needs),
        "bef": extract("bef", *homes),
        "institution": SCHOOLS,
        "visitation": extract(
            "visitation", {"pnr": "1", "visiteret_fra": AUTUMN, "distrikt": "East", "tilbud": "stoettetimer"}
        ),
        "target": TARGET,
    }


def test_the_last_started_spell_wins_and_ties_go_to_the_lowest_number() -> None:
    parts = [
        _part("1", "100004"),
        _part("1", "100003", elev3_vfra=date(2022, 9, 1)),
        _part("2", "100004"),
        _part("2", "100003"),
    ]
    found = enrolled(_extracts(parts, []), DAY)
    assert list(found["instnr"]) == ["100003", "100003"]


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ({"elev3_vtil": DAY}, 1),
        ({"elev3_vtil": date(2022, 9, 29)}, 0),
        ({"elev3_vfra": DAY}, 1),
        ({"udel": "31"}, 0),
        ({"udel": "10"}, 1),
        ({"udd": "1121"}, 0),
        ({"udd": "2511"}, 1),
    ],
)
def test_who_is_a_pupil(part: dict[str, object], count: int) -> None:
    assert len(enrolled(_extracts([_part("1", **part)], []), DAY)) == count


@pytest.mark.parametrize(
    ("need", "segregated", "special"),
    [
        ({"spc_omfang": 9.0}, False, True),
        ({"spc_omfang": 8.99}, False, False),
        ({"spc_omfang": 99.99}, False, False),
        ({"spc_omfang": 12.0, "spc_art": "H00"}, False, False),
        ({"kl_type": "50"}, True, True),
        ({"kl_type": "50", "spc_slut": date(2022, 9, 29)}, False, False),
        ({"kl_type": "50", "spc_start": date(2022, 10, 1)}, False, False),
        ({"kl_type": "50", "instnr": "100003"}, False, False),
        ({"kl_type": "50", "_period": 2022}, False, False),
    ],
)
def test_segregated_and_special(need: dict[str, object], segregated: bool, special: bool) -> None:
    row = only(pupil_count(_extracts([_part("1")], [_need("1", **need)]), 2023), pnr="1")
    assert (row["segregated"], row["special"]) == (segregated, special)


def test_a_department_is_segregated_by_its_own_type_and_lies_where_its_main_school_lies() -> None:
    row = only(pupil_count(_extracts([_part("2", "100002")], []), 2023), pnr="2")
    assert (row["segregated"], row["district"]) == (True, "North")


def test_rates_by_scope_district_and_total() -> None:
    parts = [_part("1"), _part("2", "100004"), _part("3", "100003"), _part("9", "100004")]
    table = segregation_rate(_extracts(parts, []), AS_OF)
    town = {"municipality_code": "151", "district": "all"}
    assert only(table, denominator_scope="municipal_offers", **town)["segregation_rate"] == 0.5
    assert only(table, denominator_scope="all_schools", **town)["pupils"] == 3
    assert only(table, denominator_scope="all_schools", municipality_code="all")["segregated"] == 2
    assert only(table, denominator_scope="all_schools", district="East")["pupils"] == 1
    assert only(table, denominator_scope="all_schools", district="unknown")["distance_to_target"] == pytest.approx(
        -0.04
    )


def test_a_target_of_its_own_stands_before_that_of_all() -> None:
    assert target_rate(TARGET, "151", "2021/2022") == 0.05
    assert target_rate(TARGET, "151", "2009/2010") is None


def test_referred_is_the_first_segregated_date_after_a_general_one() -> None:
    paths = {"1": "GSSSG", "2": "SGSGG", "3": "GS..G", "4": "GSSSS", "5": "GS...", "6": "GGGSG"}
    parts = [
        _part(
            pnr, "100004" if at == "S" else "100003", elev3_vfra=date(2018 + n, 8, 1), elev3_vtil=date(2019 + n, 6, 30)
        )
        for pnr, path in paths.items()
        for n, at in enumerate(path)
        if at != "."
    ]
    needs = [_need("nobody", spc_art="H00", _period=2019 + n) for n in range(5)]
    extracts = _extracts(parts, needs)
    extracts["bef"] = extracts["bef"].assign(referencetid=pd.Timestamp(2018, 1, 1))
    table = return_rate(extracts, AS_OF)
    row = only(table, municipality_code="151", school_year="2019/2020", stage="all")
    assert (row["referred"], row["still_enrolled"], row["returned"], row["rate"]) == (4, 3, 2, pytest.approx(2 / 3))
    assert pd.isna(only(table, municipality_code="all", school_year="2021/2022", stage="mellemtrin")["returned"])
