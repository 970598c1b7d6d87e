"""docs/figures.md keeps its word: every figure that was asked for has a row, and what a row names exists."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
import yaml

from dagster_project.settings import DBT_PROJECT, PROJECT_ROOT
from dagster_project.warehouse.render_published import mart_models

ASKED = [*(f"B{n}" for n in range(1, 21)), *(f"K{n}" for n in range(1, 14)), *(f"S{n}" for n in range(1, 4))]
ASKED += [*(f"A{n}" for n in range(1, 5)), "R1"]
ROW = re.compile(r"^\| ([A-Z]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")
TABLE = re.compile(r"`(\w+)` \(([^)]+)\)")
TEXT = (PROJECT_ROOT / "docs" / "figures.md").read_text("utf-8")
ROWS = {found[1]: found for found in ROW.finditer(TEXT)}


def unit_tests() -> set[str]:
    documents = (yaml.safe_load(path.read_text("utf-8")) for path in DBT_PROJECT.glob("models/**/_*unit_tests.yml"))
    return {str(test["name"]) for document in documents for test in document["unit_tests"]}


def python_tests() -> set[str]:
    files = (PROJECT_ROOT / "tests").rglob("test_*.py")
    return {name for path in files for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)}


def unknown(text: str, tests: Iterable[str]) -> list[str]:
    """Names between backticks that are no test."""
    return [name for name in NAME.findall(text) if name not in tests]


def lacking(text: str) -> list[str]:
    """Tables and columns that are named and that no mart has."""
    columns = {name: {column["name"] for column in model["columns"]} for name, model in mart_models().items()}
    named = [(table, column) for table, names in TABLE.findall(text) for column in NAME.findall(names)]
    return [f"{table}.{column}" for table, column in named if column not in columns.get(table, set())]


@pytest.fixture(scope="module")
def tests() -> set[str]:
    return unit_tests() | python_tests()


def test_every_figure_that_was_asked_for_has_one_row():
    assert [found[1] for found in ROW.finditer(TEXT)] == ASKED


@pytest.mark.parametrize("figure", ASKED)
def test_a_row_names_tests_that_exist(figure, tests):
    assert NAME.search(ROWS[figure][4])
    assert unknown(ROWS[figure][4], tests) == []


@pytest.mark.parametrize("figure", ASKED)
def test_a_row_names_a_table_and_columns_that_exist(figure):
    assert lacking(ROWS[figure][3]) == []
    assert TABLE.search(ROWS[figure][3]) or "governance." in ROWS[figure][3]


def test_tests_that_hold_for_every_row_exist(tests):
    named = {name for name in NAME.findall(TEXT) if name.startswith("test_")}
    assert named - tests == set()


def test_every_mart_answers_a_figure_or_a_register_of_its_own():
    named = {table for table, _columns in TABLE.findall(TEXT)}
    assert set(mart_models()) - named == {"childcare", "notification", "placement", "preventive_measure"}


def test_a_name_that_nothing_has_is_found(tests):
    assert unknown("`no_such_test`, `a_target_holds_until_the_next_one`", tests) == ["no_such_test"]
    assert lacking("`absence` (`mean_absence`, `presence`), `no_mart` (`pupils`)") == [
        "absence.presence",
        "no_mart.pupils",
    ]
