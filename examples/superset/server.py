"""A running Superset on a free port of this machine, for as long as it is needed."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from examples.superset.environment import Place

_PATIENCE = 180


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def running(place: Place) -> Iterator[str]:
    """The address of the server, once it answers."""
    port = _free_port()
    command = ["run", "--host", "127.0.0.1", "--port", str(port), "--with-threads"]
    with (
        (place.work / "server.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            [place.program("superset"), *command], env=place.variables(), stdout=log, stderr=log
        ) as server,
    ):
        try:
            address, until = f"http://127.0.0.1:{port}", time.monotonic() + _PATIENCE
            while not _answers(address):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"Superset does not answer; see {log.name}")
                time.sleep(1)
            yield address
        finally:
            server.terminate()
