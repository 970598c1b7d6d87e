"""Folders are exchanged in one step, or in two that the next run can finish."""

import pytest

from dagster_project.publish import folder
from dagster_project.publish.folder import exchange, recover, replace_folder


@pytest.fixture
def folders(tmp_path):
    for name, text in (("published", "old"), (".published.new", "new")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "table").write_text(text, encoding="utf-8")
    return tmp_path


def text(path) -> str:
    return (path / "published" / "table").read_text(encoding="utf-8")


def cannot(*_arguments):
    raise OSError("not here")


def test_two_folders_take_each_others_names(folders):
    exchange(folders / "published", folders / ".published.new")
    assert text(folders) == "new"
    assert (folders / ".published.new" / "table").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("possible", [True, False])
def test_the_new_folder_is_in_place_and_the_old_one_gone(folders, monkeypatch, possible):
    if not possible:
        monkeypatch.setattr(folder, "exchange", cannot)
    replace_folder(folders / ".published.new", folders / "published")
    assert text(folders) == "new"
    assert [path.name for path in folders.iterdir()] == ["published"]


def test_a_run_that_died_between_two_renames_is_undone(folders):
    (folders / "published").rename(folders / ".published.old")
    recover(folders / "published")
    assert text(folders) == "old"
    assert [path.name for path in folders.iterdir()] == ["published"]


def test_the_first_publication_has_nothing_to_exchange_with(folders):
    (folders / "published" / "table").unlink()
    (folders / "published").rmdir()
    replace_folder(folders / ".published.new", folders / "published")
    assert text(folders) == "new"
