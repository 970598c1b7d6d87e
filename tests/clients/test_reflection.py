"""SQLAlchemy finds schemas, tables, columns and types in the readers' file by itself, and asks them by name."""

import pytest
import sqlalchemy as sa

from dagster_project.publish.readers import READERS_FILE


@pytest.fixture(scope="module")
def engine(published):
    found = sa.create_engine(f"duckdb:///{published / READERS_FILE}", connect_args={"read_only": True})
    yield found
    found.dispose()


def test_every_published_table_is_reflected(engine):
    metadata = sa.MetaData()
    metadata.reflect(engine, schema="published")
    assert {table.name for table in metadata.sorted_tables} == {"segregation_rate", "staff_survey", "budget_balance"}
    rates = metadata.tables["published.segregation_rate"]
    assert isinstance(rates.c.segregated.type, sa.BigInteger)
    assert isinstance(rates.c.is_suppressed.type, sa.Boolean)
    assert isinstance(metadata.tables["published.budget_balance"].c.budget_fixed.type, sa.Numeric)


def test_a_reflected_table_answers(engine):
    rates = sa.Table("segregation_rate", sa.MetaData(), schema="published", autoload_with=engine)
    shown = sa.select(rates.c.district, rates.c.segregated).where(~rates.c.is_suppressed).order_by(rates.c.district)
    with engine.connect() as connection:
        assert connection.execute(shown).all() == [("Nord", 12), ("Syd", 0)]


def test_the_file_cannot_be_written(engine):
    with engine.connect() as connection, pytest.raises(sa.exc.DatabaseError):
        connection.execute(sa.text("drop table published.segregation_rate"))
