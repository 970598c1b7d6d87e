"""DuckDB's command line on the file and on the folder, as a person at a terminal uses it."""

import json
import subprocess
import sys
from pathlib import Path

from dagster_project.publish.readers import READERS_FILE

PROGRAM = Path(sys.executable).with_name("duckdb")  # of the development requirements


def ask(*words: object) -> list[dict[str, object]]:
    done = subprocess.run(
        [str(PROGRAM), "-json", *map(str, words)], capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def test_the_file_answers(published):
    sql = "select district, segregated from published.segregation_rate order by district"
    found = ask("-readonly", published / READERS_FILE, sql)
    assert [tuple(row.values()) for row in found] == [("Nord", 12), ("Syd", 0), ("Øst", None)]


def test_the_folder_answers(published):
    sql = f"select sum(pupils)::bigint as pupils from '{published}/segregation_rate.parquet' where not is_suppressed"
    assert ask(":memory:", sql) == [{"pupils": 340}]


def test_a_single_file_tells_its_release(published):
    path = f"{published}/segregation_rate.parquet"
    sql = f"select decode(value) as release from parquet_kv_metadata('{path}') where decode(key) = 'release'"
    assert ask(":memory:", sql) == [{"release": "r1"}]
