"""dbt's semantic models and metrics, rendered from the marts' YAML and what disclosure control says of each measure.

`python -m dagster_project.warehouse.render_semantics`. A metric never counts a total beside its parts, is empty where a
cell of the roll-up is hidden, and makes a share anew from numerator and denominator.
"""

from __future__ import annotations

from typing import Any

import yaml

from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.render_published import PUBLISHED, mart_models
from dagster_project.warehouse.semantic_measures import Limits, Table, table_of
from dagster_project.warehouse.semantic_metrics import metrics_of

OUTPUT = PUBLISHED / "_semantic.yml"
HEADER = "# Generated from the YAML of marts by `python -m dagster_project.warehouse.render_semantics`; do not edit.\n"
_TIMES = {
    "school_year": ("cast({column_from}1, 4) || '-08-01' as date)", "year"),
    "half_year": (
        "cast({column_from}1, 4) || case when half_year like '%H1' then '-01-01' else '-07-01' end as date)",
        "quarter",
    ),
}
_FOREIGN = {"municipality_code": "municipality", "instnr": "institution"}


def _time(table: Table) -> dict[str, Any]:
    year = f"cast(cast({table.time} as varchar) || '-01-01' as date)"
    expr, granularity = _TIMES.get(table.time, (year, "year"))
    expr = expr.replace("{column_from}", f"substring({table.time}, ")
    return {"name": "period", "type": "time", "expr": expr, "type_params": {"time_granularity": granularity}}


def _categories(table: Table) -> list[dict[str, Any]]:
    """The keys, without a calendar year: `period` is that, and MetricFlow keeps the word for itself."""
    return [{"name": key, "type": "categorical"} for key in table.keys if key != "year"]


def _is_hidden(measure: str) -> str:
    """As DuckDB and PostgreSQL say it; a null that is not on the list is missing."""
    return f"'{measure}' = any(suppressed_measures)"


def _measures(table: Table) -> list[dict[str, Any]]:
    """Which rows count stands in the measures: a filter on a metric is read by dbt several times, and slowly."""

    def measure(name: str, agg: str, expr: str) -> dict[str, Any]:
        return {"name": f"{table.name}_{name}", "agg": agg, "expr": expr}

    def cells(limits: Limits, *conditions: str) -> str:
        return f"case when {' and '.join([*table.rows_of(limits), *conditions])} then 1 else 0 end"

    made = [measure("rows", "sum", "1")]
    for one in table.added:
        counted = " and ".join(table.rows_of(one.limits))
        expr = f"case when {counted} then {one.name} end" if counted else one.name
        made.append(measure(f"{one.name}_sum", "sum", expr))
        if one.can_be_hidden:
            made.append(measure(f"{one.name}_hidden", "sum", cells(one.limits, _is_hidden(one.name))))
    for ratio in (ratio for ratio in table.ratios if ratio.can_be_missing):
        by = ratio.denominator
        told = f"{ratio.name} is not null or coalesce({_is_hidden(ratio.name)}, false) or coalesce({by.name}, 1) = 0"
        made.append(measure(f"{ratio.name}_missing", "sum", cells(by.limits, f"not ({told})")))
    made += [measure(f"{key}_values", "count_distinct", key) for key in table.apart]
    return made + [measure(f"{name}_max", "max", name) for name in table.read_alone]


def _semantic_model(table: Table) -> dict[str, Any]:
    return {
        "name": f"semantic_{table.name}",
        "model": f"ref('published_{table.name}')",
        "primary_entity": f"{table.name}_row",
        "defaults": {"agg_time_dimension": "period"},
        "entities": [
            {"name": entity, "type": "foreign", "expr": key} for key, entity in _FOREIGN.items() if key in table.keys
        ],
        "dimensions": [_time(table), *_categories(table)],
        "measures": _measures(table),
    }


def tables() -> list[Table]:
    """Every published table that has metrics."""
    nodes, found = manifest()["nodes"], []
    for name, mart in sorted(mart_models().items()):
        rules = nodes[f"model.plads.published_{name}"]["config"]["meta"]["disclosure"]
        if made := table_of(name, mart, rules["keys"], rules["measures"]):
            found.append(made)
    return found


def _dimension(name: str, entity: str, key: str, columns: list[str]) -> dict[str, Any]:
    return {
        "name": f"semantic_{entity}",
        "model": f"ref('{name}')",
        "entities": [{"name": entity, "type": "primary", "expr": key}],
        "dimensions": [{"name": column, "type": "categorical"} for column in columns],
    }


def render() -> str:
    found = tables()
    models = [_semantic_model(table) for table in found] + [
        _dimension("dim_municipality", "municipality", "municipality_code", ["name_da", "name_en", "region_name_da"]),
        _dimension("dim_institution_latest", "institution", "instnr", ["institution_name", "institution_type"]),
    ]
    metrics = [metric for table in found for metric in metrics_of(table)]
    document = {"version": 2, "semantic_models": models, "metrics": metrics}
    return HEADER + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)


if __name__ == "__main__":
    OUTPUT.write_text(render(), "utf-8")
