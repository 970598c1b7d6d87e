"""One short hash of everything in the project that decides what a build gives from the same loads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from dagster_project.settings import DBT_PROJECT, PROJECT_ROOT, SEEDS

_MADE_BY_DBT = {"target", "logs", "dbt_packages"}


def _files(folder: Path) -> Iterable[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in inside and not _MADE_BY_DBT.intersection(inside[:1]):
            yield path


def digest(folders: Iterable[Path]) -> str:
    """Twelve characters that change when a file under `folders` is added, renamed, removed or edited."""
    found = hashlib.sha256()
    for folder in folders:
        for path in _files(folder):
            found.update(f"{folder.name}/{path.relative_to(folder)}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    for package in ("dbt-core", "dbt-duckdb", "duckdb"):
        found.update(version(package).encode())
    return found.hexdigest()[:12]


@cache
def models_version() -> str:
    """The version of models and seeds: what dbt's manifest depends on."""
    return digest([DBT_PROJECT, SEEDS])


@cache
def code_version() -> str:
    """The version of models, seeds, of what models start from and what they call: a new one means a full build."""
    packages = (PROJECT_ROOT / "dagster_project" / name for name in ("registers", "disclosure", "risk"))
    return digest([DBT_PROJECT, SEEDS, *packages])
