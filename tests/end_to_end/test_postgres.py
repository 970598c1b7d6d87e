"""The hardest night, published to PostgreSQL: every table with every value, and every declared join."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import duckdb
import psycopg
import pytest

from dagster_project.postgres import publish_to_postgres
from dagster_project.postgres.columns import quoted
from dagster_project.postgres.plan import plan
from dagster_project.settings import Settings
from tests.postgres.conftest import server

__all__ = ["server"]
CHUNK = 20_000


@pytest.fixture(scope="module")
def published(hard_night, server):
    said: list[str] = []
    settings = replace(Settings.from_environment(), out=hard_night.out, postgres=server.dsn())
    publish_to_postgres(settings, progress=said.append)
    with (
        duckdb.connect(str(hard_night.database), read_only=True) as source,
        psycopg.connect(server.dsn(), autocommit=True) as target,
    ):
        yield source, target, said


def values(cursor) -> Counter:
    """Rows as they are, whatever their order; a number is a number, whichever of the two made it."""
    found: Counter = Counter()
    while rows := cursor.fetchmany(CHUNK):
        found.update(str([float(v) if isinstance(v, Decimal) else v for v in row]) for row in rows)
    return found


def test_every_table_has_every_value_of_the_file(published):
    source, target, _ = published
    different = []
    for table in plan(source).tables:
        if table.relation.schema != "governance":  # what is open of it is a part of the file's table
            read = f"select {', '.join(quoted(one.name) for one in table.columns)} from {table.relation}"
            if values(source.execute(read)) != values(target.execute(read)):
                different.append(str(table.relation))
    assert different == []


def test_every_join_is_there_and_promised_unless_totals_or_a_warning_say_otherwise(published):
    source, target, said = published
    warned = " ".join(line for line in said if "WARNING" in line)
    expected = Counter(
        (str(table.relation), join.holds and f"{table.relation} ({', '.join(join.columns)})" not in warned)
        for table in plan(source).tables
        for join in table.joins
    )
    found = target.execute("select conrelid::regclass::text, convalidated from pg_constraint where contype = 'f'")
    assert Counter(found.fetchall()) == expected
    assert sum(number for (_, is_promised), number in expected.items() if is_promised) > 100


def test_everyone_reads_no_table_that_is_about_a_person(published):
    source, target, _ = published
    about = {
        (schema, table)
        for schema, table in source.execute(
            "select distinct table_schema, table_name from governance.catalogue where personal_data in"
            " ('pseudonym', 'identifier', 'quasi_identifier', 'sensitive', 'ordinary')"
        ).fetchall()
    }
    opened = target.execute("""
        select nspname, relname from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind = 'r' and nspname in ('core', 'published', 'governance')
            and has_table_privilege('bi_reader', c.oid, 'select')""").fetchall()
    assert len(opened) > 40
    assert about & {*opened} <= {("governance", "catalogue")}
