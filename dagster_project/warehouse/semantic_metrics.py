"""The metrics of a published table: sums that are empty where a cell is hidden, shares made anew, published cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dagster_project.warehouse.semantic_measures import Measure, Ratio, Table
from dagster_project.warehouse.semantic_words import (
    GREATEST,
    HIDDEN,
    MISSING,
    RATIO,
    SHOWN,
    SUM,
    VALUES,
    Both,
    alone,
    description,
    joined,
    labels,
    published_cell,
)

Metric = dict[str, Any]
_DKK = (
    "amount",
    "budget",
    "accounts",
    "balance",
    "price",
    "cost",
    "unbound",
    "inklusionspulje",
    "enhedstakst",
    "stoettetimer",
    "inclusion_per_pupil",
)


def _format(name: str) -> str:
    if name.endswith(("share", "rate")):
        return "percentage"
    if any(word in name for word in _DKK):
        return "DKK"
    return "days" if name.endswith("days") else "number"


def _figure(name: str, column: dict[str, Any], meta: dict[str, Any], why: Both, **how: Any) -> Metric:
    """A metric that readers ask for."""
    danish, english = labels(column)
    about = {"label_da": danish, "label_en": english, "format": _format(column["name"]), **meta}
    return {**_part(name, (danish, english), why), **how, "config": {"meta": about}}


def _part(name: str, label: Both, why: Both | None = None) -> Metric:
    """A metric without config, which dbt reads slowly: the measure of its name, unless something else is put in."""
    text = {"label": f"{label[1]} ({name})", "description": description(label, why)}
    return {"name": name, **text, **_simple(name)}


def _simple(measure: str) -> dict[str, Any]:
    return {"type": "simple", "type_params": {"measure": {"name": measure}}}


def _derived(expr: str, *metrics: str) -> dict[str, Any]:
    return {"type": "derived", "type_params": {"expr": expr, "metrics": [{"name": name} for name in metrics]}}


def _added(table: Table, one: Measure) -> Iterator[Metric]:
    name, label, shared = f"{table.name}_{one.name}", labels(one.column), table.name
    meta = {**one.limits.meta(), "as_published": f"{name}_as_published"}
    why = joined(one.limits.reasons) if one.limits.reasons else SUM
    conditions = {f"{shared}_{key}_values": "1" for key in one.limits.apart}
    if one.can_be_hidden:
        conditions[f"{name}_hidden_cells"] = "0"
        yield {**_part(f"{name}_hidden_cells", label, HIDDEN), **_simple(f"{name}_hidden")}
    if not conditions:
        yield _figure(name, one.column, meta, why, **_simple(f"{name}_sum"))
    else:
        yield {**_part(f"{name}_shown", label, SHOWN), **_simple(f"{name}_sum")}
        holds = " and ".join(f"{metric} = {value}" for metric, value in conditions.items())
        how = _derived(f"case when {holds} then {name}_shown end", f"{name}_shown", *conditions)
        yield _figure(name, one.column, meta, why, **how)
    without_totals = f"{name}_shown" if conditions else name
    yield from _as_published(table, one.column, None if table.totals else without_totals)


def _row(table: Table, column: dict[str, Any]) -> Metric:
    name = f"{table.name}_{column['name']}"
    return {**_part(f"{name}_row", labels(column), GREATEST), **_simple(f"{name}_max")}


def _as_published(table: Table, column: dict[str, Any], value: str | None = None) -> Iterator[Metric]:
    """The row's own cell, from a metric over all rows that is there already or from one of its own."""
    name = f"{table.name}_{column['name']}"
    if not value:
        value = f"{name}_row"
        yield _row(table, column)
    how = _derived(f"case when {table.name}_rows = 1 then {value} end", value, f"{table.name}_rows")
    yield {**_part(f"{name}_as_published", labels(column), published_cell(table.keys)), **how}


def _ratio(table: Table, ratio: Ratio) -> Iterator[Metric]:
    name, column = f"{table.name}_{ratio.name}", table.columns[ratio.name]
    top, bottom = (f"{table.name}_{part.name}" for part in (ratio.numerator, ratio.denominator))
    meta = {**ratio.limits.meta(ratio=True), "as_published": f"{name}_as_published"}
    why = joined([RATIO, *ratio.limits.reasons])
    if ratio.can_be_missing:
        missing = f"{name}_missing_cells"
        yield {**_part(missing, labels(column), MISSING), **_simple(f"{name}_missing")}
        expr = f"case when {missing} = 0 then 1.0 * {top} / nullif({bottom}, 0) end"
        yield _figure(name, column, meta, why, **_derived(expr, top, bottom, missing))
    else:
        params = {"numerator": {"name": top}, "denominator": {"name": bottom}}
        yield _figure(name, column, meta, why, type="ratio", type_params=params)
    yield from _as_published(table, column)


def _alone(table: Table) -> Iterator[Metric]:
    """Figures that no roll-up may change: the row's own value, and nothing as soon as there are two rows."""
    for measure, reason in table.alone.items():
        name, rows, column = f"{table.name}_{measure}", f"{table.name}_rows", table.columns[measure]
        why = alone(reason)
        meta = {"additive": "none", "as_published": name, "reason_da": why[0], "reason_en": why[1]}
        yield _row(table, column)
        how = _derived(f"case when {rows} = 1 then {name}_row end", f"{name}_row", rows)
        yield _figure(name, column, meta, why, **how)


def metrics_of(table: Table) -> list[Metric]:
    values = [_part(f"{table.name}_{key}_values", labels(table.columns[key]), VALUES) for key in table.apart]
    rows = _part(f"{table.name}_rows", (f"Rækker i {table.name}", f"Rows of {table.name}"))
    added = [metric for one in table.added for metric in _added(table, one)]
    ratios = [metric for ratio in table.ratios for metric in _ratio(table, ratio)]
    return [rows, *values, *added, *ratios, *_alone(table)]
