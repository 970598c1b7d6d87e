"""Loggers: what a person at a terminal sees of a run.

Belongs here: which log records are worth a line, and how the line looks.
Does not belong here: what is said (each step says it through `context.log`); Dagster's own pages show everything.
"""

from __future__ import annotations

import logging
import time
from typing import Any

import dagster as dg

CONSOLE = "console"
_FROM_DAGSTER = ("op '", "Copying `", "Running dbt command", "Finished dbt command")
LOGGER_CONFIG: dict[str, Any] = {"loggers": {CONSOLE: {"config": {}}}}


class ConsoleHandler(logging.Handler):
    """One line for what our steps say. Of what Dagster says itself, only that a step has failed."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        from rich.console import Console

        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.started = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        meta = getattr(record, "dagster_meta", {})
        event = meta.get("dagster_event")
        text = str(meta.get("orig_message", record.getMessage()))
        if text.startswith(_FROM_DAGSTER) or (event is not None and not (event.is_failure and event.is_step_event)):
            return
        if event is not None:
            error = getattr(event.event_specific_data, "error", None)
            cause = error.cause or error if error else None
            text = f"{meta.get('step_key')}: {cause.message.strip() if cause else text}"
        style = {logging.WARNING: "yellow"}.get(record.levelno, "red" if record.levelno > logging.WARNING else "")
        seconds = time.monotonic() - self.started
        self.console.print(f"{seconds:7.1f} s  {text}", style=style or None, markup=False)


@dg.logger(None, "Lines of progress for a person at a terminal.")
def console_logger(_context: dg.InitLoggerContext) -> logging.Logger:
    logger = logging.Logger("plads", logging.INFO)
    logger.addHandler(ConsoleHandler())
    return logger
