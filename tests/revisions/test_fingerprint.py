"""A table's fingerprint is that of its figures: not of the order of its rows, nor of the file that holds them."""

import duckdb
import pytest

from dagster_project.revisions.fingerprint import fingerprints

ROWS = "(values ('151', 1, 0.1::double, null::varchar[]), ('159', null, 0.2::double, ['n']), ('163', 3, 0.3, null))"
SHAPE = "as t(municipality_code, n, share, suppressed_measures)"


def of(sql: str, path=":memory:") -> list:
    """Of the one published table that the query makes."""
    with duckdb.connect(str(path)) as con:
        con.execute("create schema published")
        con.execute(f"create table published.figure as {sql}")
        (name,) = con.execute("select current_database()").fetchone()
        return fingerprints(con, name)


SAME = of(f"from {ROWS} {SHAPE}")


def test_a_table_is_named_with_its_rows():
    (found,) = SAME
    assert (found.table_schema, found.table_name, found.rows) == ("published", "figure", 3)


@pytest.mark.parametrize(
    "sql",
    [
        f"from {ROWS} {SHAPE} order by municipality_code desc",
        f"select share, suppressed_measures, n, municipality_code from {ROWS} {SHAPE}",
        f"select * replace (n::bigint as n) from {ROWS} {SHAPE}",
    ],
    ids=["another order of rows", "another order of columns", "a wider type"],
)
def test_what_is_no_figure_does_not_count(tmp_path, sql):
    assert of(sql, tmp_path / "any.duckdb") == SAME


@pytest.mark.parametrize(
    "sql",
    [
        f"select * replace (if(n = 3, 4, n) as n) from {ROWS} {SHAPE}",
        f"select * replace (coalesce(n, 0) as n) from {ROWS} {SHAPE}",
        f"select * replace (if(n = 3, share + 1e-16, share) as share) from {ROWS} {SHAPE}",
        f"select * replace (if(n = 3, ['n'], suppressed_measures) as suppressed_measures) from {ROWS} {SHAPE}",
        f"from {ROWS} {SHAPE} where n is not null",
        f"from {ROWS} {SHAPE} union all (from {ROWS} {SHAPE} limit 1)",
        f"select *, 1 as more from {ROWS} {SHAPE}",
        f"select n as m, * exclude (n) from {ROWS} {SHAPE}",
        f"select * replace (if(n = 1, 3, if(n = 3, 1, n)) as n) from {ROWS} {SHAPE}",
    ],
    ids=["a count", "null is not zero", "the last bit", "hidden", "a row less", "a row more", "a column more",
         "another name", "two values exchanged"],
)  # fmt: skip
def test_any_figure_counts(sql):
    assert of(sql) != SAME


def test_a_value_cannot_be_moved_over_the_border_of_its_column():
    assert of("select 'ab' as x, 'c' as y") != of("select 'a' as x, 'bc' as y")
    assert of("select '' as x, null as y") != of("select null as x, '' as y")
