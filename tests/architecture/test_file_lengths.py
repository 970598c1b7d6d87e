"""Files stay short enough to have one reason to exist, and say it in their first line."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

from dagster_project.settings import DBT_PROJECT, PROJECT_ROOT

PYTHON = sorted((PROJECT_ROOT / "dagster_project").rglob("*.py"))
MODELS = sorted((DBT_PROJECT / "models").rglob("*.sql"))


def lengths(paths: list[Path]) -> list[int]:
    return [len(path.read_text(encoding="utf-8").splitlines()) for path in paths]


def test_python_modules_are_short():
    found = lengths(PYTHON)
    assert median(found) <= 70
    assert quantiles(found, n=10)[-1] <= 200


def test_models_are_short():
    found = lengths(MODELS)
    assert median(found) <= 60
    assert quantiles(found, n=10)[-1] <= 130
    assert max(found) <= 200


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_a_module_opens_with_its_reason_to_exist(path):
    assert (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_opens_with_its_reason_to_exist(path):
    assert path.read_text(encoding="utf-8").lstrip().startswith(("--", "{#", "{{ config"))
