"""What must hold of the tables whose figures are left open, seen to fail."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from tests.oracle.structure import follow_up_status, institution_profile, risk_distribution
from tests.oracle.tiny import AS_OF, SCHOOLS, extract

BINS = [
    {"municipality_code": "151", "school_year": "2023/2024", "instnr": "all", "bin": number, "pupils": number}
    | {"group_size": 45, "share": number / 45}
    for number in range(10)
]


def _database(name: str, rows: pd.DataFrame) -> duckdb.DuckDBPyConnection:
    database = duckdb.connect()
    database.register("rows", rows)
    database.execute("create schema marts")
    database.execute(f"create table marts.{name} as select * from rows")
    return database


def test_a_table_that_is_absent_is_said_and_the_model_may_be_off() -> None:
    database = duckdb.connect()
    assert risk_distribution(database, {}, AS_OF) == []
    assert follow_up_status(database, {}, AS_OF) == ["table marts.follow_up_status is not there"]
    assert institution_profile(database, {}, AS_OF) == ["table marts.institution_profile is not there"]


@pytest.mark.parametrize(
    ("change", "found"),
    [({}, 0), ({"bin": 8}, 2), ({"pupils": 8}, 2), ({"group_size": 44}, 2), ({"share": 0.3}, 1)],
)
def test_bins_are_ten_and_add_up(change: dict[str, float], found: int) -> None:
    rows = pd.DataFrame([*BINS[:-1], BINS[-1] | change])
    assert len(risk_distribution(_database("risk_distribution", rows), {}, AS_OF)) == found


@pytest.mark.parametrize(("change", "found"), [(-1.0, 0), (1.0, 1), (None, 1)])
def test_change_is_the_difference(change: float | None, found: int) -> None:
    row = {"municipality_code": "101", "follow_up": "1", "indicator": "K1", "value": 5.0, "previous_value": 6.0}
    rows = pd.DataFrame([row | {"change": change, "national_value": None}])
    assert len(follow_up_status(_database("follow_up_status", rows), {}, AS_OF)) == found


@pytest.mark.parametrize(("pupils", "found"), [(2, 0), (3, 1), (None, 0)])
def test_a_profile_has_the_pupils_of_the_main_school(pupils: int | None, found: int) -> None:
    part = {"elev3_vfra": date(2023, 8, 1), "udd": "1114", "udel": "24"}
    kotre = extract("kotre", part | {"pnr": "1", "instnr": "100001"}, part | {"pnr": "2", "instnr": "100002"})
    rows = pd.DataFrame([{"instnr": "100001", "school_year": "2023/2024", "pupils": pupils}])
    extracts = {"kotre": kotre, "institution": SCHOOLS}
    assert len(institution_profile(_database("institution_profile", rows), extracts, AS_OF)) == found
