"""Runs one `dbt build` and turns what it says into Dagster's events and lines of progress.

Belongs here: the conversation with the dbt process. Does not belong here: what is built, or why (`dbt`).
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliEventMessage

from dagster_project.settings import Settings
from dagster_project.warehouse.client import Dbt, dbt_variables, environment
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.plan import Plan

DbtEvent = (
    dg.Output[Any]
    | dg.AssetMaterialization
    | dg.AssetObservation
    | dg.AssetCheckResult
    | dg.AssetCheckEvaluation
    | dg.MaterializeResult[Any]
)


def _quiet(messages: Iterator[DbtCliEventMessage]) -> Iterator[DbtCliEventMessage]:
    """The same messages without their echo on standard output; dbt.log keeps every line."""
    while True:
        with contextlib.redirect_stdout(io.StringIO()):
            message = next(messages, None)
        if message is None:
            return
        yield message


def _progress(message: DbtCliEventMessage) -> str | None:
    """One line for each table built and each test that did not pass."""
    event = message.raw_event
    node = event["data"].get("node_info") or {}
    if event["info"]["name"] != "LogModelResult" and event["info"]["level"] not in ("warn", "error"):
        return None
    if node.get("materialized") == "view" and event["info"]["level"] == "info":
        return None
    return f"dbt: {event['info']['msg']}"


def dbt_events(
    context: dg.AssetExecutionContext, settings: Settings, dbt: Dbt, plan: Plan, translator: DagsterDbtTranslator
) -> Iterator[DbtEvent]:
    """Raises DagsterDbtCliRuntimeError when a model or a test of severity error fails."""
    with environment(dbt_variables(settings)):
        invocation = dbt.cli(plan.arguments(), manifest=manifest(), target_path=settings.dbt_target)
    for message in _quiet(invocation.stream_raw_events()):
        line = _progress(message)
        if line:
            context.log.info(line)
        yield from message.to_default_asset_events(manifest(), translator, context, settings.dbt_target)
