"""What took how long inside a step: a line of JSON per span, for whoever measures; off unless a file is named."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dagster_project.settings import Settings


@contextmanager
def timed(settings: Settings, stage: str, what: str) -> Iterator[None]:
    """Adds the span of the block to `settings.timings`, also when the block raises; `what` is a name, never a value."""
    if settings.timings is None:
        yield
        return
    started = time.time()
    try:
        yield
    finally:
        line = json.dumps({"stage": stage, "what": what, "started": started, "ended": time.time()})
        with settings.timings.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
