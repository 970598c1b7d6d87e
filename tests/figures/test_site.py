"""What is written: once a release, whole or not at all, from nothing that is not published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dagster_project.cli import main as plads
from dagster_project.example_folder import Example
from dagster_project.figures import NoCodeListsError, write_figures
from dagster_project.figures import site as site_module
from dagster_project.figures.entries import entries
from dagster_project.publish.readers import READERS_FILE
from tests.figures.conftest import settings_of
from tests.figures.world import published_models


def change(settings, sql: str) -> None:
    with duckdb.connect(str(settings.published / READERS_FILE)) as connection:
        connection.execute(sql)


def test_nothing_is_written_where_nothing_is_published(tmp_path):
    assert write_figures(settings_of(tmp_path)) is None


def test_the_same_release_is_written_once_and_a_new_one_again(settings):
    page = write_figures(settings)
    page.write_text("kept")
    assert write_figures(settings).read_text() == "kept"
    change(settings, "update governance.release set release = 'r2'")
    assert "r2" in write_figures(settings).read_text("utf-8")
    assert [path.name for path in settings.out.iterdir() if "figures" in path.name] == ["figures"]


def test_a_step_that_breaks_leaves_the_page_as_it_was(settings, monkeypatch):
    page = write_figures(settings)
    before = page.read_text("utf-8")
    (page.parent / ".stamp").write_text("another")

    def breaks(*_arguments: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(site_module, "about_table", breaks)
    with pytest.raises(RuntimeError):
        write_figures(settings)
    assert page.read_text("utf-8") == before


def test_names_of_codes_are_the_release_s_whatever_the_landing_folder_says_now(settings):
    change(settings, "update governance.code_list set name_da = 'Udgivelsens navn' where code = '151'")
    (settings.landing / "seed").mkdir(parents=True)
    (settings.landing / "seed" / "municipality.csv").write_text("code,name_da\n151,Mappens navn\n", "utf-8")
    written = (write_figures(settings).parent / "meta.js").read_text("utf-8")
    assert "Udgivelsens navn" in written
    assert "Mappens navn" not in written


def test_a_release_that_does_not_say_what_codes_are_called_is_not_drawn(settings):
    change(settings, "drop table governance.code_list")
    with pytest.raises(NoCodeListsError, match="no code lists"):
        write_figures(settings)


def test_the_command_needs_the_folder_of_a_run_and_makes_no_example_world(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("PLADS_LANDING", raising=False)
    world = Example("demo", 1).landing
    there = world.exists()
    written = CliRunner().invoke(plads, ["figures", "--out", str(settings.out)])
    assert written.exit_code == 0, written.output
    assert (settings.out / "figures" / "index.html").exists()
    refused = CliRunner().invoke(plads, ["figures", "--out", str(tmp_path / "nothing")])
    assert refused.exit_code == 1
    assert "nothing is published" in refused.output
    assert not (tmp_path / "nothing").exists()
    assert world.exists() == there


def test_a_table_that_is_not_published_is_said_and_takes_no_other_away(settings):
    change(settings, "drop table published.risk_distribution; drop table published.institution_profile")
    page = write_figures(settings).read_text("utf-8")
    assert "The risk model is off" in page
    assert "A register that it is built on has no accepted delivery" in page
    assert "risk_distribution" not in (settings.out / "figures" / "meta.js").read_text("utf-8")


def test_data_are_a_file_a_table_and_municipality_and_hidden_measures_have_no_value(site):
    rows = (site.out / "figures" / "data" / "absence" / "151.js").read_text("utf-8")
    found = json.loads(re.fullmatch(r'plads\.take\("absence", "151", "r1 \w+", (.*)\);\n', rows, re.DOTALL)[1])
    columns = [name for name in published_models()["absence"]["columns"] if name != "is_suppressed"]
    hidden = [dict(zip(columns, row, strict=True)) for row in found if row[-1]]
    assert hidden
    assert all(row[name] is None for row in hidden for name in row["suppressed_measures"])


def test_a_code_that_is_no_file_name_stays_in_the_folder(settings):
    change(settings, "update published.absence set municipality_code = '../../x' where municipality_code = '101'")
    write_figures(settings)
    names = {path.name for path in (settings.out / "figures" / "data" / "absence").iterdir()}
    assert len(names) == 2
    assert "151.js" in names


def test_the_page_asks_for_nothing_from_elsewhere(site):
    page = (site.out / "figures" / "index.html").read_text("utf-8")
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []
    assert Path(site.out / "figures" / "lib" / "vega.js").stat().st_size > 500_000


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_an_entry_names_columns_that_its_table_has(entry):
    if entry.table == "load_summary":
        return
    columns = published_models()[entry.table]["columns"].keys() | {"measure"}
    named = {entry.x, entry.y, entry.series, *entry.rows, *entry.measures, *entry.only, *entry.drop, *entry.filters}
    named |= {*entry.prefer, *entry.target.values(), entry.flag, *entry.ignore, *entry.also, *entry.only_kind}
    assert named - columns - {None} == set()
