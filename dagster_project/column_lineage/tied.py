"""Columns that two readings of one table are held to have in common: then their rows are of one value of it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp


def _conjuncts(condition: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(condition, exp.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    elif isinstance(condition, exp.Paren):
        yield from _conjuncts(condition.this)
    else:
        yield condition


def _equal(select: exp.Select, pair: set[str]) -> Iterator[frozenset[tuple[str, str]]]:
    """Columns, with their aliases, that are equal in every joined row in which both readings have a part.

    A table that is joined from the left may be missing, and then nothing holds of the others: what it was joined on
    counts only where it is one of the two readings.
    """
    for join in select.args.get("joins") or ():
        certain = join.side == "" or (join.side == "LEFT" and join.alias_or_name in pair)
        for part in _conjuncts(join.args.get("on") or exp.true()) if certain else ():
            if isinstance(part, exp.EQ) and isinstance(part.left, exp.Column) and isinstance(part.right, exp.Column):
                ends = frozenset([(part.left.table, part.left.name), (part.right.table, part.right.name)])
                if join.side == "" or join.alias_or_name in {alias for alias, _ in ends}:
                    yield ends


def common_columns(select: exp.Expr, one: str, other: str) -> frozenset[str]:
    """Names of columns that are equal in both readings of a table, by joins on them or on what they are equal to."""
    equal = list(_equal(select, {one, other})) if isinstance(select, exp.Select) else []
    found = set[str]()
    for name in {column for ends in equal for alias, column in ends if alias == one}:
        same = {(one, name)}
        while more := {end for ends in equal if same & ends for end in ends} - same:
            same |= more
        if (other, name) in same:
            found.add(name)
    return frozenset(found)
