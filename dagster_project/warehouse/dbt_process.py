"""Starts dbt before it is needed: while files are read a processor is idle, and dbt imports for seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

from dagster_project.settings import DBT_PROJECT

_PROGRAM = "dagster_project.warehouse.waiting_dbt"
_waiting: list[subprocess.Popen[bytes]] = []
_lock = threading.Lock()


def _start() -> subprocess.Popen[bytes]:
    """Ends by itself when this process does: then nothing comes on its standard input any more."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=DBT_PROJECT,
    )


def begin() -> None:
    """Starts a process that will wait, unless one is waiting already."""
    with _lock:
        if not _waiting:
            _waiting.append(_start())


def _take() -> subprocess.Popen[bytes]:
    with _lock:
        process = _waiting.pop() if _waiting else _start()
    if process.poll() is not None:  # something ended it while it waited
        return _start()
    return process


def run(arguments: Sequence[str], variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A process that runs dbt with these arguments and exactly these environment variables.

    Variables go through its standard input: what they hold is in no list of processes.
    """
    process = _take()
    assert process.stdin is not None
    with process.stdin as command:
        command.write(json.dumps({"arguments": list(arguments), "variables": dict(variables)}).encode() + b"\n")
    process.args = ["dbt", *arguments]
    return process
