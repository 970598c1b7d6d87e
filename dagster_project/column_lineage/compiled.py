"""The SQL of every model as dbt compiles it, once per version of the models, beside dbt's parse of them.

It is compiled against tables without rows, so that it depends on the code alone: no absent source, no delivered seed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.settings import DBT_PROJECT, RELEASE_FILE, WAREHOUSE_FILE
from dagster_project.warehouse.empty_registers import make_empty_registers
from dagster_project.warehouse.home import at_home_in
from dagster_project.warehouse.manifest import manifest, manifest_folder

NAME = "compiled.json"


class CompileError(RuntimeError):
    """The models do not compile; the message is dbt's own."""


def _quoted(*parts: str) -> str:
    return ".".join(f'"{part}"' for part in parts)


def _make_empty_models(warehouse: Path, release: Path, found: Mapping[str, Any]) -> None:
    """Every model as an empty table: what a model that can do without an input looks for is there."""
    models = [node for node in found["nodes"].values() if node["resource_type"] == "model"]
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"attach '{release}' as plads_release")
        for node in models:
            connection.execute(f"create schema if not exists {_quoted(node['database'], node['schema'])}")
            name = _quoted(node["database"], node["schema"], node["alias"])
            connection.execute(f"create table if not exists {name} (nothing integer)")


def compiled() -> dict[str, str]:
    """dbt's id of each model in SQL → its compiled SQL; made when missing, which takes seconds. Raises CompileError."""
    path = manifest_folder() / NAME
    if not path.exists():
        with tempfile.TemporaryDirectory(prefix="plads-compile-") as folder:
            made = Path(folder)
            make_empty_registers(made / WAREHOUSE_FILE)
            _make_empty_models(made / WAREHOUSE_FILE, made / RELEASE_FILE, manifest())
            _in_another_process(manifest_folder(), made)
            beside = path.with_suffix(f".{os.getpid()}.tmp")
            beside.write_bytes((made / NAME).read_bytes())
            beside.replace(path)
    found: dict[str, str] = json.loads(path.read_bytes())
    return found


def _in_another_process(parse: Path, folder: Path) -> None:
    """dbt keeps much of itself in its process, so it gets one of its own."""
    variables = {**at_home_in(folder), "DO_NOT_TRACK": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "dagster_project.column_lineage.compile", str(parse), str(folder)],
        env={**os.environ, **variables, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=DBT_PROJECT.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CompileError(done.stdout + done.stderr)
