"""Which published cells moved between two releases, by how much, and that nothing hidden is told."""

from __future__ import annotations

import pytest

from dagster_project.ledger import Ledger
from dagster_project.publish import run
from dagster_project.revisions import figure_changes
from dagster_project.revisions.history import releases
from tests.revisions.conftest import spell

CELLS = (
    "select row_key, measure, kind, is_suppressed, old_value, new_value, difference "
    "from governance.figure_revision order by all"
)
FIRST = [
    ("151", 2022, "person_directed", 10, 7, None),
    ("151", 2023, "person_directed", 12, 9, None),
    ("151", 2023, "family_directed", None, 8, ["children"]),
    ("159", 2023, "person_directed", None, None, ["children", "started"]),
]


@pytest.fixture
def first_release(deliver, publish_figures):
    deliver("bufo2023.csv", [spell(n) for n in range(40)])
    return publish_figures(FIRST)


@pytest.fixture
def second_release(first_release, deliver, publish_figures):
    """A redelivery, and figures to go with it."""

    def redeliver(cells) -> str:
        deliver("bufo2023_v2.csv", [spell(n) for n in range(45)])
        return publish_figures(cells)

    return redeliver


def test_a_figure_that_moved_is_named_with_both_values_and_the_load_that_moved_it(second_release, query):
    second_release([FIRST[0], ("151", 2023, "person_directed", 17, 9, None), *FIRST[2:]])
    key = "municipality_code=151, year=2023, measure_group=person_directed"
    assert query(CELLS) == [(key, "children", "changed", False, "12", "17", 5.0)]
    assert query("select table_name, municipality_code, period, caused_by from governance.figure_revision") == [
        ("preventive_measure", "151", "2023", ["bufo-2023-000001", "bufo-2023-000002"])
    ]
    assert query("select figures_moved from governance.revision natural join governance.release") == [(1,)]


def test_rows_that_came_and_went_are_told_cell_by_cell(second_release, query):
    second_release([("151", 2024, "person_directed", 20, None, None), *FIRST[1:]])
    new, old = (f"municipality_code=151, year={year}, measure_group=person_directed" for year in (2024, 2022))
    assert query(CELLS) == [
        (old, "children", "removed", False, "10", None, None),
        (old, "started", "removed", False, "7", None, None),
        (new, "children", "added", False, None, "20", None),
    ]
    assert query("select rows_before, rows_after, cells_added, cells_removed, cells_changed "
                 "from governance.release_change") == [(4, 4, 1, 2, 0)]  # fmt: skip


@pytest.mark.parametrize("hidden_first", [True, False])
def test_a_cell_that_is_hidden_in_one_release_is_named_without_a_value(deliver, publish_figures, query, hidden_first):
    shown, hidden = (
        [("151", 2023, "person_directed", 6, 9, None)],
        [("151", 2023, "person_directed", None, 9, ["children"])],
    )
    deliver("bufo2023.csv", [spell(n) for n in range(40)])
    publish_figures(hidden if hidden_first else shown)
    deliver("bufo2023_v2.csv", [spell(n) for n in range(45)])
    publish_figures(shown if hidden_first else hidden)
    ((_key, *cell),) = query(CELLS)
    assert cell == ["children", "changed", True, None, None, None]
    assert query("select cells_changed, cells_suppressed from governance.release_change") == [(1, 1)]


def test_a_cell_that_is_hidden_in_both_is_not_named(second_release, query):
    second_release([("151", 2022, "person_directed", 11, 7, None), *FIRST[1:]])
    assert {key for key, *_ in query(CELLS)} == {"municipality_code=151, year=2022, measure_group=person_directed"}


def test_a_hidden_row_that_comes_or_goes_has_no_value(second_release, query):
    second_release([*FIRST[:3], ("163", 2023, "person_directed", None, None, ["children", "started"])])
    assert {tuple(row[2:]) for row in query(CELLS)} == {
        ("added", True, None, None, None), ("removed", True, None, None, None),
    }  # fmt: skip


def test_an_unchanged_table_is_not_read_again(second_release, query, monkeypatch):
    monkeypatch.setattr(figure_changes, "moved_cells", None)
    said = second_release(FIRST[::-1])  # the same rows in another order
    assert "figures moved" not in said
    assert query("select count(*) from governance.release_change") == [(0,)]


def test_more_cells_than_are_listed_are_counted_and_the_largest_are_listed(second_release, query, monkeypatch):
    monkeypatch.setattr(figure_changes, "CELLS_LISTED", 1)
    second_release(
        [("151", 2022, "person_directed", 11, 7, None), ("151", 2023, "person_directed", 2, 9, None), *FIRST[2:]]
    )
    assert query("select difference from governance.figure_revision") == [(-10.0,)]
    assert query("select cells_changed, cells_listed from governance.release_change") == [(2, 1)]


def test_what_moved_is_carried_from_release_to_release(second_release, deliver, publish_figures, query):
    second_release([("151", 2022, "person_directed", 11, 7, None), *FIRST[1:]])
    deliver("bufo2022.csv", [spell(n) for n in range(40)])
    publish_figures([("151", 2022, "person_directed", 15, 7, None), *FIRST[1:]])
    assert query("select old_value, new_value, caused_by from governance.figure_revision order by old_value") == [
        ("10", "11", ["bufo-2023-000001", "bufo-2023-000002"]), ("11", "15", ["bufo-2022-000003"]),
    ]  # fmt: skip
    assert query("select number, loads_in, loads_out from governance.release_history order by number") == [
        (1, [], []), (2, ["bufo-2023-000002"], ["bufo-2023-000001"]), (3, ["bufo-2022-000003"], []),
    ]  # fmt: skip


def test_a_seed_that_changed_is_named_beside_the_loads(settings, second_release, query):
    seed = settings.landing / "seed" / "target.csv"
    seed.parent.mkdir()
    seed.write_text("municipality_code,share\n", encoding="utf-8")
    second_release([("151", 2022, "person_directed", 11, 7, None), *FIRST[1:]])
    assert query("select caused_by from governance.figure_revision") == [
        (["bufo-2023-000001", "bufo-2023-000002", "delivered_seeds"],)
    ]


@pytest.mark.parametrize("step", ["write_governance", "write_folder"])
def test_a_release_that_readers_never_got_leaves_no_trace(
    settings, second_release, publish_figures, query, monkeypatch, step
):
    moved = [("151", 2022, "person_directed", 11, 7, None), *FIRST[1:]]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(run, step, interrupted)
        second_release(moved)
    publish_figures(moved)
    history = releases(Ledger(settings.ledger))
    assert [release.in_force for release in history] == [True, True]
    assert query("select old_value, new_value from governance.figure_revision") == [("10", "11")]
    assert query("select figures_moved from governance.revision") == [(1,)]


def test_a_crash_after_the_exchange_does_not_lose_what_moved(
    settings, second_release, publish_figures, query, monkeypatch
):
    moved = [("151", 2022, "person_directed", 11, 7, None), *FIRST[1:]]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(run, "replace_folder", interrupted)
        second_release(moved)
    publish_figures(moved)
    assert [release.in_force for release in releases(Ledger(settings.ledger))] == [True, True]
    assert query("select old_value, new_value from governance.figure_revision") == [("10", "11")]


def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt
