"""Views that readers made on our tables follow the release; what can't follow is named, kept, and stops nothing."""

import psycopg
import pytest

MADE = """
    create schema mine;
    create view mine.rates as select municipality_code, release, pupils from published.absence where not is_suppressed;
    create view mine.on_top as select release from mine.rates;
    create view published.beside with (security_barrier = true) as
        select max(release) as release from published.placement;
    grant usage on schema mine to bi_reader;
    grant select on mine.on_top, published.beside to bi_reader;
    comment on view mine.rates is 'mine';
"""
WARNED = "still shows an earlier release"


@pytest.fixture
def with_views(place):
    place.publish(1)
    place.run(MADE)
    return place


def test_a_view_shows_the_new_release_with_its_grants_and_what_is_built_on_it(with_views):
    with_views.publish(2)
    with_views.publish(3)
    assert with_views.ask("select release from mine.rates") == [(3,)]
    assert with_views.ask("select release from mine.on_top", "bi_reader") == [(3,)]
    assert with_views.ask("select release from published.beside", "bi_reader") == [(3,)]
    assert with_views.ask("select obj_description('mine.rates'::regclass)") == [("mine",)]
    options = "select reloptions from pg_class where oid = 'published.beside'::regclass"
    assert with_views.ask(options) == [(["security_barrier=true"],)]
    assert [line for line in with_views.said if WARNED in line] == []
    assert with_views.schemas() == {"core", "published", "governance", "public", "mine"}


def test_a_view_of_a_role_that_is_no_superuser_follows_too(place):
    place.publish(1)
    place.run("drop role if exists anna; create role anna in role bi_reader; create schema anna authorization anna")
    with place.reader("anna") as anna:
        anna.execute("create view anna.rates as select release from published.absence")
    place.publish(2)
    assert place.ask("select distinct release from anna.rates", "anna") == [(2,)]
    assert place.ask("select pg_get_userbyid(relowner) from pg_class where oid = 'anna.rates'::regclass") == [("anna",)]
    place.run("drop owned by anna cascade; drop role anna")


def test_a_view_on_a_table_that_is_left_out_keeps_it_is_named_and_comes_back(with_views):
    with_views.publish(0)
    assert [line for line in with_views.said if WARNED in line] == [
        "postgres: WARNING: view published.beside (placement) still shows an earlier release"
        " · viser stadig en tidligere udgivelse"
    ]
    assert with_views.ask("select release from published.beside", "bi_reader") == [(1,)]
    assert with_views.ask("select release from mine.rates") == [(0,)]
    with_views.publish(2)
    assert with_views.ask("select release from published.beside", "bi_reader") == [(2,)]
    assert with_views.schemas() == {"core", "published", "governance", "public", "mine"}


def test_a_materialized_view_is_named_and_blocks_nothing(with_views):
    with_views.run("create materialized view mine.kept as select release from published.absence")
    for release in (2, 3):
        with_views.said.clear()
        with_views.publish(release)
        assert [line for line in with_views.said if "materialized view mine.kept" in line and WARNED in line]
    assert with_views.ask("select distinct release from published.absence") == [(3,)]
    assert with_views.ask("select distinct release from mine.kept") == [(1,)]
    with_views.run("drop materialized view mine.kept")
    with_views.publish(3)
    assert with_views.schemas() == {"core", "published", "governance", "public", "mine"}


def test_views_follow_where_roles_are_made_as_the_readme_says(place):
    place.run("drop role if exists power_bi, plads_owner; create role plads_owner login createrole")
    (name,) = place.ask("select current_database()")[0]
    place.run(f"alter database {name} owner to plads_owner")
    owner = place.dsn.replace("user=postgres", "user=plads_owner")
    place.publish(1, postgres=owner)
    place.run("set role plads_owner; create role power_bi login in role bi_reader role plads_owner")
    place.run("create schema power_bi authorization power_bi")
    with place.reader("power_bi") as power_bi:
        power_bi.execute("create view power_bi.rates as select release from published.absence")
    place.publish(2, postgres=owner)
    assert place.ask("select distinct release from power_bi.rates", "power_bi") == [(2,)]
    assert [line for line in place.said if WARNED in line] == []
    place.run(f"alter database {name} owner to postgres; reassign owned by plads_owner to postgres")
    place.run("drop owned by power_bi cascade; drop role power_bi; drop owned by plads_owner; drop role plads_owner")


def test_a_view_whose_role_the_publisher_does_not_have_is_named(place):
    place.run("drop role if exists bo, plads_owner; create role bo; create role plads_owner login createrole")
    (name,) = place.ask("select current_database()")[0]
    place.run(f"alter database {name} owner to plads_owner")
    owner = place.dsn.replace("user=postgres", "user=plads_owner")
    place.publish(1, postgres=owner)
    place.run("create schema bo authorization bo; grant bi_reader to bo")
    with place.reader("bo") as bo:
        bo.execute("create view bo.rates as select release from published.absence")
    place.publish(2, postgres=owner)
    assert [line for line in place.said if "view bo.rates" in line and WARNED in line]
    place.run("grant bo to plads_owner")
    place.publish(3, postgres=owner)
    assert place.ask("select distinct release from bo.rates", "bo") == [(3,)]
    place.run(f"alter database {name} owner to postgres; reassign owned by plads_owner to postgres")
    place.run("drop owned by bo cascade; drop owned by plads_owner; drop role bo; drop role plads_owner")


def test_a_reader_of_a_view_in_a_transaction_sees_one_release(with_views):
    with with_views.reader() as reader, reader.transaction():
        reader.execute("select from mine.rates")
        with pytest.raises(Exception, match="readers held tables"):
            with_views.publish(2, patience=1)
        assert reader.execute("select release from mine.on_top").fetchone() == (1,)
    with_views.publish(2)
    assert with_views.ask("select release from mine.on_top") == [(2,)]


def test_a_table_of_a_reader_that_references_ours_is_named_and_kept(with_views):
    with_views.run("create table mine.own (code text references core.dim_municipality)")
    with_views.publish(2)
    assert [line for line in with_views.said if "mine.own" in line and WARNED in line]
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        with_views.run("insert into mine.own values ('999')")
