"""dbt's manifest: parsed once per version of models and seeds, read by everything that asks what descends from what."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from dagster_project.settings import DBT_PROJECT, PROJECT_ROOT
from dagster_project.warehouse.code_version import models_version
from dagster_project.warehouse.home import WORDS

CACHE = PROJECT_ROOT / ".plads" / "dbt"
_KEPT = 4  # older parses are removed; several, because two checkouts of a branch may take turns


class ParseError(RuntimeError):
    """The models do not parse; the message is dbt's own."""


def parse(folder: Path) -> None:
    """Runs `dbt parse` into `folder`. No warehouse is opened. Raises ParseError."""
    arguments = ["parse", "--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT, "--target-path", folder]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), *map(str, arguments), "--log-path", str(folder)],
        env={**os.environ, **WORDS, "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ParseError(done.stdout + done.stderr)


def _prune(keep: Path) -> None:
    others = [path for path in CACHE.iterdir() if path != keep and not path.name.startswith("tmp")]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def manifest_folder() -> Path:
    """The folder with manifest.json (and dbt's partial parse) of the models as they are now; made when missing."""
    folder = CACHE / models_version()
    if not (folder / "manifest.json").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="tmp", dir=CACHE) as made:
            parsed = Path(made) / "parsed"
            parse(parsed)
            try:
                parsed.rename(folder)
            except OSError:  # another process was faster; its parse is the same
                if not (folder / "manifest.json").exists():
                    raise
        _prune(folder)
    return folder


def from_the_parse() -> dict[str, str]:
    """Variables for a process of dbt that has a target folder of its own: it begins with the parse that is there."""
    return {"DBT_PARTIAL_PARSE_FILE_PATH": str(manifest_folder() / "partial_parse.msgpack")}


@cache
def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def manifest() -> dict[str, Any]:
    """The manifest of the models as they are now."""
    return _read(manifest_folder() / "manifest.json")
