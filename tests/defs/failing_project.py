"""A dbt project in which every model stumbles over a value, each in another way that the engine has of quoting it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

PROJECT = """
name: failing
version: "1.0"
profile: failing
flags: {send_anonymous_usage_stats: false, hints_enabled: false, use_colors: false}
models: {failing: {+materialized: table}}
"""
PROFILE = """
failing:
  target: duckdb
  outputs: {duckdb: {type: duckdb, path: "{{ env_var('PLADS_WAREHOUSE') }}", threads: 1}}
"""
PNR, LETTERS = "3102611234", "zqplantedqz"
SENTINELS = frozenset([PNR, LETTERS, "310261-1234", f"{PNR}9"])
MODELS = {
    "fct_conversion.sql": "select cast(pnr as integer) as number from registers.planted",
    "fct_out_of_range.sql": "select cast(cast(pnr as bigint) as integer) as number from registers.planted",
    "fct_multiplied.sql": "select cast(pnr as bigint) * cast(pnr as bigint) * 99 as number from registers.planted",
    "fct_word.sql": "select cast(word as date) as day from registers.planted",
    "fct_format.sql": "select strptime(word, '%d-%m-%Y') as day from registers.planted",
    "fct_said.sql": "select error('the case of ' || dashed || ' ' || word) as nothing from registers.planted",
    "fct_quotes.sql": """select cast(word || '''' || chr(10) || 'LINE 4: ' || word || ''' to INT32' as integer) as n
                         from registers.planted""",
    "fct_constraint.sql": """{{ config(contract={'enforced': true}) }}
                             select pnr from registers.planted union all select pnr from registers.planted""",
    "fct_no_such_column.sql": "select no_such_column from registers.planted",
    "fct_compilation.sql": """
{% if execute %}{{ exceptions.raise_compiler_error('a scenario moves 1.01 of gruppeordning') }}{% endif %}""",
    "fct_python.py": """
def model(dbt, session):
    dbt.config(materialized="table")
    return [int(word) for (word,) in session.execute("select word from registers.planted").fetchall()]
""",
    "fct_good.sql": "select 1 as number union all select 1",
    "models.yml": """
version: 2
models:
  - name: fct_good
    columns: [{name: number, data_tests: [unique]}]
  - name: fct_constraint
    columns: [{name: pnr, data_type: varchar, constraints: [{type: primary_key}]}]
""",
}


def make(folder: Path) -> Path:
    """The project's folder."""
    models = folder / "models"
    models.mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(PROJECT, encoding="utf-8")
    (folder / "profiles.yml").write_text(PROFILE, encoding="utf-8")
    for name, text in MODELS.items():
        (models / name).write_text(text, encoding="utf-8")
    return folder


def plant(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as con:
        con.execute("create schema registers")
        con.execute(f"""create table registers.planted as
                        select '{PNR}' as pnr, '{LETTERS}' as word, '310261-1234' as dashed""")  # fmt: skip


def parsed(project: Path, target: Path, variables: Mapping[str, str]) -> dict[str, Any]:
    command = [Path(sys.executable).with_name("dbt"), "parse", "--project-dir", project, "--profiles-dir", project]
    subprocess.run(
        [str(part) for part in [*command, "--target-path", target, "--log-path", target]],
        env={**os.environ, **variables}, check=True, capture_output=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    return found
