"""Definitions for folders of the test's own; nothing is run, so nothing is in them."""

from datetime import date

import pytest

from dagster_project.definitions import build_defs
from dagster_project.settings import Settings


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "landing").mkdir()
    return Settings(landing=tmp_path / "landing", out=tmp_path / "out", as_of=date(2024, 12, 31))


@pytest.fixture
def defs(settings):
    return build_defs(settings)
