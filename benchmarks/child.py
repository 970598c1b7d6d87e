"""Runs a program and watches it: seconds, processor seconds and resident memory of it and all its children."""

from __future__ import annotations

import os
import subprocess
import time
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1
_PAGE, _TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")

Windows = Iterable[tuple[float, float]]


class FailedError(RuntimeError):
    """The program ended with another code than 0."""


@dataclass(frozen=True)
class Sample:
    """The whole tree at one moment: resident bytes now, processor seconds so far."""

    at: float
    memory: int
    processor: float


@dataclass(frozen=True)
class Watched:
    """One program that has ended well. Peak of the largest process and processor seconds are the kernel's figures."""

    started: float
    ended: float
    samples: list[Sample]
    largest_process: int
    processor: float
    output: str

    @property
    def seconds(self) -> float:
        return self.ended - self.started

    @property
    def peak(self) -> int:
        """Most bytes of the whole tree at any moment."""
        return max((sample.memory for sample in self.samples), default=0)

    def peak_in(self, windows: Windows) -> int:
        """The same inside the windows; 0 when none of them was long enough for a sample."""
        spans = list(windows)
        inside = (sample.memory for sample in self.samples if any(a <= sample.at <= b for a, b in spans))
        return max(inside, default=0)

    def processor_in(self, windows: Windows) -> float:
        """Processor seconds inside the windows."""
        return sum(self._processor_at(end) - self._processor_at(start) for start, end in windows)

    def _processor_at(self, moment: float) -> float:
        """Between two samples, as if the time had been spent evenly."""
        after = bisect_left(self.samples, moment, key=lambda sample: sample.at)
        if after == 0:
            return 0.0
        if after == len(self.samples):
            return self.processor
        one, two = self.samples[after - 1], self.samples[after]
        return one.processor + (two.processor - one.processor) * (moment - one.at) / (two.at - one.at)


def _sample(root: int) -> Sample:
    """The process and its descendants. Pages that they share count more than once."""
    stats: dict[int, list[str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):  # it ended meanwhile
                text = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                stats[int(entry.name)] = text.rpartition(")")[2].split()
    family = {root} & stats.keys()
    while more := {one for one, fields in stats.items() if int(fields[1]) in family} - family:
        family |= more
    # from the state on: utime, stime and those of children that were waited for stand at 11 to 14, resident pages at 21
    ticks = sum(int(stats[one][field]) for one in family for field in range(11, 15))
    return Sample(time.time(), sum(int(stats[one][21]) for one in family) * _PAGE, ticks / _TICKS)


def watch(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> Watched:
    """Runs the command to its end; what it says on standard error goes to `log`. Raises FailedError."""
    out = log.with_suffix(".out")
    samples: list[Sample] = []
    started = time.time()
    with log.open("wb") as errors, out.open("wb") as output:
        child = subprocess.Popen(command, stdout=output, stderr=errors, env={**os.environ, **(environment or {})})
        while True:
            found, status, usage = os.wait4(child.pid, os.WNOHANG)
            if found:
                break
            samples.append(_sample(child.pid))
            time.sleep(INTERVAL)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise FailedError(f"{' '.join(command)} ended with {child.returncode}; see {log}")
    text = out.read_text(encoding="utf-8")
    processor = usage.ru_utime + usage.ru_stime
    return Watched(started, time.time(), samples, usage.ru_maxrss * 1024, processor, text)
