"""Two runs on one output folder: the second is told so or waits, and the first is not disturbed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from dagster_project.run_lock import Busy, sole_writer
from dagster_project.settings import Settings

OTHER_RUN = """
import sys
from datetime import date
from pathlib import Path
from dagster_project.run_lock import sole_writer
from dagster_project.settings import Settings
with sole_writer(Settings(Path(sys.argv[1]), Path(sys.argv[1]), date(2024, 12, 31))):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "out", tmp_path / "out", date(2024, 12, 31))


@contextmanager
def other_run(out: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the folder until it is told to go on."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_RUN, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_run_is_turned_away_until_the_first_has_ended_however_it_ended(settings: Settings) -> None:
    with other_run(settings.out), pytest.raises(Busy, match="another run"), sole_writer(settings):
        pass
    with sole_writer(settings):
        pass


def test_a_single_step_waits_for_its_turn(settings: Settings) -> None:
    with other_run(settings.out) as process:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        with sole_writer(settings, wait=True):
            assert process.wait(10) == 0


def test_a_step_of_a_run_that_holds_the_folder_goes_on(settings: Settings) -> None:
    with sole_writer(settings), sole_writer(settings, wait=True):
        pass
    with sole_writer(settings):
        pass


def test_different_folders_do_not_wait_for_each_other(tmp_path: Path, settings: Settings) -> None:
    with other_run(tmp_path / "other"), sole_writer(settings):
        pass
