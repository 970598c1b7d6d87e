"""`python -m dagster_project.column_lineage.compile PARSE FOLDER`: compiles all models from a parse that is there."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from dagster_project.settings import DBT_PROJECT


def compile_models(parse: Path, folder: Path) -> dict[str, str]:
    """Id of every model in SQL → compiled SQL. dbt takes the parse as it is and reads no file of the project again."""
    manifest = Manifest.from_msgpack((parse / "partial_parse.msgpack").read_bytes())
    where = {"project-dir": DBT_PROJECT, "profiles-dir": DBT_PROJECT, "target-path": folder, "log-path": folder}
    options = [text for name, path in where.items() for text in (f"--{name}", str(path))]
    only_models = ["--select", "resource_type:model", "--indirect-selection", "empty"]
    done = dbtRunner(manifest=manifest).invoke(["compile", "--quiet", "--no-write-json", *only_models, *options])
    if not done.success or not isinstance(done.result, RunExecutionResult):
        raise SystemExit(str(done.exception or done.result))
    nodes = [result.node for result in done.result]
    return {node.unique_id: node.compiled_code for node in nodes if node.language == "sql"}


if __name__ == "__main__":
    parse, folder = map(Path, sys.argv[1:])
    (folder / "compiled.json").write_text(json.dumps(compile_models(parse, folder)), encoding="utf-8")
