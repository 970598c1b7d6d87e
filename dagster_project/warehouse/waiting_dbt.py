"""A process of dbt that has done its imports and waits on standard input for one command; run with `python -m`."""

from __future__ import annotations

import importlib
import json
import os
import sys

from dagster_project.apart import get_ready

# What `dbt build` imports, and what the models written in Python do: a third of a small build.
_IMPORTED = (
    "dbt.cli.main",
    "dbt.adapters.duckdb",
    "dbt.task.build",
    "pandas",
    "scipy.sparse",
    "scipy.optimize",
    "highspy",
)


def main() -> None:
    """Becomes `dbt` with the arguments and variables of the command; ends quietly when none comes."""
    get_ready("dagster_project.disclosure.family")
    for module in _IMPORTED:
        importlib.import_module(module)
    line = sys.stdin.buffer.readline()
    if not line:
        return
    command = json.loads(line)
    os.environ.clear()
    os.environ.update(command["variables"])
    sys.argv = ["dbt", *command["arguments"]]
    from dbt.cli.main import cli

    cli()


if __name__ == "__main__":
    main()
