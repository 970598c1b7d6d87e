"""Where each column of one SELECT comes from, read from sqlglot's scopes: whose values, and what decided which rows.

A value is what the column's expression is made of, conditions included. Rows are what joins, filters, groups, windows
and distinct ask about, in the statement and in everything that it reads: they decide which rows there are, not what is
in them. A count of rows takes its value from the rows. A table that is joined from the left decides nothing, unless
one of its columns is used: then its rows, and what it is joined on, belong to that column. What is looked up in a list
of codes comes from the code as well, and a pseudonym comes from the identifier that it was joined on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from dagster_project.column_lineage.cells import EVERY_ROW, NOTHING, Cell, Origin
from dagster_project.column_lineage.tied import common_columns

DIALECT = "duckdb"
Shapes = Mapping[str, Mapping[str, Mapping[str, str]]]  # schema → table → column → type


class NotUnderstoodError(ValueError):
    """The statement is outside what the library resolves; the model is then known as a whole only."""


def relation_name(table: exp.Table) -> str:
    """Schema and table; the database is called after its file, which is another in every output folder."""
    return f"{table.db}.{table.name}"


def _joins(select: exp.Expr) -> list[exp.Join]:
    return list(select.args.get("joins") or ())


def _is_left(join: exp.Join) -> bool:
    return join.side == "LEFT"


def _condition(join: exp.Join) -> exp.Expr:
    return join.args.get("on") or exp.true()


def _is_row_count(node: exp.Expr) -> bool:
    return isinstance(node, exp.Count) and (node.this is None or isinstance(node.this, exp.Star))


_COMPARISONS = (exp.EQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between)


def _found_by(select: exp.Expr, alias: str) -> Iterator[exp.Column]:
    """The columns that a join compares columns of `alias` with."""
    for join in _joins(select):
        for comparison in _condition(join).find_all(*_COMPARISONS):
            columns = list(comparison.find_all(exp.Column))
            if alias in [column.table for column in columns]:
                yield from (column for column in columns if column.table != alias)


def _rows_asked(select: exp.Select) -> Iterator[exp.Expr]:
    """The parts of a SELECT that decide which rows there are."""
    for name in ("where", "group", "having", "qualify", "distinct"):
        if part := select.args.get(name):
            yield part
    yield from (_condition(join) for join in _joins(select) if not _is_left(join))


@dataclass
class Statement:
    """One parsed and qualified statement.

    `pseudonyms` and `lists` are tables (schema.table) that say in other words what they were joined on.
    """

    scope: Scope
    pseudonyms: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    _columns: dict[tuple[int, str], Origin] = field(default_factory=dict)
    _rows: dict[int, frozenset[Cell]] = field(default_factory=dict)
    _attached: dict[tuple[int, str], frozenset[Cell]] = field(default_factory=dict)
    _joined: dict[tuple[int, str], Origin] = field(default_factory=dict)

    @classmethod
    def of(cls, sql: str, shapes: Shapes, pseudonyms: Iterable[str] = (), lists: Iterable[str] = ()) -> Statement:
        """Raises NotUnderstoodError."""
        try:
            tree = sqlglot.parse_one(sql, dialect=DIALECT)
            for table in tree.find_all(exp.Table):
                table.set("catalog", None)
            whole = qualify(tree, schema=dict(shapes), dialect=DIALECT, quote_identifiers=False)
            scope = build_scope(whole)
        except sqlglot.errors.SqlglotError as error:
            raise NotUnderstoodError(str(error)) from error
        if scope is None:
            raise NotUnderstoodError("not a query")
        return cls(scope, frozenset(pseudonyms), frozenset(lists))

    @cached_property
    def names(self) -> list[str]:
        return _names(self.scope)

    def origin(self, column: str) -> Origin:
        """Of a column of the statement's result; of EVERY_ROW, what decides the rows."""
        rows = self._rows_of(self.scope)
        if column == EVERY_ROW:
            return Origin(rows, rows)
        found = self._column(self.scope, column)
        return Origin(found.values, found.rows | rows)

    def compared(self) -> dict[str, frozenset[str]]:
        """Tables of which one row meets others, in a window or joined with themselves → columns they then have equal.

        A row of the result can be made from rows of other keys, such as an earlier year; not where the year is equal.
        """
        found: dict[str, frozenset[str]] = {}
        for scope in self.scope.traverse():
            read = {alias: self._tables(source) for alias, (_, source) in scope.selected_sources.items()}
            inner = {str(place): self._tables(inside) for place, inside in enumerate(scope.subquery_scopes)}
            windowed = frozenset[str]().union(*read.values(), *inner.values()) if scope.find(exp.Window) else ()
            meets = [(table, frozenset[str]()) for table in windowed]
            for (one, tables), (other, others) in combinations([*read.items(), *inner.items()], 2):
                meets += [(table, self._common(scope, table, one, other)) for table in tables & others]
            for table, columns in meets:
                found[table] = found.get(table, columns) & columns
        return found

    def _common(self, scope: Scope, table: str, one: str, other: str) -> frozenset[str]:
        """Of two readings of a table by itself; of queries that read it, nothing is known."""
        both = [scope.sources.get(alias) for alias in (one, other)]
        if all(isinstance(source, exp.Table) and relation_name(source) == table for source in both):
            return common_columns(scope.expression, one, other)
        return frozenset()

    def _tables(self, source: exp.Expr | Scope) -> frozenset[str]:
        if isinstance(source, exp.Table):
            return frozenset([relation_name(source)])
        if not isinstance(source, Scope):
            return frozenset()
        inside = [table for _, table in source.selected_sources.values()]
        return frozenset().union(*map(self._tables, [*inside, *_branches(source), *source.subquery_scopes]))

    def _column(self, scope: Scope, name: str) -> Origin:
        key = (id(scope), name)
        if key not in self._columns:
            self._columns[key] = NOTHING  # a recursive query finds itself here
            self._columns[key] = self._find_column(scope, name)
        return self._columns[key]

    def _find_column(self, scope: Scope, name: str) -> Origin:
        if parts := _branches(scope):
            place = _names(scope).index(name)
            return _all(self._column(part, _names(part)[place]) for part in parts)
        if not isinstance(scope.expression, exp.Select):  # a table function: made of all that it is given
            return self._expression(scope, scope.expression)
        for projection in scope.expression.selects:
            if projection.alias_or_name == name:
                return self._expression(scope, projection)
        raise NotUnderstoodError(f"no column {name}")

    def _expression(self, scope: Scope, expression: exp.Expr, *, asked: bool = False) -> Origin:
        """What an expression is made of; what only a window asks about decides rows, not values."""
        values, rows = set[Cell](), set[Cell]()
        waiting = [(expression, asked)]
        while waiting:
            node, is_question = waiting.pop()
            if isinstance(node, (exp.Select, exp.SetOperation)) and node is not scope.expression:
                found = self._subquery(scope, node)
            elif isinstance(node, exp.Column):
                found = self._reference(scope, node)
            elif _is_row_count(node):
                found = Origin(self._rows_of(scope))
            else:
                questions = {id(node.args.get("order")), *map(id, node.args.get("partition_by") or ())}
                is_window = isinstance(node, exp.Window)
                waiting += [
                    (child, is_question or (is_window and id(child) in questions)) for child in node.iter_expressions()
                ]
                continue
            (rows if is_question else values).update(found.values)
            rows |= found.rows
        return Origin(frozenset(values), frozenset(rows))

    def _subquery(self, scope: Scope, query: exp.Select | exp.SetOperation) -> Origin:
        for inner in scope.subquery_scopes:
            if inner.expression is query:
                columns = _all(self._column(inner, name) for name in query.named_selects if name != EVERY_ROW)
                return Origin(columns.values, columns.rows | self._rows_of(inner))
        raise NotUnderstoodError("a query inside an expression that no scope holds")

    def _reference(self, scope: Scope, column: exp.Column) -> Origin:
        source = scope.sources.get(column.table)
        if isinstance(source, Scope):
            found = self._column(source, column.name)
        elif isinstance(source, exp.Table):
            found = Origin(frozenset([(relation_name(source), column.name)]))
        elif not column.table:  # a name that an expression gives itself, as in a list made in place
            return NOTHING
        else:
            raise NotUnderstoodError(f"nobody knows {column.sql()}")
        attached = Origin(rows=self._attached_by(scope, column.table))
        tables = {table for table, _ in found.values}
        if tables and tables <= self.pseudonyms:
            joined_on = self._joined_on(scope, column.table)
            return Origin(joined_on.values or found.values, found.rows | joined_on.rows) | attached
        if tables and tables <= self.lists:
            return found | self._joined_on(scope, column.table) | attached
        return found | attached

    def _attached_by(self, scope: Scope, alias: str) -> frozenset[Cell]:
        """Of a table joined from the left: its rows, and the condition that says which of them belongs where."""
        key = (id(scope), alias)
        if key not in self._attached:
            self._attached[key] = frozenset()  # the condition names the alias itself
            for join in _joins(scope.expression):
                if _is_left(join) and join.alias_or_name == alias:
                    asked = self._expression(scope, _condition(join))
                    self._attached[key] = asked.values | asked.rows | self._rows_of_source(scope.sources[alias])
        return self._attached[key]

    def _joined_on(self, scope: Scope, alias: str) -> Origin:
        """What the rows of `alias` were found by."""
        key = (id(scope), alias)
        if key not in self._joined:
            self._joined[key] = NOTHING  # two lists may be joined on each other
            self._joined[key] = _all(self._reference(scope, other) for other in _found_by(scope.expression, alias))
        return self._joined[key]

    def _rows_of(self, scope: Scope) -> frozenset[Cell]:
        if id(scope) not in self._rows:
            self._rows[id(scope)] = frozenset()
            self._rows[id(scope)] = self._find_rows(scope)
        return self._rows[id(scope)]

    def _find_rows(self, scope: Scope) -> frozenset[Cell]:
        found = set[Cell]()
        for part in _branches(scope):
            found |= self._rows_of(part)
        attached = {join.alias_or_name for join in _joins(scope.expression) if _is_left(join)}
        for alias, (_, source) in scope.selected_sources.items():
            if alias not in attached:
                found |= self._rows_of_source(source)
        if isinstance(scope.expression, exp.Select):
            for question in _rows_asked(scope.expression):
                asked = self._expression(scope, question)
                found |= asked.values | asked.rows
        return frozenset(found)

    def _rows_of_source(self, source: exp.Table | Scope) -> frozenset[Cell]:
        if isinstance(source, Scope):
            return self._rows_of(source)
        return frozenset([(relation_name(source), EVERY_ROW)])


def _names(scope: Scope) -> list[str]:
    """The columns of its result, in order."""
    return list(getattr(scope.expression, "named_selects", ()))


def _branches(scope: Scope) -> list[Scope]:
    """Of a union, its sides."""
    return list(scope.set_operation_scopes) if isinstance(scope.expression, exp.SetOperation) else []


def _all(origins: Iterable[Origin]) -> Origin:
    found = NOTHING
    for origin in origins:
        found |= origin
    return found
