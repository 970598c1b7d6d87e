"""The reader of the oracle: dialects, faults, redeliveries, and what the hard landing folder expects of it."""

from datetime import date
from pathlib import Path

import pytest

from tests.oracle.conftest import Hard
from tests.oracle.hard_landing import AS_OF
from tests.oracle.read import Landing, read_landing

HEADER = "pnr;kom;pgf;sag_vfra;sag_vtil"


def _land(folder: Path, **files: str | bytes) -> Landing:
    for name, content in files.items():
        path = folder / "bufo" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_landing(folder, AS_OF)


def _rows(count: int, start: str = "2021-01-01") -> str:
    return "".join(f"61012{number:05d};151;210;{start};\n" for number in range(count))


def test_danish_dates_bom_crlf_upper_case_and_open_ends(tmp_path: Path) -> None:
    content = f"{HEADER.upper()}\n6101100001;151;210;01-02-2021;31-12-9999\n6101100002;151;210;02-02-2021;03-02-2021\n"
    rows = _land(tmp_path, BUFO2021=b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode()).extracts["bufo"]
    assert [value.date() for value in rows["sag_vfra"]] == [date(2021, 2, 1), date(2021, 2, 2)]
    assert rows["sag_vtil"].isna().tolist() == [True, False]


def test_the_newest_version_stands_and_a_broken_one_does_not(tmp_path: Path) -> None:
    landing = _land(
        tmp_path,
        bufo2021=f"{HEADER}\n{_rows(40)}",
        bufo2021_v2=f"{HEADER}\n{_rows(39)}",
        bufo2021_v3=f'{HEADER}\n"{_rows(45)}',
    )
    assert len(landing.extracts["bufo"]) == 39
    assert [outcome.status for outcome in landing.log] == ["accepted", "accepted", "rejected"]


@pytest.mark.parametrize(("rows", "status"), [(30, "accepted"), (29, "held")])
def test_a_quarter_fewer_rows_is_still_accepted(tmp_path: Path, rows: int, status: str) -> None:
    landing = _land(tmp_path, bufo2021=f"{HEADER}\n{_rows(40)}", bufo2021_v2=f"{HEADER}\n{_rows(rows)}")
    assert landing.log[-1].status == status


@pytest.mark.parametrize(("good", "status"), [(19, "accepted"), (18, "held")])
def test_one_bad_row_in_twenty_is_set_aside(tmp_path: Path, good: int, status: str) -> None:
    landing = _land(tmp_path, bufo2021=f"{HEADER}\n6101100001;151;999;2021-01-01;\n{_rows(good)}")
    assert landing.log[0].status == status
    assert landing.log[0].quarantined == [(1, "pgf", "unknown_code")]


def test_the_newest_row_of_a_key_wins_across_periods(tmp_path: Path) -> None:
    line = "6101100001;{};210;2021-01-01;\n"
    landing = _land(tmp_path, bufo2021=f"{HEADER}\n{line.format('151')}", bufo2022=f"{HEADER}\n{line.format('101')}")
    assert landing.extracts["bufo"]["kom"].tolist() == ["101"]


def test_every_file_of_the_hard_landing_meets_its_expected_fate(hard: Hard) -> None:
    expected = hard.files
    outcomes = {outcome.file: outcome for outcome in hard.landing.log}
    assert set(outcomes) == set(expected)
    assert {name: outcome.status for name, outcome in outcomes.items()} == {
        name: fate["outcome"] for name, fate in expected.items()
    }
    for name, fate in expected.items():
        found = {number for number, _, _ in outcomes[name].quarantined}
        if "quarantined" in fate:
            assert (name, found) == (name, {row["row"] for row in fate["quarantined"]})
