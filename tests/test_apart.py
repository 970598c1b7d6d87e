"""A call in another process is a call: what it returns and raises comes back, and it does not outlive who asked."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dagster_project.apart import apart

ASKS_FOR_EVER = """
import os, time
from dagster_project.apart import apart
print(apart(os.getpid), flush=True)
time.sleep(60)
"""


def test_it_is_another_process_and_the_answer_comes_back():
    assert apart(os.getpid) != os.getpid()
    assert apart(divmod, 7, 2) == (3, 1)


def test_what_it_raises_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 7, 0)


def _is_there(process: int) -> bool:
    """A zombie is not: its number is only kept for whoever asks."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_it_ends_when_whoever_asked_is_killed():
    with subprocess.Popen([sys.executable, "-c", ASKS_FOR_EVER], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        helper = int(asking.stdout.readline())
        assert _is_there(helper)
        asking.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while _is_there(helper) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_there(helper)
