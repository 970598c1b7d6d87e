"""What these tests start from: a publication of a few small tables, and an output folder with keys of its own."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.personal_data.people import everywhere
from tests.publish.conftest import settings

__all__ = ["settings", "town"]


def _in(folder: Path, patch: pytest.MonkeyPatch) -> Settings:
    patch.delenv("PLADS_PSEUDONYM_KEY", raising=False)
    patch.setenv("PLADS_PSEUDONYM_KEY_FILE", str(folder / "keys" / "pseudonym.key"))
    patch.setenv("PLADS_ERASURE_KEY_FILE", str(folder / "keys" / "erasure.key"))
    return Settings(folder / "landing", folder / "out", date(2024, 12, 31), who="anna")


@pytest.fixture
def town(tmp_path, monkeypatch) -> Settings:
    """Nothing delivered yet; both keys in files of the test."""
    (tmp_path / "landing").mkdir()
    return _in(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory) -> Path:
    """Made once and copied by every test that changes it: loading costs seconds."""
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "landing").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        everywhere(_in(folder, patch))
    return folder


@pytest.fixture
def marie(loaded, tmp_path, monkeypatch) -> Settings:
    """A town in which one person stands in every place where a person can stand."""
    shutil.copytree(loaded, tmp_path / "town")
    return _in(tmp_path / "town", monkeypatch)
