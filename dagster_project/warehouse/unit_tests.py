"""dbt's unit tests, which need the columns of what a model reads but no row of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dagster_project.settings import DBT_PROJECT, WAREHOUSE_FILE
from dagster_project.warehouse.empty_registers import make_empty_registers
from dagster_project.warehouse.home import at_home_in
from dagster_project.warehouse.manifest import from_the_parse


def _dbt(arguments: list[str], warehouse: Path) -> int:
    target = warehouse.parent / "target"
    where = ["--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT, "--target-path", target, "--log-path", target]
    command = [Path(sys.executable).with_name("dbt"), *arguments, *where]
    variables = {**os.environ, **at_home_in(warehouse.parent), **from_the_parse(), "DO_NOT_TRACK": "1"}
    return subprocess.run([str(part) for part in command], env=variables, check=False).returncode


def run_unit_tests() -> int:
    """dbt's exit code: first seeds and models without rows, then the unit tests over them."""
    with tempfile.TemporaryDirectory(prefix="plads-unit-") as folder:
        warehouse = Path(folder) / WAREHOUSE_FILE
        make_empty_registers(warehouse)
        shapes = ["build", "--empty", "--quiet", "--exclude-resource-type", "test", "unit_test"]
        return _dbt(shapes, warehouse) or _dbt(["test", "--select", "test_type:unit"], warehouse)
