"""Who has only a BI tool can open the published figures, and neither core nor marts nor what would disclose."""

import json

import duckdb
import pytest

from dagster_project.ledger import Ledger
from dagster_project.ledger.store import QuarantineRow
from dagster_project.outcomes import LoadStatus
from dagster_project.publish import publish
from dagster_project.publish.governance_policy import POLICIES, open_tables
from dagster_project.publish.governance_shapes import SHAPES
from dagster_project.publish.readers import READERS_FILE
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest
from tests.personal_data.people import attempt
from tests.publish.conftest import build_working_file

TELLS_OF_FEW = {"observed_value", "first_row", "quarantined_rows", "rows_read", "rows_accepted", "reason", "who"}


def silent(_text: str) -> None: ...


@pytest.fixture
def published(settings):
    ledger = Ledger(settings.ledger)
    row = attempt(1, "2023", LoadStatus.ACCEPTED)
    ledger.settle(row, [QuarantineRow(row.load_id, "kom", "unknown_code", "kode", "code", 1, 17)])
    build_working_file(settings, 3)
    publish(settings, progress=silent)
    return settings


def tables(path) -> set[tuple[str, str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return set(connection.execute("select schema_name, table_name from duckdb_tables()").fetchall())


def test_the_readers_file_has_no_core_no_marts_and_little_governance(published):
    assert tables(published.published / READERS_FILE) == {
        ("published", "absence"), ("published", "return_rate"),
        ("governance", "load_summary"), ("governance", "catalogue"), ("governance", "release"),
        ("governance", "code_list"),
    }  # fmt: skip


def test_no_column_that_could_tell_of_few_is_in_it(published):
    with duckdb.connect(str(published.published / READERS_FILE), read_only=True) as connection:
        found = {name for (name,) in connection.execute("select column_name from duckdb_columns()").fetchall()}
    assert not found & TELLS_OF_FEW
    with duckdb.connect(str(published.database), read_only=True) as connection:
        inside = {name for (name,) in connection.execute("select column_name from duckdb_columns()").fetchall()}
    assert inside & TELLS_OF_FEW  # the same question to the analysts' file has another answer


def test_how_many_cells_are_hidden_is_open_and_why_is_not():
    with duckdb.connect() as connection:
        connection.execute("create table log as select 'absence' as table_name, 'sick' as measure, 10 as cells")
        connection.execute("alter table log add column cells_hidden integer")
        connection.execute("alter table log add column reason varchar")
        connection.execute("update log set cells_hidden = 2, reason = 'small count'")
        connection.execute("insert into log values ('absence', 'sick', 10, 3, 'total')")
        read = open_tables()["suppression_log"][1].format(table="log")
        assert connection.execute(read).fetchall() == [("absence", "sick", 10, 5)]


def test_both_files_and_the_folder_are_of_one_release(published):
    said = json.loads((published.published / "manifest.json").read_text("utf-8"))
    releases = {said["release"]}
    for path in (published.database, published.published / said["database"]["file"]):
        with duckdb.connect(str(path), read_only=True) as connection:
            releases |= set(connection.execute("select release from governance.release").fetchone())
    assert len(releases) == 1


def test_everyone_may_open_the_folder_and_only_the_group_the_rest(published):
    modes = {
        path: path.stat().st_mode & 0o777
        for path in (published.database, published.published, published.published / READERS_FILE, published.restricted)
    }
    assert list(modes.values()) == [0o640, 0o755, 0o644, 0o700]
    assert published.governance.stat().st_mode & 0o007 == 0


def test_a_governance_table_that_nobody_has_thought_about_stays_inside():
    made = {table.name for table in published_nodes(manifest()).values() if table.schema == "governance"}
    assert made | set(SHAPES) <= set(POLICIES)
    assert "marts_by_mistake" not in open_tables()
