"""One statement: where values come from, and what decides which rows there are. Each case is small enough to see it."""

import pytest
import sqlglot.lineage

from dagster_project.column_lineage.cells import EVERY_ROW
from dagster_project.column_lineage.models import table_of
from dagster_project.column_lineage.statement import NotUnderstoodError, Statement, relation_name

SHAPES = {
    "core": {
        "pupil": {"person_key": "int", "school": "varchar", "grade": "int"},
        "school": {"school": "varchar", "kind": "varchar", "owner": "varchar"},
        "kind": {"kind": "varchar", "is_special": "boolean"},
    },
    "registers": {"bef": {"pnr": "varchar", "kom": "varchar"}, "person": {"pnr": "varchar", "person_key": "int"}},
}


def values(sql: str, column: str, **known) -> set[str]:
    return {f"{table}.{name}" for table, name in Statement.of(sql, SHAPES, **known).origin(column).values}


def rows(sql: str, column: str, **known) -> set[str]:
    return {f"{table}.{name}" for table, name in Statement.of(sql, SHAPES, **known).origin(column).rows}


def test_a_value_is_what_the_expression_is_made_of_conditions_included():
    sql = "select case when p.grade > 3 then p.school end as x, p.person_key as y from core.pupil as p"
    assert values(sql, "x") == {"core.pupil.grade", "core.pupil.school"}
    assert values(sql, "y") == {"core.pupil.person_key"}


def test_a_literal_comes_from_nowhere():
    assert values("select 'all' as x from core.pupil", "x") == set()


def test_filters_groups_and_joins_decide_rows_and_are_no_values():
    sql = """
        select p.school, sum(p.grade) as x
        from core.pupil as p inner join core.school as s on p.school = s.school
        where s.owner = 'own' group by p.school having max(p.person_key) > 0
    """
    assert values(sql, "x") == {"core.pupil.grade"}
    asked = {"core.pupil.school", "core.school.school", "core.school.owner", "core.pupil.person_key"}
    assert rows(sql, "x") == asked | {"core.pupil.*", "core.school.*"}


def test_a_count_of_rows_takes_its_value_from_what_decides_the_rows():
    assert values("select count(*) as x from core.pupil where grade = 1", "x") == {"core.pupil.*", "core.pupil.grade"}
    assert values("select count(school) as x from core.pupil where grade = 1", "x") == {"core.pupil.school"}


def test_a_table_joined_from_the_left_decides_nothing_unless_it_is_asked():
    sql = "select p.grade, s.kind from core.pupil as p left join core.school as s on p.school = s.school"
    assert rows(sql, "grade") == {"core.pupil.*"}
    assert rows(sql, "kind") == {"core.pupil.*", "core.school.*", "core.pupil.school", "core.school.school"}
    assert "core.school.*" in rows(f"{sql} where s.owner = 'own'", "grade")


def test_a_window_asks_its_partition_and_order_about_rows():
    sql = "select first_value(grade) over (partition by school order by person_key) as x from core.pupil"
    assert values(sql, "x") == {"core.pupil.grade"}
    assert rows(sql, "x") == {"core.pupil.*", "core.pupil.school", "core.pupil.person_key"}


def test_sides_of_a_union_meet_by_place_and_stars_are_spelt_out():
    sql = """
        with both_kinds as (select school, grade as n from core.pupil union all select owner, 1 as one from core.school)
        select b.* from both_kinds as b
    """
    assert values(sql, "school") == {"core.pupil.school", "core.school.owner"}
    assert values(sql, "n") == {"core.pupil.grade"}
    assert rows(sql, "n") == {"core.pupil.*", "core.school.*"}


@pytest.mark.parametrize(
    ("joins", "common"),
    [
        ("join core.pupil b on a.school = b.school", {"school"}),
        ("left join core.pupil b on (a.school = b.school and a.grade > b.grade)", {"school"}),
        ("join core.school s on s.school = a.school join core.pupil b on b.school = s.school", {"school"}),
        ("join core.pupil b on a.grade > b.grade", set()),
        ("join core.pupil b on a.school = b.school or a.grade = b.grade", set()),
        ("join core.pupil b on a.grade = b.person_key", set()),
        ("full join core.pupil b on a.school = b.school", set()),
        ("cross join core.pupil b", set()),
        # The school may be missing, and then the pupils are of different ones.
        ("join core.pupil b on true left join core.school s on s.school = a.school and s.school = b.school", set()),
        ("join core.pupil b on true left join core.school s on a.school = b.school", set()),
        ("join (select * from core.pupil) b on a.school = b.school", set()),
    ],
)
def test_two_readings_of_a_table_have_in_common_what_every_row_has_equal(joins, common):
    statement = Statement.of(f"select a.school, b.grade from core.pupil a {joins}", SHAPES)
    assert statement.compared() == {"core.pupil": common}


def test_of_three_readings_all_must_have_it_and_a_window_has_nothing():
    third = "select 1 as x from core.pupil a join core.pupil b on a.school = b.school join core.pupil c on {}"
    assert Statement.of(third.format("c.school = b.school"), SHAPES).compared() == {"core.pupil": {"school"}}
    assert Statement.of(third.format("c.grade = b.grade"), SHAPES).compared() == {"core.pupil": set()}
    window = "select sum(a.grade) over (partition by a.school) as x from core.pupil a"
    assert Statement.of(window, SHAPES).compared() == {"core.pupil": set()}


def test_a_scalar_query_is_a_value_and_a_query_in_a_filter_decides_rows():
    sql = "select (select max(kind) from core.school) as x from core.pupil where grade = (select 1 from core.kind)"
    assert values(sql, "x") == {"core.school.kind"}
    assert {"core.kind.*", "core.pupil.grade"} <= rows(sql, "x")


def test_what_is_looked_up_in_a_list_comes_from_the_code_as_well():
    sql = "select k.is_special from core.school as s left join core.kind as k on s.kind = k.kind"
    assert values(sql, "is_special") == {"core.kind.is_special"}
    assert values(sql, "is_special", lists=["core.kind"]) == {"core.kind.is_special", "core.school.kind"}


def test_a_pseudonym_comes_from_what_it_was_joined_on_also_through_a_grouped_map():
    sql = """
        with keys_of as (select pnr, max(person_key) as key from registers.person group by pnr)
        select keys_of.key, b.kom from registers.bef as b left join keys_of on b.pnr = keys_of.pnr
    """
    assert values(sql, "key", pseudonyms=["registers.person"]) == {"registers.bef.pnr"}
    assert values(sql, "key") == {"registers.person.person_key"}


def test_two_lists_joined_on_each_other_come_to_an_end():
    sql = "select a.is_special from core.kind as a inner join core.kind as b on a.kind = b.kind"
    assert "core.kind.is_special" in values(sql, "is_special", lists=["core.kind"])


@pytest.mark.parametrize("sql", ["select nothing from core.pupil", "select grade from", "drop table x"])
def test_what_cannot_be_read_is_said_and_not_guessed(sql):
    with pytest.raises(NotUnderstoodError):
        Statement.of(sql, SHAPES).origin("nothing")


@pytest.mark.parametrize("table", ["staging.stg_bef", "core.fct_pupil_count", "marts.placement"])
def test_values_hold_what_the_librarys_own_lineage_finds(models, table):
    """sqlglot's walk knows neither lists nor counts of rows, so ours may hold more and never less."""
    node = next(node for node in models.manifest["nodes"].values() if table_of(node) == table)
    tree = sqlglot.parse_one(models.compiled[node["unique_id"]], dialect="duckdb")
    for named in tree.find_all(sqlglot.exp.Table):
        named.set("catalog", None)
    for column, ours in models.graph.origins[table].items():
        if column != EVERY_ROW:
            walk = sqlglot.lineage.lineage(column, tree, schema=models.shapes, dialect="duckdb").walk()
            leaves = {(relation_name(leaf.expression), leaf.name.split(".")[-1]) for leaf in walk if is_table(leaf)}
            assert {cell for cell in leaves if cell[0] not in models.graph.identifiers} <= ours.values | ours.rows


def is_table(leaf) -> bool:
    return isinstance(leaf.expression, sqlglot.exp.Table)
