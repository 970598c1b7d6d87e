"""Tables that tell of the same people, decided together: what each of them hides beyond its own rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from duckdb import CatalogException, DuckDBPyConnection, DuckDBPyRelation

from dagster_project.apart import apart
from dagster_project.contracts.sql import literal
from dagster_project.disclosure.before import given, still_hidden, unmoved
from dagster_project.disclosure.builder import Builder, first_hidden, small
from dagster_project.disclosure.declared import declared
from dagster_project.disclosure.engine import MOST_SEARCHES, protect_system
from dagster_project.disclosure.known import add_known
from dagster_project.disclosure.rows import NOWHERE, Rows, read_rows
from dagster_project.disclosure.system import Flags, Indices, System

HIDDEN = pa.schema(
    [("table_name", pa.string()), ("row_key", pa.string()), ("measures", pa.string()), ("told", pa.int64())]
)


def _same(rows: Rows, measure: str) -> Indices | None:
    """Where a count is repeated in several rows: the first of them, per row."""
    for rule in rows.declared.known:
        if measure in rule.get("same", ()):
            group = rows.groups(rule["over"])
            _, first = np.unique(group, return_index=True)
            return np.asarray(first[np.unique(group, return_inverse=True)[1]], dtype=np.int64)
    return None


def _add_table(builder: Builder, rows: Rows) -> None:
    table = rows.declared.table
    first = first_hidden(rows, builder.threshold)
    builder.own_first[table] = first
    builder.cells[table] = {}
    for measure, hidden in first.items():
        value, published = rows.values(measure), True
        repeated = _same(rows, measure)
        if repeated is None:
            builder.cells[table][measure] = builder.add_cells(value, hidden, published=published)
            continue
        if not np.array_equal(value, value[repeated], equal_nan=True):
            raise ValueError(f"{table}.{measure} is declared to repeat itself and does not")
        once = np.where(repeated == np.arange(rows.size), value, np.nan)
        builder.cells[table][measure] = builder.add_cells(once, hidden, published=published)[repeated]


def _add_unseen(builder: Builder, rows: Rows, tables: Mapping[str, Rows]) -> None:
    """Counts that judge here and are counted in a sister: her cells."""
    for rule in rows.declared.known:
        other = tables.get(rule.get("sister", ""))
        for here, there in rule.get("equal", {}).items():
            if here in builder.cells[rows.declared.table] or rows.has(here):
                continue
            cells = np.full(rows.size, NOWHERE)
            if other is not None:
                ((measure, _),) = there.items()
                place = other.find(rule["on"], rows)
                found = (place != NOWHERE) & rows.within(rule.get("within", {}))
                cells[found] = builder.cells[other.declared.table][measure][place[found]]
            builder.cells[rows.declared.table][here] = cells
            beside = rows.declared.measures[here].get("or_small")
            first = small(rows.values(beside), builder.threshold) if beside else np.zeros(rows.size, dtype=bool)
            builder.own_first[rows.declared.table][here] = first
            builder.also_first(cells[first & (cells != NOWHERE)])


@dataclass(frozen=True)
class Family:
    """What is known of tables that are decided together; `kept`: measure → rows that stay hidden, per table."""

    tables: dict[str, Rows]
    kept: dict[str, dict[str, Flags]]
    threshold: int


def read_family(
    relations: Mapping[str, DuckDBPyRelation], threshold: int, before: DuckDBPyRelation | None = None
) -> Family:
    """`before`: what the release before hid (`disclosure.before`); a cell of it that did not move is hidden again."""
    tables = {table: read_rows(relation, declared(table)) for table, relation in relations.items()}
    tables = {table: rows for table, rows in tables.items() if rows.size}
    kept = {table: still_hidden(relations[table], rows, before) for table, rows in tables.items()}
    return Family(tables, kept, threshold)


def system_of_family(family: Family) -> tuple[Builder, System]:
    """All cells of these tables and all that their declarations say of them.

    Counts that stay hidden are so in the system: they protect others, and are protected.
    """
    builder = Builder(family.threshold)
    for rows in family.tables.values():
        _add_table(builder, rows)
    for rows in family.tables.values():
        _add_unseen(builder, rows, family.tables)
    for rows in family.tables.values():
        add_known(builder, rows, family.tables)
    for table, cells in builder.cells.items():
        for measure, flags in family.kept[table].items():
            if measure in cells:
                builder.keep_hidden(cells[measure][flags])
    return builder, builder.system()


def _follow(rows: Rows, hidden: dict[str, Flags]) -> None:
    """{'any_of': a, 'gives': b}: b is hidden in all rows of a group where a is hidden in one."""
    for rule in rows.declared.known:
        if "any_of" in rule and rule["any_of"] in hidden:
            group = rows.groups(rule["over"])
            one = hidden[rule["any_of"]] & rows.within(rule.get("within", {}))
            hidden[rule["gives"]] = np.isin(group, group[one])


def _listed(table: str, rows: Rows, hidden: dict[str, Flags], told: dict[str, Flags]) -> pd.DataFrame:
    names = [name for name in hidden if hidden[name].any()]
    text = np.full(rows.size, "|", dtype=object)
    for name in names:
        text = np.where(hidden[name], text + f"{name}|", text)
    count = np.sum([told[name] for name in told], axis=0) if told else np.zeros(rows.size)
    found = pd.DataFrame({"table_name": table, "row_key": rows.frame["row_key"], "measures": text, "told": count})
    return pd.DataFrame(found[(text != "|") | (count > 0)])


def further_hidden(family: Family, most_searches: int = MOST_SEARCHES) -> pa.Table:
    """Per table and row: the counts to hide that its own rules show, as |a|b|, and how many nothing can protect."""
    builder, system = system_of_family(family)
    hopeless = protect_system(system, most_searches)
    found = [HIDDEN.empty_table().to_pandas()]
    for table, rows in family.tables.items():
        hidden: dict[str, Flags] = {}
        told: dict[str, Flags] = {}
        for measure, cells in builder.cells[table].items():
            if measure not in builder.own_first[table]:
                continue
            place = system.place[cells]
            hidden[measure] = system.hidden[place] & (cells != NOWHERE) & ~builder.own_first[table][measure]
            told[measure] = hopeless[place] & (cells != NOWHERE)
        _follow(rows, hidden)
        hidden |= {name: flags for name, flags in family.kept[table].items() if name not in builder.cells[table]}
        found.append(_listed(table, rows, hidden, told))
    return pa.Table.from_pandas(pd.concat(found), schema=HIDDEN, preserve_index=False)


def those_there(tables: Mapping[str, Callable[[], DuckDBPyRelation]]) -> dict[str, DuckDBPyRelation]:
    """The tables that this run has; one that waits for a source is left out, and with it what it would have told."""
    found = {}
    for table, ref in tables.items():
        try:
            found[table] = ref()
        except CatalogException:
            continue
    return found


def decide(
    session: DuckDBPyConnection,
    tables: Mapping[str, Callable[[], DuckDBPyRelation]],
    threshold: int | str,
    most_searches: int = MOST_SEARCHES,
) -> pa.Table | DuckDBPyRelation:
    """What a model hidden_* says of its tables.

    What was decided is on record: a release that is made again hides what it hid, and so does a new one whose tables
    are still those of the release before. Searched again, other cells than then would do as well.
    """
    names = ", ".join(literal(table) for table in tables)
    decided, then, there = given(session, "hidden_decided"), given(session, "tables_then"), those_there(tables)
    if decided is not None and (then is None or unmoved(there, then, tables)):
        return decided.filter(f"table_name in ({names})")
    family = read_family(there, int(threshold), given(session, "hidden_before"))
    return apart(further_hidden, family, most_searches)
