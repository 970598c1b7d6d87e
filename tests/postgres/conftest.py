"""A server for the session, a database for each test, and a small published file with a star in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import psycopg
import pytest

from dagster_project.postgres import plan as plan_module
from dagster_project.postgres import publish_to_postgres
from dagster_project.publish import dimensions as dimensions_module
from dagster_project.publish.keys import Declared, Join
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import Relation
from tests.postgres.server import Server, programs, running_server

HARD_TEXT = 'line one\n\\.\n"quoted", comma; æøå \\n {braces}'
PERSON, MUNICIPALITY = Relation("core", "dim_person"), Relation("core", "dim_municipality")
FACT, FIGURE = Relation("core", "fct_absence"), Relation("published", "absence")
DECLARED = {
    PERSON: Declared(("person_key",), (), "Grain: person."),
    MUNICIPALITY: Declared(("municipality_code",), (), "Grain: municipality."),
    FACT: Declared(
        ("person_key", "month", "kind"),
        (
            Join(("person_key",), PERSON, ("person_key",), holds=True),
            Join(("municipality_code",), MUNICIPALITY, ("municipality_code",), holds=True),
        ),
        "Grain: pupil × month × kind.",
    ),
    FIGURE: Declared(
        ("municipality_code", "school_year"),
        (Join(("municipality_code",), MUNICIPALITY, ("municipality_code",), holds=False),),
        "Grain: municipality (or all) × school year.",
    ),
}  # fmt: skip


def write_database(settings: Settings, release: int) -> None:
    """Every figure of the release carries its number, so that a mixture would show; release 0 has one table less."""
    settings.database.unlink(missing_ok=True)
    with duckdb.connect(str(settings.database)) as connection:
        for schema in ("core", "marts", "published", "governance"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table core.dim_municipality (municipality_code varchar not null, name_da varchar)")
        connection.execute("insert into core.dim_municipality values ('101', ?), ('unknown', '')", [HARD_TEXT])
        connection.execute(
            "create table core.dim_person as select range::bigint as person_key, date '2012-04-01' as born"
            " from range(9)"
        )
        connection.execute("alter table core.dim_person alter person_key set not null")
        connection.execute(f"""
            create table core.fct_absence as select range::bigint as person_key, 9::smallint as month,
                nullif('k', 'k') as kind, '101' as municipality_code, {release} as release,
                1.25::decimal(12, 9) as share, 1 / 3 as third, timestamp '2024-01-31 12:00:01.5' as at, true as is_sick
            from range(9)""")
        connection.execute("alter table core.fct_absence alter person_key set not null")
        connection.execute(f"""
            create table published.absence as
            from (values ('101', '2022/2023', null, true, ['pupils', 'a "b", \\c']),
                         ('all', '2022/2023', 0, false, null))
                t(municipality_code, school_year, pupils, is_suppressed, suppressed_measures),
                (select {release} as release)
            """)
        for key in ("municipality_code", "school_year"):
            connection.execute(f"alter table published.absence alter {key} set not null")
        if release:
            connection.execute(f"create table published.placement as select '101' as town, {release} as release")
        connection.execute("create table marts.absence as select 3 as pupils")
        connection.execute(f"""
            create table governance.release as select 'release{release}' as release, 'b' as build,
                date '2024-12-31' as as_of, now()::timestamp as published_at, 0::bigint as sign_off_entries,
                'h' as sign_off_head""")
        connection.execute("create table governance.quarantine as select 'secret' as load_id")
        connection.execute("""
            create table governance.catalogue as select schema_name as table_schema, table_name, column_name,
                'da ' || column_name as label_da, 'en ' || column_name as label_en, 'about it' as description,
                if(table_name in ('dim_person', 'fct_absence'), 'sensitive', 'none') as personal_data
            from duckdb_columns() where not internal""")


@dataclass
class Place:
    """A small output folder and the empty database of a server that it is published to."""

    settings: Settings
    dsn: str
    said: list[str]

    def publish(self, release: int, patience: float = 20, **changes: object) -> object:
        write_database(self.settings, release)
        return publish_to_postgres(replace(self.settings, **changes), progress=self.said.append, patience=patience)

    @contextmanager
    def reader(self, role: str | None = None) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            if role:
                connection.execute(f"set role {role}")
            yield connection

    def ask(self, sql: str, role: str | None = None) -> list[tuple]:
        with self.reader(role) as connection:
            return connection.execute(sql).fetchall()

    def run(self, sql: str) -> None:
        with self.reader() as connection:
            connection.execute(sql)

    def schemas(self) -> set[str]:
        named = "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'"
        return {name for (name,) in self.ask(named)}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Missing PostgreSQL is a failure where the tests must be whole (PLADS_REQUIRE_POSTGRES), else a reason to skip."""
    if programs() is None and not os.environ.get("PLADS_REQUIRE_POSTGRES"):
        pytest.skip("no PostgreSQL server on this machine: apt install postgresql")
    with running_server() as found:
        yield found


@pytest.fixture
def place(server, tmp_path, monkeypatch, request) -> Iterator[Place]:
    for module in (plan_module, dimensions_module):
        monkeypatch.setattr(module, "declared", lambda _manifest: DECLARED)
        monkeypatch.setattr(module, "manifest", dict)
    name = f"t{abs(hash(request.node.nodeid)) % 10**12}"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {name} template template0")
    settings = Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31), postgres=server.dsn(name))
    settings.prepare()
    yield Place(settings, server.dsn(name), [])
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")
        connection.execute("drop role if exists bi_reader, analyst")
