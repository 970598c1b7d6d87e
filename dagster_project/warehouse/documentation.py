"""dbt's documentation as one file that opens without a server: models, columns, lineage, no row of a table."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dagster_project.settings import DBT_PROJECT, Settings
from dagster_project.warehouse.client import dbt_variables


class DocumentationError(RuntimeError):
    """dbt could not write it; the message is dbt's own."""


def write_documentation(settings: Settings) -> Path:
    """OUT/docs/index.html, from the files of the last build, which nobody may write to. Raises DocumentationError."""
    page = settings.out / "docs" / "index.html"
    with tempfile.TemporaryDirectory(prefix="plads-docs-") as folder:
        where = ["--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT]
        made = ["--target-path", folder, "--log-path", folder]
        done = subprocess.run(
            [str(Path(sys.executable).with_name("dbt")), "docs", "generate", "--static", *map(str, [*where, *made])],
            env={**os.environ, **dbt_variables(settings)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DocumentationError(done.stdout + done.stderr)
        page.parent.mkdir(exist_ok=True)
        beside = page.with_suffix(".tmp")
        shutil.copyfile(Path(folder) / "static_index.html", beside)
        beside.replace(page)
    return page
