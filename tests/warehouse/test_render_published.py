"""What leaves the house: every mart, every column of it, and nothing else."""

import re

import pytest

from dagster_project.warehouse.render_published import OUTPUT, PUBLISHED, grain, mart_models, render

TABLES = sorted(path.stem.removeprefix("published_") for path in PUBLISHED.glob("published_*.sql"))


def test_the_rendered_file_is_the_one_in_the_tree():
    assert OUTPUT.read_text("utf-8") == render(), "run python -m dagster_project.warehouse.render_published"


def test_every_mart_is_published():
    assert sorted(mart_models()) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_published_table_declares_a_rule_for_every_column_of_its_mart(table):
    sql = (PUBLISHED / f"published_{table}.sql").read_text("utf-8")
    mart = mart_models()[table]
    keys = re.findall(r"'(\w+)'", re.search(r"set keys = \[(.*?)\]", sql, re.DOTALL)[1])
    rules = re.findall(r"^    '(\w+)': (\{.*|mean_\w+)", sql, re.MULTILINE)
    shown = [name for name, rule in rules if "'unseen': true" not in rule]
    assert keys == grain(mart)
    assert sorted(keys + shown) == sorted(column["name"] for column in mart["columns"])
