"""Runs checks through Great Expectations on a view of the store, and says what it answered."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig
from sqlalchemy import NullPool

from dagster_project.validation.check import Answer, Check
from dagster_project.validation.gx.dialect import register
from dagster_project.validation.gx.docs import write_page
from dagster_project.validation.gx.expectations import expectation
from dagster_project.validation.gx.metrics import SUFFIX

register()
logging.getLogger("great_expectations").setLevel(logging.CRITICAL + 1)  # its messages quote rows

_EXCEPTION = re.compile(r"^\(?(?:\w+\.)*(\w+(?:Error|Exception))\b", re.MULTILINE)


class Session:
    """A context of Great Expectations on one store; pages go to `docs`, if given."""

    def __init__(self, source: str, database: str, docs: Path | None) -> None:
        self._name = source
        self._docs = docs
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._source = self._context.data_sources.add_sql(
            "duckdb",
            connection_string=f"duckdb+gx:///{database}",
            kwargs={"poolclass": NullPool, "hide_parameters": True},  # type: ignore[call-arg]  # missing in their stub
        )

    def run(self, view: str, checks: Sequence[Check]) -> dict[str, Answer]:
        """Asks every check that can be asked of the view; answers by check id. Whatever goes wrong is an answer too."""
        try:
            result = self._validate(view, [check for check in checks if not check.impossible])
        except Exception as error:
            return {check.id: Answer(error=type(error).__name__) for check in checks}
        answers = {one.expectation_config.meta["check_id"]: _answer(one) for one in result.results}
        if self._docs:
            write_page(self._docs, self._name, view, result)
        return answers

    def _validate(self, view: str, checks: Sequence[Check]) -> Any:
        suite_name = f"{self._name}.{view}"
        asked = [expectation(check) for check in checks]
        suite = self._context.suites.add(gx.ExpectationSuite(name=suite_name, expectations=asked))
        asset = self._source.add_table_asset(suite_name, table_name=view)
        batch = asset.add_batch_definition_whole_table("all")
        definition = gx.ValidationDefinition(name=suite_name, data=batch, suite=suite)
        return self._context.validation_definitions.add(definition).run(result_format="BASIC")


def _answer(one: Any) -> Answer:
    error = next(_errors(one.exception_info or {}), "")
    if error:
        _forget(one, error)
        return Answer(error=error)
    return Answer(failed=one.result["details"][SUFFIX])


def _errors(info: dict[str, Any]) -> Iterator[str]:
    """Names of the exceptions; their messages can quote rows, so nothing else is taken from them."""
    if info.get("raised_exception") is True:
        text = f"{info.get('exception_traceback')}\n{info.get('exception_message')}"
        yield next(iter(_EXCEPTION.findall(text)), "Exception")
    for value in info.values():
        if isinstance(value, dict):
            yield from _errors(value)


def _forget(one: Any, error: str) -> None:
    one.exception_info = {"raised_exception": True, "exception_message": error, "exception_traceback": error}
