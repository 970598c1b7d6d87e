"""One writer per output folder: a second run is told so before it touches anything."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster_project.settings import Settings


class Busy(RuntimeError):
    """Another run is writing to the same output folder."""


_held: dict[Path, int] = {}  # folders that this process holds, and how many blocks deep


@contextmanager
def sole_writer(settings: Settings, *, wait: bool = False) -> Iterator[None]:
    """Holds the output folder; the operating system lets go when the process ends, however it ends.

    A process that holds it already may take it again: a whole run holds it from end to end, and a step that somebody
    started from Dagster's page or command line for as long as it lasts. Raises Busy, or waits if asked to.
    """
    settings.prepare()
    path = settings.restricted / "run.lock"
    with path.open("w") as file:
        if not _held.get(path):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise Busy(
                    f"another run is writing to {settings.out} · en anden kørsel skriver til {settings.out}"
                ) from error
        _held[path] = _held.get(path, 0) + 1
        try:
            yield
        finally:
            _held[path] -= 1
