"""`plads export` as a person runs it."""

import json
import shutil

import pytest
from click.testing import CliRunner

from dagster_project.cli import main
from dagster_project.exports import NothingPublishedError, export, workbook


def run(*words):
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_everything_goes_beside_the_published_folder(published):
    done = run("--out", published.parent)
    assert done.exit_code == 0, done.output
    names = sorted(path.name for path in (published.parent / "exports").iterdir())
    tables = ("budget_balance", "segregation_rate", "staff_survey")
    assert names == sorted(["definitions.csv", *(f"{t}.{kind}" for t in tables for kind in ("csv", "xlsx"))])


def test_one_table_in_one_format_leaves_other_files_alone(published, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = run("--out", published.parent, "--table", "staff_survey", "--format", "xlsx", "--to", tmp_path)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt", "staff_survey.xlsx"]


def test_a_table_that_is_not_published_is_named(published, tmp_path):
    done = run("--out", published.parent, "--table", "dim_person", "--to", tmp_path)
    assert done.exit_code == 1
    assert "not published: dim_person" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_release_is_said(tmp_path):
    done = run("--out", tmp_path)
    assert done.exit_code == 1
    assert "nothing is published" in done.output


def test_a_description_of_another_release_is_no_description(published, tmp_path):
    folder = shutil.copytree(published, tmp_path / "published")
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(package | {"version": "r0"}), "utf-8")
    with pytest.raises(NothingPublishedError, match="different releases"):
        export(folder, tmp_path / "to")


def test_a_crash_leaves_the_files_that_were_there(published, tmp_path, monkeypatch):
    export(published, tmp_path, ["staff_survey"], ["xlsx"])
    before = (tmp_path / "staff_survey.xlsx").read_bytes()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(workbook, "write_cell", interrupted)
        export(published, tmp_path, (), ["xlsx"])
    assert [path.name for path in tmp_path.iterdir()] == ["staff_survey.xlsx"]
    assert (tmp_path / "staff_survey.xlsx").read_bytes() == before


def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt
