"""The charts of the dashboard: which published table each reads, and what it shows. Shares are never added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Chart:
    """One chart; `where` keeps one level of totals, so that no child is counted twice."""

    title: str
    table: str
    kind: str
    where: dict[str, str]
    settings: dict[str, Any]
    without: dict[str, str] = field(default_factory=dict)

    def _filters(self) -> list[dict[str, str]]:
        kept = [(column, "==", "EQUALS", value) for column, value in self.where.items()]
        left = [(column, "!=", "NOT_EQUALS", value) for column, value in self.without.items()]
        return [
            {
                "expressionType": "SIMPLE",
                "clause": "WHERE",
                "subject": column,
                "operator": operator,
                "operatorId": name,
                "comparator": value,
            }
            for column, operator, name, value in [*kept, *left]
        ]

    def form(self, dataset: int) -> dict[str, Any]:
        """What Superset keeps of a chart."""
        common = {"datasource": f"{dataset}__table", "viz_type": self.kind, "row_limit": 10000, "show_legend": True}
        return common | self.settings | {"adhoc_filters": self._filters()}


def measure(label: str, expression: str) -> dict[str, Any]:
    return {"expressionType": "SQL", "label": label, "sqlExpression": expression, "optionName": f"metric_{label}"}


def _over(column: str, by: str, label: str, expression: str, shown: str, **more: Any) -> dict[str, Any]:
    """A chart over time: the column is a name of a year, not a point in time."""
    return {
        "x_axis": column,
        "xAxisForceCategorical": True,
        "x_axis_sort": column,
        "x_axis_sort_asc": True,
        "metrics": [measure(label, expression)],
        "groupby": [by],
        "y_axis_format": shown,
        "truncate_metric": True,
        "truncateYAxis": False,
        "rich_tooltip": True,
        **more,
    }


def _share(numerator: str, denominator: str) -> str:
    """Empty as soon as one of the rows lacks either: over the rest it would be another figure."""
    shown = f"count(*) = count({numerator}) and count(*) = count({denominator})"
    return f"case when {shown} then sum({numerator}) * 1.0 / sum({denominator}) end"


def _sum(measure: str) -> str:
    """The same for a sum."""
    return f"case when count(*) = count({measure}) then sum({measure}) end"


LINE, BAR, TABLE = "echarts_timeseries_line", "echarts_timeseries_bar", "table"
CHARTS = (
    Chart(
        "Segregeringsgrad · Segregation rate",
        "segregation_rate",
        LINE,
        {"district": "all", "denominator_scope": "municipal_offers"},
        _over("school_year", "municipality_code", "andel", _share("segregated", "pupils"), ".1%", markerEnabled=True),
        {"municipality_code": "all"},
    ),
    Chart(
        "Helårsbørn efter tilbud · Full-year children by offer",
        "helaarsboern",
        BAR,
        {"district": "all"},
        _over("year", "offer_type", "helårsbørn", _sum("helaarsboern"), ",.0f", stack="Stack"),
        {"offer_type": "all"},
    ),
    Chart(
        "Regnskab for special, faste priser · Accounts of special education, fixed prices",
        "special_education_cost",
        BAR,
        {"kind": "regnskab"},
        _over("year", "offer_type", "kr.", _sum("amount_fixed"), ".3s", stack="Stack"),
        {"offer_type": "all"},
    ),
    Chart(
        "Elever med højt fravær · Pupils with high absence",
        "absence",
        BAR,
        {"instnr": "all", "stage": "all"},
        _over("school_year", "municipality_code", "andel", _share("high_absence_pupils", "pupils"), ".1%"),
    ),
    Chart(
        "Trivsel, gennemsnit 1–5 · Wellbeing, mean 1–5",
        "wellbeing_indicator",
        LINE,
        {"instnr": "all"},
        _over("school_year", "indicator", "gennemsnit", _share("mean * respondents", "respondents"), ".2f"),
    ),
    Chart(
        "Budget og regnskab · Budget and accounts",
        "budget_balance",
        TABLE,
        {},
        {
            "query_mode": "raw",
            "all_columns": ["municipality_code", "year", "budget_fixed", "accounts_fixed", "balance_share"],
            "column_config": {
                "budget_fixed": {"d3NumberFormat": ",.0f"},
                "accounts_fixed": {"d3NumberFormat": ",.0f"},
                "balance_share": {"d3NumberFormat": ".1%"},
                "year": {"d3NumberFormat": "d"},
            },
            "order_by_cols": ['["year", false]'],
            "show_cell_bars": False,
        },
    ),
)
