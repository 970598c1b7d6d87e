"""Every table and column that goes to PostgreSQL has words in both languages to be commented with."""

import duckdb
import pytest

from dagster_project.postgres.labels import Catalogue, table_comment
from dagster_project.publish.catalogue import meta
from dagster_project.publish.governance_policy import open_tables
from dagster_project.publish.governance_shapes import SHAPES
from dagster_project.publish.keys import declared
from dagster_project.publish.words import column_words, governance_key
from dagster_project.warehouse.lineage import Relation, published_nodes
from dagster_project.warehouse.manifest import manifest

TABLES = sorted(table for table in published_nodes(manifest()).values() if table.schema in ("core", "published"))


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_table_says_what_it_is(table):
    words, _, description = (table_comment(table, declared(manifest())[table]) or "").partition(" – ")
    assert " · " in words and description


def test_every_column_of_the_star_has_a_danish_word():
    nodes = {unique_id: table for unique_id, table in published_nodes(manifest()).items() if table.schema == "core"}
    without = [
        f"{table.name}.{name}"
        for unique_id, table in nodes.items()
        for name, column in manifest()["nodes"][unique_id]["columns"].items()
        if not (meta(column).get("label_da") or column_words("core", table.name, name))
    ]
    assert without == []


def test_every_open_table_of_governance_has_a_key_and_words():
    for name, (inside, read) in open_tables().items():
        table = Relation("governance", name)
        assert governance_key(name) and table_comment(table, None), name
        if inside in SHAPES:
            with duckdb.connect() as connection:
                connection.execute(f"create table t ({SHAPES[inside]})")
                columns = [row[0] for row in connection.execute(f"describe {read.format(table='t')}").fetchall()]
            assert [column for column in columns if not Catalogue({}).comment(table, column)] == []
