"""The scan finds what it looks for wherever it can stand: each place is shown to be looked at."""

import os
import sqlite3
import struct
import time

import duckdb
import pytest

from dagster_project.safeguards import scan as module
from dagster_project.safeguards.needles import needles
from dagster_project.safeguards.scan import in_bytes, scan_folder

NUMBER, PSEUDONYM = "7101150007", 987_654_321_987_654_321
WANTED = needles([NUMBER], [PSEUDONYM])


def places(folder) -> list[str]:
    return [trace.where for trace in scan_folder(folder, WANTED).traces]


@pytest.mark.parametrize("column", [
    f"'{NUMBER}'", f"'x{NUMBER}y'", f"'{NUMBER[:6]}-{NUMBER[6:]}'", f"{NUMBER}::bigint", f"{NUMBER}::double",
    f"['a', '{NUMBER}']", f"{{'a': '{NUMBER}'}}", f"{PSEUDONYM}::bigint", f"'{PSEUDONYM}'", f"'{NUMBER}'::blob",
])  # fmt: skip
@pytest.mark.parametrize("form", ["duckdb", "parquet"])
def test_a_value_is_found_in_every_type_and_both_forms(tmp_path, column, form):
    with duckdb.connect(str(tmp_path / "a.duckdb") if form == "duckdb" else ":memory:") as con:
        # Many rows, so that the engine compresses them and the bytes alone would tell nothing.
        con.execute(f"create table t as select {column} as value from range(5000)")
        if form == "parquet":
            con.execute(f"copy t to '{tmp_path}/a.parquet' (format parquet, compression zstd)")
    assert [place for place in places(tmp_path) if place.endswith("value")]


WRITTEN = ["710115.0007", "710115_0007", "710115/0007", "71.01.15-0007", "71 01 15 0007", "71-01-15-0007",
           "7101 15-0007", "710115 - 0007", "710115\u20130007", "71 01 15 00 07", "71.01.15-00-07",
           "710115 00\u00a007", "".join(chr(0xFF10 + int(digit)) for digit in NUMBER)]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_found_however_it_is_written(tmp_path, written):
    with duckdb.connect() as con:
        con.execute(f"copy (select 'om {written}, 0007' as v from range(5000)) to '{tmp_path}/a.parquet'")
    (tmp_path / "log").write_text(f"0007 og {written}.", encoding="utf-16-le")
    (tmp_path / "note").write_text(f"0007 og {written}.", encoding="utf-8")
    db = sqlite3.connect(tmp_path / "b.sqlite")
    db.execute("create table t (n text)")
    db.execute("insert into t values (?)", (f"0007 og {written}",))
    db.commit()
    db.close()
    assert {"v", "t"} <= set(places(tmp_path)) and places(tmp_path).count("bytes") >= 3


def test_other_people_are_not_found(tmp_path):
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        con.execute(
            "create table t as select 7101150008 + range as n, (7101150008 + range)::varchar as s from range(99)"
        )
    assert places(tmp_path) == []


def test_a_deleted_row_is_found_in_the_free_pages_of_sqlite(tmp_path):
    db = sqlite3.connect(tmp_path / "a.sqlite")
    db.execute("pragma secure_delete = off")  # as SQLite is built elsewhere
    db.execute("create table t (n text)")
    db.execute("insert into t values (?)", (NUMBER,))
    db.commit()
    assert set(places(tmp_path)) == {"bytes", "t"}
    db.execute("delete from t")
    db.commit()
    db.close()
    assert places(tmp_path) == ["bytes"]


@pytest.mark.parametrize("content", [
    NUMBER.encode(), NUMBER.encode("utf-16-le"), f"{NUMBER[:6]} {NUMBER[6:]}".encode(), struct.pack("<q", PSEUDONYM),
    struct.pack(">q", PSEUDONYM),
])  # fmt: skip
def test_bytes_of_any_file_are_looked_at(tmp_path, content):
    (tmp_path / "log").write_bytes(b"before" + content + b"after")
    assert places(tmp_path) == ["bytes"]


def test_a_number_across_the_border_of_two_chunks_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 16)
    for start in range(24):
        (tmp_path / "file").write_bytes(b"." * start + NUMBER.encode() + b"." * 9)
        assert in_bytes(tmp_path / "file", [], WANTED.as_patterns()), start


def test_a_database_that_is_older_than_the_removal_is_no_proof(tmp_path):
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        con.execute("create table t as select 1 as n")
    now = time.time()
    os.utime(tmp_path / "a.duckdb", (now - 60, now - 60))
    assert scan_folder(tmp_path, WANTED, made_after=now).traces[0].where.startswith("made before")
    assert scan_folder(tmp_path, WANTED, made_after=now - 100).traces == []


def test_what_was_found_is_never_said(tmp_path):
    (tmp_path / "log").write_text(NUMBER)
    (trace,) = scan_folder(tmp_path, WANTED).traces
    assert NUMBER not in str(trace) + repr(trace) + repr(WANTED)
