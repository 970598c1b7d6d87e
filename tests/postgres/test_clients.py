"""What tools find when they look by themselves: SQLAlchemy's reflection and psqlODBC, as Excel and Power BI use it."""

import os

import psycopg
import pyodbc
import pytest
import sqlalchemy as sa


@pytest.fixture
def published(place):
    place.publish(1)
    place.publish(2)
    return place


def test_sqlalchemy_finds_tables_keys_joins_and_comments(published):
    engine = sa.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(published.dsn))
    looked = sa.inspect(engine)
    assert {"absence", "placement"} <= set(looked.get_table_names("published"))
    assert looked.get_pk_constraint("absence", "published")["constrained_columns"] == [
        "municipality_code", "school_year"
    ]  # fmt: skip
    (joined,) = looked.get_foreign_keys("absence", "published")
    assert (joined["referred_schema"], joined["referred_table"]) == ("core", "dim_municipality")
    assert looked.get_table_comment("absence", "published")["text"].startswith("Hvor meget")
    table = sa.Table("absence", sa.MetaData(), schema="published", autoload_with=engine)
    assert isinstance(table.c.suppressed_measures.type, sa.ARRAY)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(table.c.pupils, table.c.is_suppressed).order_by(table.c.is_suppressed))
        assert [tuple(row) for row in rows] == [(0, False), (None, True)]
    engine.dispose()


def test_odbc_reads_figures_and_the_catalogue_as_a_bi_reader(published):
    if "PostgreSQL Unicode" not in pyodbc.drivers() and not os.environ.get("PLADS_REQUIRE_POSTGRES"):
        pytest.skip("no ODBC driver on this machine: apt install odbc-postgresql")
    parts = dict(part.split("=") for part in published.dsn.split())
    where = f"Server={parts['host']};Port={parts['port']};Database={parts['dbname']};Uid=postgres"
    with pyodbc.connect(f"Driver={{PostgreSQL Unicode}};{where}", autocommit=True) as connection:
        cursor = connection.cursor()
        cursor.execute("set role bi_reader")
        names = {row.table_name for row in cursor.tables(schema="published", tableType="TABLE")}
        assert names == {"absence", "placement"}
        keys = [row.column_name for row in cursor.primaryKeys("absence", schema="published")]
        assert keys == ["municipality_code", "school_year"]
        rows = cursor.execute(
            "select a.school_year, a.pupils, d.name_da from published.absence a"
            " left join core.dim_municipality d using (municipality_code) order by a.is_suppressed"
        ).fetchall()
        assert [(row.school_year, row.pupils) for row in rows] == [("2022/2023", 0), ("2022/2023", None)]
        assert "æøå" in rows[1].name_da
        with pytest.raises(pyodbc.ProgrammingError, match="permission denied"):
            cursor.execute("select * from core.fct_absence")
