"""What anyone can add up, from a model's declaration to equations over the cells of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from dagster_project.disclosure.builder import Builder
from dagster_project.disclosure.rows import NOWHERE, Rows
from dagster_project.disclosure.system import Flags, Indices

Rule = dict[str, Any]


def _add_sum(builder: Builder, group: Indices, parts: Indices, wholes: Indices, cells: Indices, overlap: str, says: str) -> None:  # fmt: skip  # noqa: E501
    """Sums within groups: `parts` and `wholes` are rows; a group without both says nothing."""
    both = np.intersect1d(group[parts], group[wholes])
    parts, wholes = parts[np.isin(group[parts], both)], wholes[np.isin(group[wholes], both)]
    number = np.concatenate([group[parts], group[wholes]])
    cell = np.concatenate([cells[parts], cells[wholes]])
    sign = np.concatenate([np.ones(len(parts)), -np.ones(len(wholes))])
    if overlap == "open":  # and some may be in none
        _smaller_parts(builder, group, parts, wholes, cells, says)
        return
    if overlap != "unknown":
        builder.add(number, cell, sign, known=overlap == "known", says=says)
        if overlap == "known":
            # Of persons who are in several parts each part still holds no more than there are.
            total = np.bincount(number, weights=sign * builder.value_of(cell), minlength=int(number.max(initial=0)) + 1)
            several = np.abs(total[group[parts]]) > 0
            _smaller_parts(builder, group, parts[several], wholes, cells, says)
        return
    # Nobody knows how many are in several parts: the whole is at most their sum, and at least each of them.
    builder.add(number, cell, -sign, at_most=True, says=says)
    _smaller_parts(builder, group, parts, wholes, cells, says)


def _smaller_parts(
    builder: Builder, group: Indices, parts: Indices, wholes: Indices, cells: Indices, says: str
) -> None:
    place = np.zeros(int(group.max()) + 1, dtype=np.int64)
    place[group[wholes]] = cells[wholes]
    builder.add_at_most(cells[parts], place[group[parts]], says)


def _whole(builder: Builder, rows: Rows, rule: Rule, _: dict[str, Rows]) -> None:
    """{'whole': {key: 'all'}, 'measures': [...]}: the row with these keys is the sum of the rows with other ones."""
    inside = rows.within(rule.get("within", {})) & without(builder, rows, rule)
    wholes = np.flatnonzero(inside & rows.within(rule["whole"]))
    others = np.ones(rows.size, dtype=bool)
    for key, value in rule["whole"].items():
        others &= ~rows.within({key: value})
    parts = np.flatnonzero(inside & (rows.within(rule["parts"]) if "parts" in rule else others))
    group = rows.groups([*rule["whole"], *rule.get("over", [])])
    for measure in rule["measures"]:
        cells = builder.cells[rows.declared.table][measure]
        overlap, says = rule.get("overlap", "none"), f"{rows.declared.table}.{measure} over {list(rule['whole'])}"
        some, whole = parts, wholes
        if "over" in rule:
            # A count that repeats itself in rows that differ in other keys is one part.
            some, whole = (rows_[np.unique(cells[rows_], return_index=True)[1]] for rows_ in (parts, wholes))
        _add_sum(builder, group, some, whole, cells, overlap, says)


def without(builder: Builder, rows: Rows, rule: Rule) -> Flags:
    """'without': rows where that count is missing; another rule says the same of the others, in more parts."""
    if "without" not in rule:
        return np.ones(rows.size, dtype=bool)
    found: Flags = builder.cells[rows.declared.table][rule["without"]] == NOWHERE
    return found


def _row(builder: Builder, rows: Rows, rule: Rule, _: dict[str, Rows]) -> None:
    """{'row': whole, 'is': [parts]} or {'row': whole, 'holds': [parts]}: the parts are the whole, or at most that."""
    cells = builder.cells[rows.declared.table]
    inside = np.flatnonzero(rows.within(rule.get("within", {})) & without(builder, rows, rule))
    names = rule.get("is") or rule["holds"]
    number = np.tile(np.arange(len(inside)), len(names) + 1)
    cell = np.concatenate([cells[name][inside] for name in (*names, rule["row"])])
    sign = np.repeat([1.0] * len(names) + [-1.0], len(inside))
    builder.add(number, cell, sign, at_most="holds" in rule, says=f"{rows.declared.table}.{rule['row']} of {names}")


def _order(builder: Builder, rows: Rows, rule: Rule, _: dict[str, Rows]) -> None:
    """{'order': [a, b, c]}: in every row a <= b <= c."""
    cells = builder.cells[rows.declared.table]
    for lower, upper in zip(rule["order"], rule["order"][1:], strict=False):
        builder.add_at_most(cells[lower], cells[upper], f"{rows.declared.table}.{lower} within {upper}")


def _smaller(builder: Builder, rows: Rows, rule: Rule, _: dict[str, Rows]) -> None:
    """{'smaller': {key: code}, 'larger': {key: code}, 'measures': [...]}: one row is within another."""
    group = rows.groups(rule["smaller"])
    lower, upper = np.flatnonzero(rows.within(rule["smaller"])), np.flatnonzero(rows.within(rule["larger"]))
    place = np.full(int(group.max(initial=0)) + 1, NOWHERE)
    place[group[upper]] = upper
    lower = lower[place[group[lower]] != NOWHERE]
    for measure in rule["measures"]:
        cells = builder.cells[rows.declared.table][measure]
        says = f"{rows.declared.table}.{measure} {rule['smaller']}"
        builder.add_at_most(cells[lower], cells[place[group[lower]]], says)
    _outside(builder, rows, rule.get("nested", ()), lower, place[group[lower]])


def _outside(builder: Builder, rows: Rows, nested: Iterable[str], lower: Indices, upper: Indices) -> None:
    """'nested': [a, b, c]: also of those who are in the larger row alone, a <= b <= c."""
    cells, before = builder.cells[rows.declared.table], None
    for measure in nested:
        part, whole = cells[measure][lower], cells[measure][upper]
        value = builder.value_of(whole) - builder.value_of(part)
        outside = builder.add_cells(value, np.zeros(len(value), dtype=bool), published=False)
        number, sign = np.tile(np.arange(len(part)), 3), np.repeat([1.0, 1.0, -1.0], len(part))
        says = f"{rows.declared.table}.{measure} outside"
        builder.add(number, np.concatenate([part, outside, whole]), sign, says=says)
        if before is not None:
            builder.add_at_most(before, outside, says)
        before = outside


def _carried(builder: Builder, rows: Rows, rule: Rule, _: dict[str, Rows]) -> None:
    """{'carried': [a, b], 'from': c, 'plus': d, 'along': year}: a, and b, are at most c of the year before and d."""
    cells, along = builder.cells[rows.declared.table], rule["along"]
    others = [key for key in rows.declared.keys if key != along]
    place = rows.frame[others].assign(step=rows.frame[along].to_numpy(dtype=int), row=np.arange(rows.size))
    found = place.assign(step=place["step"] - 1).merge(place, on=[*others, "step"], suffixes=("", "_before"))
    row, before = found["row"].to_numpy(), found["row_before"].to_numpy()
    for measure in rule["carried"]:
        number = np.tile(np.arange(len(row)), 3)
        cell = np.concatenate([cells[measure][row], cells[rule["from"]][before], cells[rule["plus"]][row]])
        sign = np.repeat([1.0, -1.0, -1.0], len(row))
        builder.add(number, cell, sign, at_most=True, says=f"{rows.declared.table}.{measure} carried over")


def _code_sets(builder: Builder, rows: Rows, rule: Rule, group: Indices) -> Flags:
    """Rows whose code is of the set that makes the whole; of several candidates, per question, the one that does."""
    if "only" not in rule:
        return without(builder, rows, rule)
    cells = builder.cells[rows.declared.table]
    part, whole = (np.nan_to_num(builder.value_of(cells[name])) for name in (rule["part"], rule["whole"]))
    question = rows.frame[rule["by"]].to_numpy()
    chosen = np.zeros(rows.size, dtype=bool)
    for codes in reversed(rule["only"]):
        mine = rows.within({rule["codes"]: codes})
        total = np.bincount(group, weights=part * mine)[group]
        fits = ~np.isin(question, np.unique(question[total != whole]))
        chosen = np.where(fits, mine, chosen)
    return chosen


def _codes(builder: Builder, rows: Rows, rule: Rule, _: dict[str, Rows]) -> None:
    """{'codes': key, 'part': a, 'whole': b}: b, the same in all rows that differ in the key alone, is the sum of a.

    'overlap': 'unknown' where one person can have several codes; there a group whose sum is exact counts as exact.
    """
    cells, group = builder.cells[rows.declared.table], rows.groups([rule["codes"]])
    whole, part = cells[rule["whole"]], cells[rule["part"]]
    mine = np.flatnonzero(_code_sets(builder, rows, rule, group) & (whole != NOWHERE) & (part != NOWHERE))
    wholes = mine[np.unique(group[mine], return_index=True)[1]]
    total = np.bincount(group[mine], weights=builder.value_of(part[mine]), minlength=int(group.max(initial=0)) + 1)
    exact = total[group[wholes]] == builder.value_of(whole[wholes])
    says = f"{rows.declared.table}.{rule['whole']} over {rule['codes']}"
    for is_exact in (True, False):
        chosen = wholes[exact == is_exact]
        parts = mine[np.isin(group[mine], group[chosen])]
        both = np.concatenate([part, whole])
        numbers = np.concatenate([group, group])
        if len(chosen):
            overlap = "none" if is_exact or rule.get("overlap") != "unknown" else "unknown"
            _add_sum(builder, numbers, parts, rows.size + chosen, both, overlap, says)


def _sister(builder: Builder, rows: Rows, rule: Rule, tables: dict[str, Rows]) -> None:
    """{'sister': table, 'on': {its key: SQL here}, 'equal': {here: {there: 1, ...}}}: two tables tell the same.

    'total': all rows here that point to one row there are its sum. 'on' as a list: several rows there make one here.
    """
    other = tables.get(rule["sister"])
    if other is None:
        return
    ways = rule["on"] if isinstance(rule["on"], list) else [rule["on"]]
    inside = np.flatnonzero(rows.within(rule.get("within", {})))
    places = [other.find(way, rows)[inside] for way in ways]
    inside_there = np.any([place != NOWHERE for place in places], axis=0)
    inside, places = inside[inside_there], [place[inside_there] for place in places]
    for here, there in rule["equal"].items():
        cells = builder.cells[rows.declared.table][here][inside]
        counted = cells != NOWHERE
        cells, found_at = cells[counted], [place[counted] for place in places]
        number = [found_at[0] if rule.get("total") else np.arange(len(cells))]
        cell, sign = [cells], [np.ones(len(cells))]
        for place in found_at:
            found = np.flatnonzero(place != NOWHERE)
            for measure, times in there.items():
                first = np.unique(place, return_index=True)[1] if rule.get("total") else found
                number.append(number[0][first])
                cell.append(builder.cells[rule["sister"]][measure][place[first]])
                sign.append(np.full(len(first), -float(times)))
        says = f"{rows.declared.table}.{here} beside {rule['sister']}"
        known = rule.get("overlap") == "known"
        builder.add(np.concatenate(number), np.concatenate(cell), np.concatenate(sign), known=known, says=says)


KINDS: dict[str, Callable[[Builder, Rows, Rule, dict[str, Rows]], None]] = {
    "whole": _whole, "row": _row, "order": _order, "smaller": _smaller, "codes": _codes, "sister": _sister,
    "carried": _carried,
}  # fmt: skip


def add_known(builder: Builder, rows: Rows, tables: dict[str, Rows]) -> None:
    """Everything that the table's declaration says, and its shares."""
    cells = builder.cells[rows.declared.table]
    for numerator, denominator in rows.declared.shares:
        says = f"{rows.declared.table}.{numerator} of {denominator}"
        cells[f"rest of {numerator}"] = builder.rest(cells[numerator], cells[denominator], says)
    for rule in rows.declared.known:
        kind = next((name for name in KINDS if name in rule and not (name == "whole" and "codes" in rule)), None)
        if kind:
            KINDS[kind](builder, rows, rule, tables)
