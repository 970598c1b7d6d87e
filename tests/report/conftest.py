"""An output folder that no run has touched, and how a page is read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dagster_project.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31))
    found.landing.mkdir()
    found.prepare()
    return found
