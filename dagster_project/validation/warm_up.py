"""Imports Great Expectations beside the reading of the first files, which leaves a processor idle."""

from __future__ import annotations

import importlib
import sys
import threading

from dagster_project.settings import Settings
from dagster_project.timings import timed

_MODULE = "dagster_project.validation.gx.run"


def _import(settings: Settings) -> None:
    with timed(settings, "import", "great_expectations"):
        importlib.import_module(_MODULE)


def warm_up(settings: Settings) -> None:
    """Begins the import once per process; a validation that comes earlier waits for what is left of it."""
    if _MODULE not in sys.modules:
        threading.Thread(target=_import, args=(settings,), name="import").start()
