"""Who may read what: everyone the published figures and their dimensions, analysts the star, nobody else anything."""

from dataclasses import replace

import psycopg
import pytest

from dagster_project.postgres import PostgresError
from dagster_project.publish.keys import Join
from tests.postgres.conftest import DECLARED, FIGURE, PERSON


def may_read(place, role: str, table: str) -> bool:
    try:
        place.ask(f"select * from {table} limit 1", role)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


OPEN = ["published.absence", "core.dim_municipality", "governance.release"]
# How many rows a table of persons has can tell a count that is hidden elsewhere: the list of tables has them.
CLOSED = ["core.fct_absence", "core.dim_person", "governance.postgres_publication"]


@pytest.mark.parametrize("release", [1, 2])
def test_everyone_reads_what_is_published_and_its_dimensions_and_no_person(place, release):
    place.publish(1)
    place.publish(release)
    assert [table for table in OPEN if not may_read(place, "bi_reader", table)] == []
    assert [table for table in CLOSED if may_read(place, "bi_reader", table)] == []


def test_analysts_read_the_star_as_well(place):
    place.publish(1)
    assert [table for table in OPEN + CLOSED if not may_read(place, "analyst", table)] == []


@pytest.mark.parametrize("role", ["bi_reader", "analyst"])
def test_readers_can_write_nothing(place, role):
    place.publish(1)
    for statement in ("delete from published.absence", "create table published.mine (a int)"):
        with place.reader(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_nobody_else_reads_anything(place):
    place.publish(1)
    place.run("drop role if exists stranger; create role stranger")
    assert [table for table in OPEN + CLOSED if may_read(place, "stranger", table)] == []
    place.run("drop role stranger")


def test_a_default_of_the_database_opens_no_table_of_persons(place):
    place.publish(1)
    place.run("alter default privileges grant select on tables to bi_reader, public")
    place.publish(2)
    assert [table for table in CLOSED if may_read(place, "bi_reader", table)] == []


def test_a_dimension_with_a_column_about_a_person_is_not_opened_whoever_joins_it(place, monkeypatch):
    about = DECLARED[FIGURE]
    joins = (*about.joins, Join(("release",), PERSON, ("person_key",), holds=True))
    monkeypatch.setitem(DECLARED, FIGURE, replace(about, joins=joins))
    place.publish(1)
    assert not may_read(place, "bi_reader", "core.dim_person")


def test_a_server_for_outsiders_has_no_table_of_persons(place):
    place.publish(1)
    place.publish(1, postgres_only_open=True)
    found = {
        ".".join(row) for row in place.ask("select schemaname, tablename from pg_tables where schemaname = 'core'")
    }
    assert found == {"core.dim_municipality"}
    assert may_read(place, "bi_reader", "core.dim_municipality")
    place.publish(1)
    assert may_read(place, "analyst", "core.fct_absence")


def test_rows_and_columns_that_an_administrator_kept_from_readers_stay_kept(place):
    place.publish(1)
    place.run("drop role if exists narrow; create role narrow; grant usage on schema published to narrow")
    place.run("grant select (municipality_code) on published.absence to narrow")
    place.run("alter table published.absence enable row level security")
    place.run("create policy few on published.absence for select to bi_reader using (municipality_code = 'nowhere')")
    place.run("create policy all_else on published.absence to narrow, analyst using (true)")
    for release in (2, 3):
        place.publish(release)
        assert place.ask("select count(*) from published.absence", "bi_reader") == [(0,)]
        assert place.ask("select count(municipality_code) from published.absence", "narrow") != [(0,)]
        assert not may_read(place, "narrow", "published.absence")
    place.run("drop policy few on published.absence; drop policy all_else on published.absence")
    place.run("alter table published.absence disable row level security; drop owned by narrow; drop role narrow")
    place.publish(2)
    assert place.ask("select count(*) from published.absence", "bi_reader") != [(0,)]


def test_what_an_administrator_let_a_role_read_stays_readable(place):
    place.publish(1)
    place.run("drop role if exists powerbi; create role powerbi; grant usage on schema published to powerbi")
    place.run("grant select on published.absence to powerbi")
    place.publish(2)
    assert may_read(place, "powerbi", "published.absence")
    assert not may_read(place, "powerbi", "published.placement")
    place.run("drop owned by powerbi; drop role powerbi")


def test_an_owner_of_the_database_who_is_no_superuser_can_publish(place):
    place.run("drop role if exists plads_owner; create role plads_owner login createrole")
    (name,) = place.ask("select current_database()")[0]
    place.run(f"alter database {name} owner to plads_owner")
    owner = place.dsn.replace("user=postgres", "user=plads_owner")
    place.publish(1, postgres=owner)
    place.publish(2, postgres=owner)
    assert may_read(place, "bi_reader", "published.absence")
    assert not may_read(place, "bi_reader", "core.dim_person")
    place.run(f"alter database {name} owner to postgres; reassign owned by plads_owner to postgres")
    place.run("drop owned by plads_owner; drop role plads_owner")


def test_who_may_not_make_roles_is_told_what_an_administrator_has_to_say(place):
    place.run("drop role if exists humble; create role humble login")
    (name,) = place.ask("select current_database()")[0]
    place.run(f"grant create on database {name} to humble")
    with pytest.raises(PostgresError, match="create role bi_reader nologin"):
        place.publish(1, postgres=place.dsn.replace("user=postgres", "user=humble"))
    place.run("drop owned by humble; drop role humble")


def test_members_of_a_role_that_was_there_before_are_said(place):
    place.run("drop role if exists somebody; create role analyst; create role somebody in role analyst")
    place.publish(1)
    assert any("role analyst was there already; its 1 members" in line for line in place.said)
    place.run("drop role somebody")


def test_a_role_that_can_log_in_itself_is_said(place):
    place.run("drop role if exists analyst; create role analyst login")
    place.publish(1)
    assert any("role analyst was there already and can log in" in line for line in place.said)
    place.run("alter role analyst nologin")
