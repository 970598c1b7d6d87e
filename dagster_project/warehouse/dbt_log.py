"""What dbt leaves of a build, without what the engine quoted of a row: the log and the results."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from typing import Any

from dagster_project.error_words import without_values
from dagster_project.settings import Settings

LOG, RESULTS = "dbt.log", "run_results.json"
_MOST_BYTES = 10_000_000


def event_words(event: Mapping[str, Any]) -> str:
    """What one of dbt's events says; that of an error or a warning as it may be repeated."""
    said = str(event["info"]["msg"])
    return without_values(said) if event["info"]["level"] in ("warn", "error") else said


@contextmanager
def build_log(settings: Settings) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """A function that adds one event, whose words may be repeated already, to the log of the builds."""
    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        settings.dbt_target / LOG, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", delay=True
    )

    def add(event: Mapping[str, Any]) -> None:
        if event["info"]["level"] != "debug" and event["info"]["msg"].strip():
            text = f"{event['info']['ts']} [{event['info']['level']}] {event['info']['msg']}"
            handler.handle(logging.makeLogRecord({"msg": text}))

    try:
        yield add
    finally:
        handler.close()


def forget_values(settings: Settings) -> None:
    """Takes out of the results what an engine quoted in them; dbt wrote them itself."""
    path = settings.dbt_target / RESULTS
    if not path.exists():
        return
    said = json.loads(path.read_text(encoding="utf-8"))
    for result in said["results"]:
        if result["status"] not in ("success", "pass", "skipped") and result["message"]:
            result["message"] = without_values(result["message"])
    beside = path.with_suffix(".tmp")
    beside.write_text(json.dumps(said), encoding="utf-8")
    beside.replace(path)


def errors_in(lines: Iterable[str]) -> list[str]:
    """From what `dbt --log-format json` printed: what may be repeated of its errors."""
    found = []
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:  # a stack trace of dbt's own
            continue
        if event["info"]["level"] == "error":
            found.append(event_words(event).strip())
    return found
