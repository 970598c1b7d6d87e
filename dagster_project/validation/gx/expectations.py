"""The expectations that we use: Great Expectations' own, made to answer with counts per load and never with values."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_match_regex import ExpectColumnValuesToMatchRegex
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.expectation import BatchExpectation, ColumnMapExpectation
from great_expectations.expectations.registry import get_metric_kwargs
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from dagster_project.validation.check import Check
from dagster_project.validation.gx.metrics import SUFFIX


def _answer(failed: dict[str, int], rows: int | None = None) -> dict[str, Any]:
    """What an expectation gives back; the counts are what Data Docs show."""
    total = sum(failed.values())
    counts: dict[str, Any] = {"observed_value": total, "details": {SUFFIX: failed}}
    if rows is not None:
        share = 100 * total / rows if rows else 0.0
        counts = {
            "element_count": rows,
            "unexpected_count": total,
            "unexpected_percent": share,
            "details": {SUFFIX: failed},
        }
    return {"success": total == 0, "result": counts}


class _Counting(ColumnMapExpectation):
    """Counts the rows that fail in place of fetching what stands in them."""

    def get_validation_dependencies(
        self, execution_engine: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> ValidationDependencies:
        # Past ColumnMapExpectation, which would configure six metrics per question that would be taken out again.
        needed = BatchExpectation.get_validation_dependencies(self, execution_engine, runtime_configuration)
        configuration = self.configuration  # made anew at every look
        for name, metric in (("table.row_count", "table.row_count"), (SUFFIX, f"{self.map_metric}.{SUFFIX}")):
            given = get_metric_kwargs(metric, configuration, runtime_configuration)
            needed.set_metric_configuration(
                name, MetricConfiguration(metric, given["metric_domain_kwargs"], given["metric_value_kwargs"])
            )
        return needed

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        return _answer(metrics[SUFFIX] or {}, metrics["table.row_count"])


class ValuesPresent(_Counting, ExpectColumnValuesToNotBeNull):
    """No row lacks the value."""


class ValuesInSet(_Counting, ExpectColumnValuesToBeInSet):
    """Every value is one of the set."""


class ValuesMatch(_Counting, ExpectColumnValuesToMatchRegex):
    """Every value has the form."""


class NoRows(UnexpectedRowsExpectation):
    """The query finds no rows; it gives counts per load, in one row, and runs once."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        found = metrics["unexpected_rows_query.table"]
        return _answer(dict(zip(found[0]["loads"], found[0]["failed"], strict=True)) if found else {})


def expectation(check: Check) -> Any:
    """The check as an expectation; its id travels as meta data."""
    words: dict[str, Any] = {
        "severity": check.severity,
        "meta": {"check_id": check.id},
        "description": f"{check.description_da} · {check.description_en}",
    }
    if check.kind == "not_null":
        return ValuesPresent(column=check.column, **words)
    if check.kind == "in_set":
        return ValuesInSet(column=check.column, value_set=list(check.values), **words)
    if check.kind == "matches":
        return ValuesMatch(column=check.column, regex=check.pattern, **words)
    if check.kind == "true":
        return ValuesInSet(column=check.column, value_set=[True], **words)
    query = f"select list(_load_id) as loads, list(failed) as failed from ({check.sql}) having count(*) > 0"
    return NoRows(unexpected_rows_query=query, **words)
