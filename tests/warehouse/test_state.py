"""The record of a build is believed only while the working file that it speaks of is there."""

from datetime import date

import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.state import Build, State, forget_build, last_build, state_of, store_build

BUILD = Build(State("code", "2024-12-31", "seeds", "key", {"bef": ["bef-1"]}), {"marts.absence": ["fravaer"]})


@pytest.fixture
def settings(tmp_path):
    found = Settings(landing=tmp_path / "landing", out=tmp_path / "out", as_of=date(2024, 12, 31))
    found.prepare()
    found.warehouse.touch()
    found.release.touch()
    return found


def test_what_was_stored_is_read_back(settings):
    store_build(settings, BUILD)
    assert last_build(settings) == BUILD


@pytest.mark.parametrize("file", ["warehouse", "release"])
def test_without_both_of_dbts_files_there_is_no_build(settings, file):
    store_build(settings, BUILD)
    getattr(settings, file).unlink()
    assert last_build(settings) is None


def test_a_build_that_has_begun_makes_the_last_one_unknown(settings):
    store_build(settings, BUILD)
    forget_build(settings)
    assert last_build(settings) is None


def test_a_delivered_seed_is_part_of_the_state(settings):
    before = state_of(settings)
    seed = settings.landing / "seed" / "municipality.csv"
    seed.parent.mkdir(parents=True)
    seed.write_text("municipality_code\n", encoding="utf-8")
    assert state_of(settings).seeds_delivered != before.seeds_delivered


def test_another_key_is_another_state(settings, monkeypatch):
    before = state_of(settings)
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", "k" * 64)
    after = state_of(settings)
    assert after.pseudonyms != before.pseudonyms
    assert "k" * 8 not in str(after)
