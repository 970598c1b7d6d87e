"""A call in a process of its own: a search that computes for seconds beside dbt's threads slows all of them.

Python runs one thread at a time. On the example data the searches took 7 seconds of processor alone and 40 among dbt's
threads, which waited for them, too.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from types import ModuleType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST_PROCESSES = 2  # as many as dbt has threads


@contextmanager
def _without_a_main() -> Iterator[None]:
    """A new process would first run again what this one was started from: all of dbt, for a function it knows."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _end_with_the_parent() -> None:
    """A parent that is killed cannot say goodbye, and its workers would wait for it for ever."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@cache
def _processes() -> ProcessPoolExecutor:
    """Kept for the next call. Not forked: a copy of a process with threads may wait for ever for one of them."""
    return ProcessPoolExecutor(MOST_PROCESSES, get_context("spawn"), _end_with_the_parent)


def _submit(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    with _without_a_main():
        return _processes().submit(function, *args, **kwargs)


def _import(module: str) -> None:
    importlib.import_module(module)


def get_ready(module: str) -> None:
    """Starts the first process, which imports what its first call will need."""
    _submit(_import, module)


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function returns or raises. Raises BrokenProcessPool when the process ends before that."""
    return _submit(function, *args, **kwargs).result()
