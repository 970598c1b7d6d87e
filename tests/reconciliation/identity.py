"""An identity: what must hold between tables of a publication, the rows that break it, changes that it must notice."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

# Figures agree to the last digits that a sum in another order leaves; money to a tenth of an øre.
MACROS = """
create or replace temp macro differs(a, b) as
    a is distinct from b
    and (a is null or b is null or abs(a - b) > 1e-9 * greatest(1, abs(a), abs(b)));
create or replace temp macro money_differs(a, b) as
    a is distinct from b and (a is null or b is null or abs(a - b) > 0.001);
"""


@dataclass(frozen=True)
class Identity:
    """`breaks` is a query for the rows that break it; each of `needs`, a table with or without a `where`, has rows."""

    says: str
    breaks: str
    needs: tuple[str, ...]
    noticed: tuple[str, ...]


def broken(connection: duckdb.DuckDBPyConnection, identity: Identity) -> list[tuple[object, ...]]:
    """The first rows that break it; what is empty that should not be comes before them."""
    connection.execute(MACROS)
    empty: list[tuple[object, ...]] = [
        ("nothing to look at in", need)
        for need in identity.needs
        if not connection.execute(f"from {need} limit 1").fetchall()
    ]
    return empty + connection.execute(f"from ({identity.breaks}) limit 5").fetchall()


def change(table: str, setting: str, where: str = "true") -> str:
    """One number of one row becomes another."""
    return f"update {table} set {setting} where rowid = (select min(rowid) from {table} where {where})"


def drop(table: str, where: str = "true") -> str:
    """One row goes missing."""
    return f"delete from {table} where rowid = (select min(rowid) from {table} where {where})"


def parts_are_the_whole(
    says: str, table: str, keys: str, part: str, measures: str, also: str = "true", differs: str = "differs"
) -> Identity:
    """The row 'all' of `part` is the sum of the other rows, measure by measure."""
    names = measures.split()
    sums = ", ".join(
        f"sum({name}) filter (where {part} <> 'all') as parts_{name}, "
        f"max({name}) filter (where {part} = 'all') as {name}"
        for name in names
    )
    wrong = " or ".join(f"{differs}(parts_{name}, {name})" for name in names)
    return Identity(
        says,
        f"select * from (select {keys}, {sums} from {table} where {also} group by {keys}) where {wrong}",
        (f"{table} where {part} = 'all' and {also}", f"{table} where {part} <> 'all' and {also}"),
        tuple(change(table, f"{name} = {name} + 1", f"{part} <> 'all' and {also} and {name} > 0") for name in names),
    )


def parts_bound_the_whole(says: str, table: str, keys: str, part: str, measures: str, also: str = "true") -> Identity:
    """Where one thing can be in several parts: 'all' is no less than the largest part and no more than their sum."""
    names = measures.split()
    sums = ", ".join(
        f"sum({name}) filter (where {part} <> 'all') as sum_{name}, "
        f"max({name}) filter (where {part} <> 'all') as most_{name}, "
        f"max({name}) filter (where {part} = 'all') as {name}"
        for name in names
    )
    wrong = " or ".join(f"{name} is null or not {name} between most_{name} and sum_{name}" for name in names)
    return Identity(
        says,
        f"select * from (select {keys}, {sums} from {table} where {also} group by {keys}) where {wrong}",
        (f"{table} where {part} = 'all' and {also}", f"{table} where {part} <> 'all' and {also}"),
        tuple(
            change(table, f"{name} = {value}", f"{part} = 'all' and {also} and {name} > 0")
            for name in names
            for value in ("0", f"1000000 + {name}")
        ),
    )


def same_groups(
    says: str, keys: str, measures: str, one: str, other: str, needs: tuple[str, ...], noticed: tuple[str, ...],
    differs: str = "differs",
) -> Identity:  # fmt: skip
    """Two queries give the same rows: no group is on one side alone, and in each the measures agree."""
    names = measures.split()
    shown = ", ".join(f"one.{name} as {name}, other.{name} as other_{name}" for name in names)
    wrong = " or ".join(
        ["one.is_there is distinct from other.is_there"] + [f"{differs}(one.{n}, other.{n})" for n in names]
    )
    sides = [f"(select *, true as is_there from ({side}))" for side in (one, other)]
    return Identity(
        says,
        f"select {keys}, {shown} from {sides[0]} as one full join {sides[1]} as other using ({keys}) where {wrong}",
        needs,
        noticed,
    )
