"""What arrives in PostgreSQL: every row as it was, keys that hold, words in both languages."""

import duckdb
import psycopg
import pytest

from dagster_project.postgres import PostgresError, publish_to_postgres
from tests.postgres.conftest import HARD_TEXT, write_database

KEYS = """
    select tc.table_schema, tc.table_name, tc.constraint_type,
        string_agg(k.column_name, ',' order by k.ordinal_position)
    from information_schema.table_constraints tc
    join information_schema.key_column_usage k using (constraint_schema, constraint_name, table_name)
    group by 1, 2, 3, tc.constraint_name
"""


@pytest.mark.parametrize(
    "table", ["core.dim_municipality", "core.fct_absence", "published.absence", "governance.release"]
)
def test_every_value_arrives_as_it_was(place, table):
    place.publish(1)
    with duckdb.connect(str(place.settings.database), read_only=True) as connection:
        expected = connection.execute(f"from {table} order by all").fetchall()
    assert sorted(place.ask(f"select * from {table}"), key=str) == sorted(expected, key=str)


def test_a_text_with_everything_in_it_and_an_empty_one_survive(place):
    place.publish(1)
    found = dict(place.ask("select municipality_code, name_da from core.dim_municipality"))
    assert found == {"101": HARD_TEXT, "unknown": ""}


def test_a_hidden_cell_is_null_and_marked_and_a_zero_is_a_zero(place):
    place.publish(1)
    found = place.ask("select pupils, is_suppressed, suppressed_measures from published.absence order by 2")
    assert found == [(0, False, None), (None, True, ["pupils", 'a "b", \\c'])]


def test_types_are_those_of_the_file(place):
    place.publish(1)
    found = dict(
        place.ask("""
        select attname, format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = 'core.fct_absence'::regclass and attnum > 0""")
    )
    assert found == {
        "person_key": "bigint", "month": "smallint", "kind": "text", "municipality_code": "text", "release": "integer",
        "share": "numeric(12,9)", "third": "double precision", "at": "timestamp without time zone",
        "is_sick": "boolean",
    }  # fmt: skip


def test_a_type_that_nobody_thought_about_stops_and_is_named(place):
    write_database(place.settings, 1)
    with duckdb.connect(str(place.settings.database)) as connection:
        connection.execute("create table published.odd as select interval 1 day as span")
    with pytest.raises(PostgresError, match=r"published\.odd\.span: .* INTERVAL"):
        publish_to_postgres(place.settings, progress=place.said.append)


def test_keys_and_references_are_really_there(place):
    place.publish(1)
    found = set(place.ask(KEYS))
    assert {
        ("core", "dim_person", "PRIMARY KEY", "person_key"),
        ("core", "fct_absence", "UNIQUE", "person_key,month,kind"),
        ("core", "fct_absence", "FOREIGN KEY", "person_key"),
        ("core", "fct_absence", "FOREIGN KEY", "municipality_code"),
        ("published", "absence", "PRIMARY KEY", "municipality_code,school_year"),
        ("published", "absence", "FOREIGN KEY", "municipality_code"),
        ("governance", "release", "PRIMARY KEY", "release"),
    } <= found


def test_a_key_with_a_missing_part_is_unique_all_the_same(place):
    place.publish(1)
    with pytest.raises(psycopg.errors.UniqueViolation):
        place.run("insert into core.fct_absence select * from core.fct_absence limit 1")


def test_a_reference_that_a_row_breaks_is_shown_unchecked_and_said_without_the_value(place):
    write_database(place.settings, 2)
    with duckdb.connect(str(place.settings.database)) as connection:
        connection.execute("update core.fct_absence set municipality_code = '999' where person_key = 3")
    publish_to_postgres(place.settings, progress=place.said.append)
    (warning,) = [line for line in place.said if "WARNING" in line]
    assert "core.fct_absence (municipality_code) has rows without a member in core.dim_municipality" in warning
    assert "999" not in warning
    checked = "select convalidated from pg_constraint where conrelid = 'core.fct_absence'::regclass and conname = %s"
    with place.reader() as reader:
        assert reader.execute(checked, ["municipality_code_fkey"]).fetchone() == (False,)
        assert reader.execute(checked, ["person_key_fkey"]).fetchone() == (True,)


def test_only_a_reference_beside_totals_is_not_checked(place):
    place.publish(1)
    found = dict(
        place.ask(
            "select conrelid::regclass::text || '.' || conname, convalidated from pg_constraint where contype = 'f'"
        )
    )
    assert [name for name, checked in found.items() if not checked] == ["published.absence.municipality_code_fkey"]


def test_columns_that_join_or_narrow_have_an_index(place):
    place.publish(1)
    found = {line for (line,) in place.ask("select split_part(indexdef, ' ON ', 2) from pg_indexes")}
    assert {
        "core.fct_absence USING btree (municipality_code)", "published.absence USING btree (school_year)"
    } <= found  # fmt: skip
    assert "published.absence USING btree (municipality_code)" not in found, "its key leads with it"


def test_tables_and_columns_say_what_they_are_in_both_languages(place):
    place.publish(1)
    (table,) = place.ask("select obj_description('published.absence'::regclass)")[0]
    assert table.startswith("Hvor meget er eleverne fraværende") and " · " in table and "Grain" in table
    (core,) = place.ask("select obj_description('core.fct_absence'::regclass)")[0]
    assert core == "fravær · absence – Grain: pupil × month × kind."
    (column,) = place.ask("select col_description('published.absence'::regclass, 3)")[0]
    assert column == "da pupils · en pupils – about it"
    ((column,),) = place.ask("select col_description('core.fct_absence'::regclass, 1)")
    assert column == "da person_key · en person_key – about it"
    missing = place.ask("""
        select attrelid::regclass, attname from pg_attribute join pg_class c on c.oid = attrelid
        join pg_namespace n on n.oid = c.relnamespace where nspname = 'governance' and relkind = 'r' and attnum > 0
        and coalesce(col_description(c.oid, attnum), '') !~ ' · |status|version'""")
    assert missing == []


def test_marts_and_the_closed_part_of_governance_do_not_go(place):
    place.publish(1)
    tables = {name for (name,) in place.ask("select tablename from pg_tables where schemaname = 'governance'")}
    assert tables == {"catalogue", "release", "postgres_publication"}
    assert place.schemas() == {"core", "published", "governance", "public"}


def test_the_same_release_a_second_time_changes_nothing(place):
    assert place.publish(1).new
    before = place.ask("select 'published.absence'::regclass::oid")
    again = place.publish(1)
    assert not again.new
    assert place.ask("select 'published.absence'::regclass::oid") == before


def test_an_error_of_the_server_names_the_table_and_no_value(place):
    place.publish(1)
    write_database(place.settings, 2)
    with duckdb.connect(str(place.settings.database)) as connection:
        connection.execute("insert into core.dim_municipality values ('101', 'hidden'), ('102', 'a' || chr(0) || 'b')")
    with pytest.raises(PostgresError, match=r"rows of core\.dim_municipality: .*SQLSTATE") as caught:
        publish_to_postgres(place.settings, progress=place.said.append)
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert place.ask("select distinct release from core.fct_absence") == [(1,)]


def test_a_table_that_somebody_dropped_comes_back(place):
    place.publish(1)
    place.run("drop table published.placement")
    assert place.publish(1).new
    assert place.ask("select release from published.placement") == [(1,)]


def test_a_table_that_a_release_leaves_out_disappears(place):
    place.publish(1)
    place.publish(0)
    assert place.ask("select to_regclass('published.placement')") == [(None,)]
    assert place.schemas() == {"core", "published", "governance", "public"}


def test_what_is_not_ours_is_never_moved_or_overwritten(place):
    place.run(
        "create schema published; create table published.absence (mine int); create table published.other (a int)"
    )
    with pytest.raises(PostgresError, match=r"in the way: published\.absence"):
        place.publish(1)
    place.run("drop table published.absence")
    place.publish(1)
    place.publish(2)
    assert place.ask("select count(*) from published.other") == [(0,)]
