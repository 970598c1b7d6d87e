"""File names say source, period and version, in any case; what they do not say is not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.landing import FileName, discover, parse_name

CONTRACTS = load_contracts()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bef202312.csv", FileName("bef", "202312", 1, "csv")),
        ("BEF202312.CSV", FileName("bef", "202312", 1, "csv")),
        ("udsp2023_v3.parquet", FileName("udsp", "2023", 3, "parquet")),
        ("Kotre2023_V2.SAS7BDAT", FileName("kotre", "2023", 2, "sas7bdat")),
        ("institution.xlsx", FileName("institution", "all", 1, "xlsx")),
        ("visitation_v12.csv", FileName("visitation", "all", 12, "csv")),
        ("bef202311.csv", None),  # not the last month of a quarter
        ("bef2023.csv", None),  # a quarter needs a month
        ("udsp202306.csv", None),
        ("institution2023.csv", None),  # has no period
        ("visitation .csv", None),
        ("bef202312.txt", None),
        ("nothing2023.csv", None),
        ("bef202312_v.csv", None),
    ],
)
def test_parse_name(name: str, expected: FileName | None) -> None:
    assert parse_name(name, CONTRACTS) == expected


def test_discover_orders_by_period_then_version_and_keeps_what_it_cannot_place(tmp_path: Path) -> None:
    for name in (
        "bufo/bufo2023_v2.csv",
        "bufo/bufo2023.csv",
        "bufo/bufo2022.csv",
        "bufo/readme.csv",
        "bef/bufo2021.csv",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "target.csv").write_text("x", encoding="utf-8")
    arrivals = discover(tmp_path, CONTRACTS)
    assert [a.path.name for a in arrivals if a.name] == ["bufo2022.csv", "bufo2023.csv", "bufo2023_v2.csv"]
    assert sorted(a.path.name for a in arrivals if not a.name) == ["bufo2021.csv", "readme.csv"]
