"""Two runs on one output folder: the second is told so at once, and the first is not disturbed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dagster_project.run_lock import Busy, sole_writer
from dagster_project.settings import Settings


def test_a_second_writer_is_turned_away_until_the_first_is_done(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "out", date(2024, 12, 31))
    with sole_writer(settings), pytest.raises(Busy, match="another run"), sole_writer(settings):
        pass
    with sole_writer(settings):
        pass


def test_different_folders_do_not_wait_for_each_other(tmp_path: Path) -> None:
    one = Settings(tmp_path, tmp_path / "one", date(2024, 12, 31))
    other = Settings(tmp_path, tmp_path / "other", date(2024, 12, 31))
    with sole_writer(one), sole_writer(other):
        pass
