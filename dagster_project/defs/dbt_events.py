"""Runs one `dbt build` and turns what it says into Dagster's events and lines of progress.

Belongs here: the conversation with the dbt process. Does not belong here: what is built, or why (`dbt`); what may be
repeated of an error (`error_words`).
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
from dagster_project.warehouse.dbt_log import build_log, event_words, forget_values
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
    """The same messages without their echo on standard output, and without what an engine quotes of a row."""
    while True:
        with contextlib.redirect_stdout(io.StringIO()):
            message = next(messages, None)
        if message is None:
            return
        message.raw_event["info"]["msg"] = event_words(message.raw_event)
        yield message


def _progress(event: dict[str, Any]) -> str | None:
    """One line for each table built and each test that did not pass."""
    node = event["data"].get("node_info") or {}
    if event["info"]["name"] != "LogModelResult" and event["info"]["level"] not in ("warn", "error"):
        return None
    if node.get("materialized") == "view" and event["info"]["level"] == "info":
        return None
    return f"dbt: {event['info']['msg']}"


def dbt_events(
    context: dg.AssetExecutionContext, settings: Settings, dbt: Dbt, plan: Plan, translator: DagsterDbtTranslator
) -> Iterator[DbtEvent]:
    """Raises Failure when a model or a test of severity error fails."""
    with environment(dbt_variables(settings)):
        invocation = dbt.cli(plan.arguments(), manifest=manifest(), target_path=settings.dbt_target)
    reasons = []
    with build_log(settings) as log:
        for message in _quiet(invocation.stream_raw_events()):
            event = message.raw_event
            log(event)
            line = _progress(event)
            if line:
                context.log.info(line)
            if event["info"]["level"] == "error":
                reasons.append(event["info"]["msg"])
            yield from message.to_default_asset_events(manifest(), translator, context, settings.dbt_target)
    forget_values(settings)
    if invocation.process.wait() or reasons:
        raise dg.Failure("\n".join(["dbt could not build everything · dbt kunne ikke bygge alt", *reasons]))
