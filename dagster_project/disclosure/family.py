"""Tables that tell of the same people, decided together: what each of them hides beyond its own rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
from duckdb import CatalogException, DuckDBPyConnection, DuckDBPyRelation

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


def _keep_hidden(
    builder: Builder, rows: Rows, relation: DuckDBPyRelation, before: DuckDBPyRelation | None
) -> dict[str, Flags]:
    """Counts stay hidden in the system, so that they protect others and are protected; returns the other measures."""
    kept, cells = still_hidden(relation, rows, before), builder.cells[rows.declared.table]
    for measure in [name for name in kept if name in cells]:
        builder.keep_hidden(cells[measure][kept.pop(measure)])
    return kept


def system_of_tables(
    relations: Mapping[str, DuckDBPyRelation], threshold: int, before: DuckDBPyRelation | None = None
) -> tuple[Builder, dict[str, Rows], System, dict[str, dict[str, Flags]]]:
    """All cells of these tables and all that their declarations say of them; and what else stays hidden."""
    tables = {table: read_rows(relation, declared(table)) for table, relation in relations.items()}
    tables = {table: rows for table, rows in tables.items() if rows.size}
    builder = Builder(threshold)
    for rows in tables.values():
        _add_table(builder, rows)
    for rows in tables.values():
        _add_unseen(builder, rows, tables)
    for rows in tables.values():
        add_known(builder, rows, tables)
    kept = {table: _keep_hidden(builder, rows, relations[table], before) for table, rows in tables.items()}
    return builder, tables, builder.system(), kept


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


def further_hidden(
    relations: Mapping[str, DuckDBPyRelation],
    threshold: int,
    most_searches: int = MOST_SEARCHES,
    before: DuckDBPyRelation | None = None,
) -> pa.Table:
    """Per table and row: the counts to hide that its own rules show, as |a|b|, and how many nothing can protect.

    `before`: what the release before hid (`disclosure.before`); a cell of it that did not move is hidden again.
    """
    builder, tables, system, kept = system_of_tables(relations, threshold, before)
    hopeless = protect_system(system, most_searches)
    found = [HIDDEN.empty_table().to_pandas()]
    for table, rows in tables.items():
        hidden: dict[str, Flags] = {}
        told: dict[str, Flags] = {}
        for measure, cells in builder.cells[table].items():
            if measure not in builder.own_first[table]:
                continue
            place = system.place[cells]
            hidden[measure] = system.hidden[place] & (cells != NOWHERE) & ~builder.own_first[table][measure]
            told[measure] = hopeless[place] & (cells != NOWHERE)
        _follow(rows, hidden)
        hidden |= kept[table]
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
    return further_hidden(there, int(threshold), most_searches, given(session, "hidden_before"))
