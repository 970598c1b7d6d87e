"""The statements that make one table as the plan has it: columns, key, indexes, references, comments."""

from __future__ import annotations

from collections.abc import Iterator

from psycopg import sql

from dagster_project.postgres.plan import Table
from dagster_project.publish.keys import Join
from dagster_project.warehouse.lineage import Relation

NEXT = "__next"  # a schema ends so while it is filled; no reader may look into it
FILTERS = ("municipality_code", "school_year", "year")  # what a BI tool narrows by before anything else


def place(table: Relation, ending: str = "") -> sql.Identifier:
    return sql.Identifier(f"{table.schema}{ending}", table.name)


def _names(columns: tuple[str, ...]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def creation(table: Table) -> sql.Composed:
    columns = [
        sql.SQL("{} {}{}").format(
            sql.Identifier(column.name), sql.SQL(column.kind), sql.SQL(" not null" if column.not_null else "")
        )
        for column in table.columns
    ]
    return sql.SQL("create table {} ({})").format(place(table.relation, NEXT), sql.SQL(", ").join(columns))


def unique_targets(table: Table, tables: tuple[Table, ...]) -> set[tuple[str, ...]]:
    """Columns of it that others join and that are not its key."""
    joined = {one.targets for other in tables for one in other.joins if one.table == table.relation}
    return {one for one in joined if set(one) != set(table.key) or not table.has_primary_key}


def keys(table: Table, tables: tuple[Table, ...]) -> Iterator[sql.Composed]:
    """Its key, and what else has to be unique because others join it."""
    where = place(table.relation, NEXT)
    if table.key:
        kind = "primary key" if table.has_primary_key else "unique nulls not distinct"
        yield sql.SQL("alter table {} add {} ({})").format(where, sql.SQL(kind), _names(table.key))
    for columns in sorted(unique_targets(table, tables)):
        yield sql.SQL("alter table {} add unique ({})").format(where, _names(columns))


def indexes(table: Table, tables: tuple[Table, ...]) -> Iterator[sql.Composed]:
    """On all columns that join or narrow and do not lead a key anyway."""
    wanted = [one.columns for one in table.joins] + [(c.name,) for c in table.columns if c.name in FILTERS]
    ready = [columns for columns in (table.key, *unique_targets(table, tables)) if columns]
    for columns in dict.fromkeys(wanted):
        if not any(set(one[: len(columns)]) == set(columns) for one in ready):
            yield sql.SQL("create index on {} ({})").format(place(table.relation, NEXT), _names(columns))
            ready.append(columns)


def reference(table: Table, join: Join) -> sql.Composed:
    """A foreign key that shows the way of the join, not yet checked."""
    return sql.SQL("alter table {} add constraint {} foreign key ({}) references {} ({}) not valid").format(
        place(table.relation, NEXT),
        _name_of(join),
        _names(join.columns),
        place(join.table, NEXT),
        _names(join.targets),
    )


def check(table: Table, join: Join) -> sql.Composed:
    """Reads the rows; from then on it is a promise."""
    return sql.SQL("alter table {} validate constraint {}").format(place(table.relation, NEXT), _name_of(join))


def _name_of(join: Join) -> sql.Identifier:
    return sql.Identifier(f"{'_'.join(join.columns)}_fkey")


def comments(table: Table) -> Iterator[sql.Composed]:
    where = place(table.relation, NEXT)
    if table.comment:
        yield sql.SQL("comment on table {} is {}").format(where, table.comment)
    for column in table.columns:
        if column.comment:
            named = sql.Identifier(*where._obj, column.name)
            yield sql.SQL("comment on column {} is {}").format(named, column.comment)
