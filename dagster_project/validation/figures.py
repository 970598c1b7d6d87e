"""Figures of each candidate, for comparison with earlier periods: one more look at the columns that matter, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dagster_project.contracts import Column, Contract, Rule
from dagster_project.contracts.sql import literal, name
from dagster_project.outcomes import Candidate, Profile
from dagster_project.validation.store import Store

ANY_DRIFT = 1  # no distance between two spreads of codes is larger
_SAMPLE = 8_000  # rows of a load among which persons are counted; of a smaller load, all are


def measure_key(rule: Rule) -> str:
    """The words under which a figure is kept: the same words are the same figure."""
    measure, where = rule.params["measure"], rule.params.get("where")
    of = f"({', '.join(rule.columns)})" if rule.columns else ""
    return f"{measure}{of}" + (f" where {where}" if where else "")


def coded(contract: Contract) -> list[Column]:
    """Columns whose codes are counted: those with a list, unless a rule says that any drift will do."""
    rules = [rule for rule in contract.rules if rule.kind == "drift"]
    off = {rule.columns[0] for rule in rules if rule.params.get("limit", 0) >= ANY_DRIFT}
    return [column for column in contract.columns if (column.codes or column.code_list) and column.name not in off]


def bands(contract: Contract) -> list[Rule]:
    return [rule for rule in contract.rules if rule.kind == "band"]


def _parts(rule: Rule) -> list[tuple[str, str]]:
    """What a figure is made of, each one aggregate of the scan: (words, SQL). Persons are counted apart."""
    where = f"({rule.params['where']})" if "where" in rule.params else "true"
    key, value = measure_key(rule), f"case when {where} then {name(rule.columns[0])} end" if rule.columns else ""
    matching = (key, f"count(case when {where} then 1 end)")
    made = {
        "rows": [matching] if "where" in rule.params else [],  # all rows are counted anyhow
        "sum": [(key, f"sum({value})")],
        "mean": [(key, f"sum({value})"), (f"{key} n", f"count({value})")],
        "share": [matching, (f"{key} n", "count(*)")],
        "distinct": [],
    }
    return made[rule.params["measure"]]


def _source(files: Sequence[str]) -> str:
    return f"read_parquet([{', '.join(map(literal, files))}], filename = true)"


def _persons(store: Store, rule: Rule, candidates: Sequence[Candidate]) -> Iterator[tuple[str, float]]:
    """Distinct values by file; of a large load among every 2nd, 4th, 8th … of them, chosen by hash, times as many."""
    by_step: dict[int, list[str]] = {}
    for candidate in candidates:
        step = 1 << max(0, (candidate.rows_loaded // _SAMPLE).bit_length() - 1)
        by_step.setdefault(step, []).append(str(candidate.parquet))
    column, where = name(rule.columns[0]), rule.params.get("where", "true")
    for step, files in by_step.items():
        chosen = f" and hash({column}) & {step - 1} = 0" if step > 1 else ""
        counted = f"select filename, count(distinct {column}) from {_source(files)} where ({where}){chosen}"
        yield from ((file, float(number * step)) for file, number in store.query(f"{counted} group by filename"))


def _codes(histogram: Mapping[object, int] | None, rows: int) -> dict[str, int]:
    """Code → rows; what the histogram leaves out has no code."""
    found = {str(code): number for code, number in (histogram or {}).items()}
    empty = rows - sum(found.values())
    return found | ({"": empty} if empty else {})


def profiles(store: Store, contract: Contract, candidates: Sequence[Candidate]) -> dict[str, Profile]:
    """Load id → its figures, of candidates that can all be read back: one scan, grouped by file."""
    if not candidates:
        return {}
    asked, columns = bands(contract), [column.name for column in coded(contract)]
    parts = dict(part for rule in asked for part in _parts(rule))
    wanted = ["filename", "count(*)", *parts.values(), *(f"histogram({name(column)})" for column in columns)]
    source = _source([str(candidate.parquet) for candidate in candidates])
    scanned = {row[0]: row[1:] for row in store.query(f"select {', '.join(wanted)} from {source} group by filename")}
    persons: dict[str, dict[str, float]] = {}
    for rule in asked:
        if rule.params["measure"] == "distinct":
            for file, value in _persons(store, rule, candidates):
                persons.setdefault(file, {})[measure_key(rule)] = value
    found = {}
    for candidate in candidates:
        file = str(candidate.parquet)
        rows, *values = scanned.get(file, (0, *[None] * (len(parts) + len(columns))))
        figures = zip(parts, values, strict=False)  # what follows are the histograms
        measures = {key: float(value) for key, value in figures if value is not None} | persons.get(file, {})
        codes = {c: _codes(values[len(parts) + number], rows) for number, c in enumerate(columns)}
        found[candidate.load_id] = Profile(rows, measures, codes)
    return found
