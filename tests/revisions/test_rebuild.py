"""Which publication is meant, what it needs, and what is said when that is gone. Making one is tested end to end."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dagster_project.ledger import Ledger
from dagster_project.rebuild import CannotRebuildError, by_day, by_id, by_loads, rebuild
from dagster_project.rebuild import run as rebuilding
from dagster_project.rebuild.answers import compare
from dagster_project.rebuild.choose import read_loads
from dagster_project.rebuild.restore import place_of, restore
from dagster_project.revisions.fingerprint import Fingerprint
from dagster_project.revisions.history import releases
from dagster_project.revisions.seeds_archive import archive_seeds
from dagster_project.run_lock import Busy
from dagster_project.warehouse.state import state_of
from tests.revisions.conftest import spell

FIRST = [spell(n) for n in range(40)]
FIGURES = [("151", 2023, "person_directed", 40, 40, None)]
OLD, NEW = "bufo-2023-000001", "bufo-2023-000002"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where the first test that needs two releases leaves a copy for the others."""
    return tmp_path_factory.mktemp("kept") / "out"


@pytest.fixture
def two_releases(settings, deliver, publish_figures, kept):
    """Of one period, delivered twice; the first also had a delivered seed."""
    if kept.exists():
        shutil.copytree(kept, settings.out, dirs_exist_ok=True)
        return releases(Ledger(settings.ledger))
    seed = settings.landing / "seed" / "target.csv"
    seed.parent.mkdir()
    seed.write_text("municipality_code,share\n", encoding="utf-8")
    deliver("bufo2023.csv", FIRST)
    archive_seeds(settings, state_of(settings).seeds_delivered)
    publish_figures(FIGURES)
    seed.unlink()
    deliver("bufo2023_v2.csv", [*FIRST, spell(40)])
    publish_figures([("151", 2023, "person_directed", 41, 41, None)])
    shutil.copytree(settings.out, kept)
    return releases(Ledger(settings.ledger))


@pytest.fixture
def place(settings, two_releases, tmp_path):
    found = place_of(settings, two_releases[0], tmp_path / "again")
    found.prepare()
    return found


def test_a_release_records_what_it_was_made_of(settings, two_releases):
    first, second = two_releases
    assert (first.loads, second.loads) == ({"bufo": [OLD]}, {"bufo": [NEW]})
    assert first.seeds_delivered != second.seeds_delivered
    assert first.as_of == settings.as_of.isoformat()
    assert first.parameters["suppression_threshold"] == 5
    assert second.other_causes == ["delivered_seeds"]


def test_a_day_means_what_readers_had_when_it_ended(settings, two_releases):
    now = datetime.now().astimezone()
    assert by_day(settings, now + timedelta(minutes=1)) == two_releases[1]
    with pytest.raises(CannotRebuildError, match=r"nothing was published .* · intet var"):
        by_day(settings, now - timedelta(days=1))


@pytest.mark.parametrize("number", [1, 2])
def test_a_release_is_found_by_number_and_by_the_beginning_of_its_id(settings, two_releases, number):
    wanted = two_releases[number - 1]
    assert by_id(settings, str(number)) == by_id(settings, wanted.release[:8]) == wanted


def test_an_id_that_nobody_has_is_said(settings, two_releases):
    with pytest.raises(CannotRebuildError, match="0 releases are called zz"):
        by_id(settings, "zz")


def test_a_list_of_loads_that_was_published_is_that_release(settings, two_releases, tmp_path):
    listed = tmp_path / "loads.txt"
    listed.write_text(f"# what was in force\n\n{OLD} # the first\n", encoding="utf-8")
    assert by_loads(settings, read_loads(listed), None) == two_releases[0]


def test_a_list_of_loads_that_never_was_is_made_with_its_own_data_cut(settings, two_releases):
    made = by_loads(settings, [OLD], date(2024, 6, 30))
    assert (made.number, made.as_of, made.loads) == (0, "2024-06-30", {"bufo": [OLD]})
    with pytest.raises(CannotRebuildError, match="unknown loads: bufo-9"):
        by_loads(settings, ["bufo-9"], None)


def test_loads_seeds_and_data_cut_of_then_are_laid_out(settings, two_releases, place):
    assert restore(settings, two_releases[0], place) == []
    state = state_of(place)
    assert (state.loads, state.seeds_delivered, state.as_of) == (
        {"bufo": [OLD]}, two_releases[0].seeds_delivered, two_releases[0].as_of,
    )  # fmt: skip
    assert [row.load_id for row in Ledger(settings.ledger).in_force()] == [NEW]  # the house's own ledger is as it was


def test_a_load_whose_rows_were_deleted_is_named_in_both_languages(settings, two_releases, place):
    (settings.registers / "bufo" / f"{OLD}.parquet").unlink()
    with pytest.raises(CannotRebuildError, match=rf"no longer kept .*{OLD} · .*ikke længere opbevares .*{OLD}"):
        restore(settings, two_releases[0], place)


def test_a_load_from_which_rows_were_erased_is_said(settings, deliver, two_releases, place):
    deliver("bufo2023_v3.csv", FIRST[:20])
    shorter = settings.registers / "bufo" / "bufo-2023-000003.parquet"
    shorter.replace(settings.registers / "bufo" / f"{OLD}.parquet")
    (said,) = restore(settings, two_releases[0], place)
    assert said.startswith(f"rows were erased from, or changed in, {OLD}")


def test_seeds_that_are_not_kept_are_said(settings, two_releases, place):
    kept = settings.restricted / "seeds" / two_releases[0].seeds_delivered
    kept.rename(kept.with_name("elsewhere"))
    with pytest.raises(CannotRebuildError, match="the delivered seeds of release"):
        restore(settings, two_releases[0], place)


def test_other_code_and_another_key_are_said(settings, two_releases, place):
    release = replace(two_releases[0], code="older", pseudonyms="other")
    code, key = restore(settings, release, place)
    assert code.startswith("made with code older, rebuilt with")
    assert key.startswith("the pseudonym key is another one")


def test_what_a_rebuild_that_fails_had_made_is_removed(settings, two_releases, monkeypatch):
    (settings.registers / "bufo" / f"{OLD}.parquet").unlink()
    with pytest.raises(CannotRebuildError):
        rebuild(settings, two_releases[0], progress=lambda _: None)
    assert list((settings.out / "as_of").iterdir()) == []


def test_a_folder_that_holds_anything_is_left_alone(settings, two_releases, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").touch()
    with pytest.raises(CannotRebuildError, match="is not empty"):
        rebuild(settings, two_releases[0], folder=mine, progress=lambda _: None)
    assert (mine / "thesis.txt").exists()


def test_a_rebuild_waits_for_no_run(settings, two_releases, monkeypatch):
    """While a run writes, it is told so; the lock is what both take."""
    asked = []

    def busy(which, **_others):
        asked.append(which)
        raise Busy("another run")

    monkeypatch.setattr(rebuilding, "sole_writer", busy)
    with pytest.raises(Busy):
        rebuild(settings, two_releases[0], progress=lambda _: None)
    assert asked == [settings]
    assert not (settings.out / "as_of").exists()


def test_every_table_gets_an_answer():
    then = [
        Fingerprint("marts", "same", 1, "a"),
        Fingerprint("marts", "other", 1, "a"),
        Fingerprint("marts", "gone", 1, "a"),
    ]
    now = [then[0], Fingerprint("marts", "other", 2, "b"), Fingerprint("marts", "new", 1, "a")]
    assert {found.table_name: found.answer.value for found in compare(then, now, ())} == {
        "same": "equal", "other": "different", "gone": "missing", "new": "new",
    }  # fmt: skip
    assert [found.table_name for found in compare(then, now, ["same"])] == ["same"]
    assert {found.answer.value for found in compare([], now, ())} == {"not compared"}


def test_a_number_is_a_number_even_where_an_id_begins_with_it(settings, two_releases, monkeypatch):
    first, second = two_releases
    alike = [first, replace(second, release="1" + second.release)]
    monkeypatch.setattr("dagster_project.rebuild.choose.releases", lambda _: alike)
    assert by_id(settings, "1") == first
