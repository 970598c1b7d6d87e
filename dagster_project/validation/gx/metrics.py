"""The metric that our expectations ask for: failing rows by load, as one more aggregate of the one scan.

Great Expectations counts failing rows over all loads with a sum. A histogram of the load ids of the failing rows costs
the same, and says which loads they are in: no second scan and no values are needed. (As an aggregate of a CASE, not
with FILTER, which costs half as much again.)
"""

from __future__ import annotations

from typing import Any

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.metrics.metric_provider import MetricProvider, metric_partial
from great_expectations.validator.metric_configuration import MetricConfiguration
from sqlalchemy import case, column, func

SUFFIX = "failed_per_load"


class _FailedPerLoad(MetricProvider):
    """Load id → failing rows, by the condition that Great Expectations makes for `map_metric`."""

    map_metric = ""
    domain_keys = ("batch_id", "table", "column", "row_condition", "condition_parser")

    @staticmethod
    @metric_partial(
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.COLUMN,
    )
    def _sqlalchemy(metrics: dict[str, Any], **_: Any) -> tuple[Any, Any, Any]:
        condition, compute_domain, accessor_domain = metrics["unexpected_condition"]
        return func.histogram(case((condition, column("_load_id")))), compute_domain, accessor_domain

    @classmethod
    def _get_evaluation_dependencies(
        cls, metric: MetricConfiguration, *args: Any, **kwargs: Any
    ) -> dict[str, MetricConfiguration]:
        needed: dict[str, MetricConfiguration] = super()._get_evaluation_dependencies(metric, *args, **kwargs)
        if metric.metric_name.endswith(".aggregate_fn"):
            needed["unexpected_condition"] = MetricConfiguration(
                f"{cls.map_metric}.condition", metric.metric_domain_kwargs, metric.metric_value_kwargs
            )
        return needed


class LackingPerLoad(_FailedPerLoad):
    """Rows without a value."""

    map_metric = "column_values.nonnull"
    metric_name = f"{map_metric}.{SUFFIX}"


class OutsideSetPerLoad(_FailedPerLoad):
    """Rows with a value outside the set."""

    map_metric = "column_values.in_set"
    metric_name = f"{map_metric}.{SUFFIX}"
    value_keys = ("value_set",)


class OtherFormPerLoad(_FailedPerLoad):
    """Rows with a value of another form."""

    map_metric = "column_values.match_regex"
    metric_name = f"{map_metric}.{SUFFIX}"
    value_keys = ("regex",)
