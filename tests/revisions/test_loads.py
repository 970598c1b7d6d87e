"""What a redelivery did to the rows of its period, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dagster_project.ledger import Ledger
from dagster_project.outcomes import LoadStatus
from dagster_project.revisions.load_revisions import pairs_to_record, record_load_revisions
from tests.revisions.conftest import spell

FIRST = [spell(n) for n in range(40)]
# Person 0 is gone, 40 and 41 have come, the spells of 1 to 3 have ended.
SECOND = [spell(n, end="2024-05-01") for n in (1, 2, 3)] + [spell(n) for n in range(4, 42)]
FIGURES = [("151", 2023, "person_directed", 40, 40, None)]


def recorded(settings) -> list[dict]:
    columns, rows = Ledger(settings.ledger).table("revision")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def look(settings, published=None) -> None:
    record_load_revisions(settings, published or {}, progress=lambda _: None)


def settle(settings, load_id: str, status: LoadStatus, supersedes: str | None = None) -> None:
    """What a reviewer's decision does to a load."""
    ledger = Ledger(settings.ledger)
    (row,) = (row for row in ledger.loads() if row.load_id == load_id)
    ledger.settle(replace(row, status=status, supersedes=supersedes))


def test_rows_added_removed_and_changed_are_counted_and_the_columns_are_named(settings, load_file):
    load_file("bufo2023.csv", FIRST)
    load_file("bufo2023_v2.csv", SECOND)
    look(settings)
    (found,) = recorded(settings)
    assert (found["rows_added"], found["rows_removed"], found["rows_changed"]) == (2, 1, 3)
    assert (found["rows_before"], found["rows_after"]) == (40, 41)
    assert found["columns_changed"] == '["sag_vtil"]'
    assert (found["source"], found["period"]) == ("bufo", "2023")
    assert (found["old_load"], found["new_load"]) == ("bufo-2023-000001", "bufo-2023-000002")


def test_a_first_delivery_and_another_period_revise_nothing(settings, deliver):
    deliver("bufo2022.csv", FIRST)
    deliver("bufo2023.csv", SECOND)
    look(settings)
    assert recorded(settings) == []


def test_a_succession_is_recorded_once(settings, deliver):
    deliver("bufo2023.csv", FIRST)
    deliver("bufo2023_v2.csv", SECOND)
    look(settings)
    look(settings)
    assert len(recorded(settings)) == 1


def test_a_load_that_is_held_revises_nothing_until_somebody_puts_it_in_force(settings, load_file):
    load_file("bufo2023.csv", FIRST)
    load_file("bufo2023_v2.csv", FIRST[:10])  # fewer rows than the limit allows
    first, second = Ledger(settings.ledger).loads()
    assert second.status is LoadStatus.QUARANTINED
    look(settings)
    assert recorded(settings) == []
    settle(settings, second.load_id, LoadStatus.ACCEPTED, supersedes=first.load_id)
    settle(settings, first.load_id, LoadStatus.SUPERSEDED)
    look(settings)
    (found,) = recorded(settings)
    assert (found["rows_added"], found["rows_removed"], found["rows_changed"]) == (0, 30, 0)


def test_a_load_that_comes_back_when_its_successor_is_turned_down_is_a_revision_too(settings, deliver):
    deliver("bufo2023.csv", FIRST)
    deliver("bufo2023_v2.csv", SECOND)
    look(settings)
    first, second = Ledger(settings.ledger).loads()
    settle(settings, second.load_id, LoadStatus.REJECTED)
    settle(settings, first.load_id, LoadStatus.ACCEPTED)
    look(settings)
    back = recorded(settings)[1]
    assert (back["old_load"], back["new_load"]) == (second.load_id, first.load_id)
    assert (back["rows_added"], back["rows_removed"], back["rows_changed"]) == (1, 2, 3)
    settle(settings, first.load_id, LoadStatus.SUPERSEDED)
    settle(settings, second.load_id, LoadStatus.ACCEPTED, supersedes=first.load_id)
    look(settings)
    look(settings)
    assert [row["new_load"] for row in recorded(settings)] == [second.load_id, first.load_id, second.load_id]


def test_a_load_without_a_predecessor_on_record_is_held_against_the_last_release(settings, deliver):
    deliver("bufo2023.csv", FIRST)
    deliver("bufo2023_v2.csv", SECOND)
    rows = [replace(row, supersedes=None) for row in Ledger(settings.ledger).loads()]
    first, second = rows
    assert pairs_to_record(rows, [], {}) == []
    assert pairs_to_record(rows, [], {("bufo", "2023"): first.load_id}) == [(first.load_id, second.load_id)]
    assert pairs_to_record(rows, [], {("bufo", "2023"): second.load_id}) == []


def test_both_loads_stay_readable(settings, deliver):
    deliver("bufo2023.csv", FIRST)
    deliver("bufo2023_v2.csv", SECOND)
    for row in Ledger(settings.ledger).loads():
        assert (settings.registers / "bufo" / f"{row.load_id}.parquet").exists()


def test_rows_that_are_no_longer_kept_cannot_be_compared_and_the_night_goes_on(settings, deliver):
    deliver("bufo2023.csv", FIRST)
    deliver("bufo2023_v2.csv", SECOND)
    (settings.registers / "bufo" / "bufo-2023-000001.parquet").unlink()
    look(settings)
    (found,) = recorded(settings)
    assert found["rows_added"] is None
    assert found["new_load"] == "bufo-2023-000002"


def test_governance_has_the_revision_and_nothing_of_a_person(settings, deliver, publish_figures, query):
    deliver("bufo2023.csv", FIRST)
    publish_figures(FIGURES)
    deliver("bufo2023_v2.csv", SECOND)
    publish_figures(FIGURES)
    ((*counts, columns, moved),) = query(
        "select rows_added, rows_removed, rows_changed, columns_changed, figures_moved from governance.revision"
    )
    assert (counts, columns, moved) == ([2, 1, 3], ["sag_vtil"], 0)
    texts = str(query("from governance.revision"))
    assert "61011500" not in texts


@pytest.mark.parametrize("column", ["old_load", "new_load"])
def test_a_revision_names_loads_that_governance_knows(settings, deliver, publish_figures, query, column):
    deliver("bufo2023.csv", FIRST)
    deliver("bufo2023_v2.csv", SECOND)
    publish_figures(FIGURES)
    assert query(f"select count(*) from governance.revision join governance.load on load_id = {column}") == [(1,)]
    assert query("select figures_moved from governance.revision") == [(None,)]  # readers had nothing before
