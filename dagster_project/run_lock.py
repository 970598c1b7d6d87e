"""One writer per output folder: a second run is told so before it touches anything."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from dagster_project.settings import Settings


class Busy(RuntimeError):
    """Another run is writing to the same output folder."""


@contextmanager
def sole_writer(settings: Settings) -> Iterator[None]:
    """Holds the output folder; the operating system lets go when the process ends, however it ends. Raises Busy."""
    settings.prepare()
    with (settings.restricted / "run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(
                f"another run is writing to {settings.out} · en anden kørsel skriver til {settings.out}"
            ) from error
        yield
