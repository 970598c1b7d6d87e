"""The metrics of a published table: sums that are empty where a cell is hidden, shares made anew, single figures."""

from __future__ import annotations

from typing import Any

from dagster_project.warehouse.semantic_measures import ALL, NEVER, Measure, Table

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
)


def _format(name: str) -> str:
    if name.endswith(("share", "rate")):
        return "percentage"
    if any(word in name for word in _DKK):
        return "DKK"
    return "days" if name.endswith("days") else "number"


def _metric(name: str, column: dict[str, Any], meta: dict[str, Any], **how: Any) -> dict[str, Any]:
    labels = column["config"]["meta"]
    about = {"label_da": labels["label_da"], "label_en": labels["label_en"], **meta}
    return {"name": name, "label": f"{labels['label_en']} ({name})", **how, "config": {"meta": about}}


def _filter(table: Table, one: Measure) -> str:
    """Of a key with totals either the total alone, or everything but the total."""
    said = [(key, "=" if key in one.from_total else "<>") for key in table.totals]
    return " and ".join(f"{{{{ Dimension('{table.name}_row__{key}') }}}} {sign} '{ALL}'" for key, sign in said)


def _simple(table: Table, measure: str, one: Measure) -> dict[str, Any]:
    chosen = _filter(table, one)
    return {
        "type": "simple",
        "type_params": {"measure": {"name": f"{table.name}_{measure}"}},
        **({"filter": chosen} if chosen else {}),
    }


def _added(table: Table, one: Measure) -> list[dict[str, Any]]:
    name = f"{table.name}_{one.name}"
    meta = {"format": _format(one.name), **one.additivity}
    if not one.can_be_hidden and not one.apart:
        return [_metric(name, one.column, meta, **_simple(table, f"{one.name}_sum", one))]
    shown = _metric(f"{name}_shown", one.column, {"part_of": name}, **_simple(table, f"{one.name}_sum", one))
    parts, conditions = [shown], []
    if one.can_be_hidden:
        how = _simple(table, f"{one.name}_hidden", one)
        parts.append(_metric(f"{name}_hidden_cells", one.column, {"part_of": name}, **how))
        conditions.append(f"{name}_hidden_cells = 0")
    for key in one.apart:
        how = _simple(table, f"{key}_values", one)
        parts.append(_metric(f"{name}_{key}_values", table.columns[key], {"part_of": name}, **how))
        conditions.append(f"{name}_{key}_values = 1")
    expr = f"case when {' and '.join(conditions)} then {name}_shown end"
    params = {"expr": expr, "metrics": [{"name": part["name"]} for part in parts]}
    return [_metric(name, one.column, meta, type="derived", type_params=params), *parts]


def _ratio(table: Table, name: str, parts: tuple[str, str]) -> dict[str, Any]:
    numerator, denominator = (f"{table.name}_{part}" for part in parts)
    params = {"numerator": {"name": numerator}, "denominator": {"name": denominator}}
    meta = {"format": _format(name), "additive": "ratio"}
    return _metric(f"{table.name}_{name}", table.columns[name], meta, type="ratio", type_params=params)


def _single(table: Table) -> list[dict[str, Any]]:
    """A figure that no roll-up may change: the row's own value, and nothing as soon as there are two rows."""
    if not table.single:
        return []
    rows = f"{table.name}_rows"
    made = [_metric(rows, table.columns[table.single[0]], {"part_of": table.name}, type="simple",
                    type_params={"measure": {"name": rows}})]  # fmt: skip
    meta = {"additive": "none", "reason_da": NEVER[0], "reason_en": NEVER[1]}
    for column in table.single:
        value, name = f"{table.name}_{column}_value", f"{table.name}_{column}"
        how = {"type": "simple", "type_params": {"measure": {"name": f"{table.name}_{column}_max"}}}
        made.append(_metric(value, table.columns[column], {"part_of": name}, **how))
        params = {"expr": f"case when {rows} = 1 then {value} end", "metrics": [{"name": value}, {"name": rows}]}
        about = {"format": _format(column), **meta}
        made.append(_metric(name, table.columns[column], about, type="derived", type_params=params))
    return made


def metrics_of(table: Table) -> list[dict[str, Any]]:
    added = [metric for one in table.added for metric in _added(table, one)]
    return [*added, *(_ratio(table, name, parts) for name, parts in table.ratios.items()), *_single(table)]
