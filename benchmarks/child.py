"""Runs a program and watches it: seconds, and the resident memory of it and all its children, sampled."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


class FailedError(RuntimeError):
    """The program ended with another code than 0."""


@dataclass(frozen=True)
class Watched:
    """One program that has ended well. `samples` are times with bytes; `largest_process` is the kernel's figure."""

    started: float
    ended: float
    samples: list[tuple[float, int]]
    largest_process: int
    output: str

    @property
    def seconds(self) -> float:
        return self.ended - self.started

    def peak(self, windows: Iterable[tuple[float, float]] | None = None) -> int:
        """Most bytes of the whole tree at any moment, or inside the windows; 0 when none of them was long enough."""
        if windows is None:
            return max((size for _, size in self.samples), default=0)
        spans = list(windows)
        return max((size for at, size in self.samples if any(a <= at <= b for a, b in spans)), default=0)


def _tree(root: int) -> int:
    """Resident bytes of a process and its descendants; pages they share count more than once."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:  # it ended meanwhile
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    family = {root}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(_resident(member) for member in family)


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]) * _PAGE
    except OSError:
        return 0


def watch(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> Watched:
    """Runs the command to its end; what it says on standard error goes to `log`. Raises FailedError."""
    out = log.with_suffix(".out")
    samples: list[tuple[float, int]] = []
    started = time.time()
    with log.open("wb") as errors, out.open("wb") as output:
        child = subprocess.Popen(command, stdout=output, stderr=errors, env={**os.environ, **(environment or {})})
        while True:
            found, status, usage = os.wait4(child.pid, os.WNOHANG)
            if found:
                break
            samples.append((time.time(), _tree(child.pid)))
            time.sleep(INTERVAL)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise FailedError(f"{' '.join(command)} ended with {child.returncode}; see {log}")
    text = out.read_text(encoding="utf-8")
    return Watched(started, time.time(), samples, usage.ru_maxrss * 1024, text)
