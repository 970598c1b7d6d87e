"""Small tables whose answer can be seen on paper."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dagster_project.disclosure import Cannot, Cell, Constraint, Problem, protect


def _cells(values: Sequence[float], threshold: int = 5) -> list[Cell]:
    return [Cell(value, first_hidden=0 < value < threshold) for value in values]


def _sum(parts: Sequence[int], whole: int) -> Constraint:
    return Constraint({**dict.fromkeys(parts, 1), whole: -1})


def _one_dimension(*parts: float) -> Problem:
    """The parts, and their sum as the last cell."""
    return Problem(_cells([*parts, sum(parts)]), [_sum(range(len(parts)), len(parts))])


def _table(rows: Sequence[Sequence[float]]) -> Problem:
    """A table with its margins: rows one after another, each followed by its sum, the sums of the columns last."""
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)])
    wide, high = len(full[0]), len(full)
    cells = [value for row in full for value in row]
    across = [_sum([row * wide + column for column in range(wide - 1)], row * wide + wide - 1) for row in range(high)]
    down = [
        _sum([row * wide + column for row in range(high - 1)], (high - 1) * wide + column) for column in range(wide)
    ]
    return Problem(_cells(cells), across + down)


def test_nothing_small_hides_nothing() -> None:
    assert protect(_one_dimension(5, 6, 0)) == frozenset()


def test_one_small_part_takes_the_cheapest_other_part_along() -> None:
    assert protect(_one_dimension(3, 9, 7, 20)) == {0, 2}


def test_two_small_parts_of_a_large_enough_sum_protect_each_other() -> None:
    assert protect(_one_dimension(3, 4, 9)) == {0, 1}


def test_two_small_parts_of_a_small_sum_do_not() -> None:
    """Zeros are shown: of 3 and 3 each is known to be 1 to 5."""
    assert protect(_one_dimension(3, 3, 9)) == {0, 1, 2}


def test_all_first_hidden_at_four_tell_themselves_to_those_who_know_that_they_are_small() -> None:
    assert protect(_one_dimension(4, 4, 9)) == {0, 1, 2}


def test_a_zero_is_shown_and_helps_nobody() -> None:
    assert protect(_one_dimension(3, 0, 0, 8)) == {0, 3}


def test_a_part_that_is_the_whole_hides_the_whole() -> None:
    """A municipality with one school: both are 3, and both are hidden first."""
    assert protect(_one_dimension(3, 0)) == {0, 2}


def test_where_only_zeros_are_left_the_whole_is_hidden_too() -> None:
    """3 and 4 of 7 may be 4 and 3; 4 and 4 of 8 may not be anything else until 8 is hidden."""
    assert protect(_one_dimension(3, 4, 0)) == {0, 1}
    assert protect(_one_dimension(4, 4, 0)) == {0, 1, 3}


def test_a_table_needs_the_four_corners() -> None:
    hidden = protect(_table([[3, 20, 30], [20, 6, 40], [30, 40, 50]]))
    assert hidden == {0, 1, 4, 5}


def test_a_sister_that_shows_the_same_count_hides_it_too() -> None:
    """Two tables show 3 of 12; in the other one the rest is parted otherwise."""
    cells = _cells([3, 9, 12, 3, 5, 4, 12])
    sums = [_sum([0, 1], 2), _sum([3, 4, 5], 6)]
    sisters = [Constraint({0: 1, 3: -1}), Constraint({2: 1, 6: -1})]
    assert protect(Problem(cells, sums + sisters)) == {0, 1, 3, 5}


def test_a_small_rest_that_no_table_shows_is_protected() -> None:
    """18 of 20 is hidden for its rest of 2; of 18 beside 7, 25 in all, the 7 goes too."""
    cells = [Cell(18, first_hidden=True), Cell(20), Cell(2, first_hidden=True, published=False), Cell(7), Cell(25)]
    constraints = [Constraint({0: 1, 2: 1, 1: -1}), _sum([0, 3], 4)]
    assert protect(Problem(cells, constraints)) == {0, 3}


def test_an_order_that_leaves_too_little_room_hides_the_larger_one() -> None:
    """Of 10 courses 8 are finished and 1 goes on: at most 2 can go on, so the finished are hidden."""
    cells = _cells([10, 8, 1])
    assert protect(Problem(cells, [Constraint({1: 1, 2: 1, 0: -1}, "<=")])) == {1, 2}


def test_an_overlap_that_nobody_knows_is_protection_enough() -> None:
    """Causes of notifications: 3 + 9 + 9 may be 12 notifications, since one can have several causes."""
    overlapping = [Constraint({3: 1, 0: -1, 1: -1, 2: -1}, "<="), *(Constraint({i: 1, 3: -1}, "<=") for i in range(3))]
    assert protect(Problem(_cells([3, 9, 9, 12]), overlapping)) == {0}


def test_a_known_overlap_protects_nothing() -> None:
    assert protect(Problem(_cells([3, 9, 9, 12]), [Constraint({0: 1, 1: 1, 2: 1, 3: -1}, "=", 9)])) == {0, 1}


def test_four_ones_in_a_hidden_total_of_four_cannot_be_helped() -> None:
    """Each is at least 1 and their sum is at most 4: who knows that they were hidden first knows them."""
    with pytest.raises(Cannot):
        protect(_one_dimension(1, 1, 1, 1))


def test_values_that_contradict_a_constraint_are_refused() -> None:
    with pytest.raises(ValueError, match="do not hold"):
        protect(Problem(_cells([3, 4, 9]), [_sum([0, 1], 2)]))


def test_the_threshold_is_a_parameter() -> None:
    cells = [Cell(3), Cell(6), Cell(9)]
    assert protect(Problem(cells, [_sum([0, 1], 2)], threshold=3)) == frozenset()
    small = [Cell(value, first_hidden=True) for value in (2, 2, 1, 2)]
    assert protect(Problem([*small, Cell(6), Cell(13)], [_sum([0, 1, 2, 3, 4], 5)], threshold=3)) == {0, 1, 2, 3}
