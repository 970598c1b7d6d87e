"""Random linked tables: nothing is recovered, nothing small is shown, and little more is hidden than the least."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.disclosure import Cannot, Cell, Constraint, Problem, protect
from tests.disclosure.recovered import recovered

COUNT = st.one_of(st.just(0), st.integers(1, 6), st.integers(5, 40))
QUICK = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def tables(draw: st.DrawFn) -> Problem:
    """Schools by answers with both margins, a count within each school's sum, and sometimes a sister of one margin."""
    high, wide = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rows = [[draw(COUNT) for _ in range(wide)] for _ in range(high)]
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)])
    values = [value for row in full for value in row]
    constraints = []
    for row in range(high + 1):
        parts = {row * (wide + 1) + column: 1 for column in range(wide)}
        constraints.append(Constraint({**parts, row * (wide + 1) + wide: -1}))
    for column in range(wide + 1):
        parts = {row * (wide + 1) + column: 1 for row in range(high)}
        constraints.append(Constraint({**parts, high * (wide + 1) + column: -1}))
    if draw(st.booleans()):
        whole = draw(st.sampled_from(range(len(values))))
        values.append(draw(st.integers(0, values[whole])))
        constraints.append(Constraint({len(values) - 1: 1, whole: -1}, "<="))
    if draw(st.booleans()):
        twin = draw(st.sampled_from(range(wide + 1))) + high * (wide + 1)
        part = draw(st.integers(0, values[twin]))
        values += [values[twin], part, values[twin] - part]
        place = len(values) - 3
        constraints += [Constraint({place: 1, twin: -1}), Constraint({place + 1: 1, place + 2: 1, place: -1})]
    return Problem([Cell(value, first_hidden=0 < value < 5) for value in values], constraints)


@given(tables())
@QUICK
def test_nothing_is_recovered(problem: Problem) -> None:
    try:
        hidden = protect(problem)
    except Cannot:
        everything = [i for i, cell in enumerate(problem.cells) if cell.value > 0]
        assert recovered(problem, everything)
        return
    assert all(i in hidden for i, cell in enumerate(problem.cells) if cell.first_hidden)
    assert all(problem.cells[i].value > 0 for i in hidden)
    assert recovered(problem, hidden) == []


def _least(problem: Problem) -> float | None:
    """The least total of a safe choice, by trying all; None when none is."""
    first = {i for i, cell in enumerate(problem.cells) if cell.first_hidden}
    others = [i for i, cell in enumerate(problem.cells) if cell.value > 0 and i not in first]
    choices = [choice for size in range(len(others) + 1) for choice in combinations(others, size)]
    for choice in sorted(choices, key=lambda chosen: sum(problem.cells[i].value for i in chosen)):
        if not recovered(problem, first | set(choice)):
            return sum(problem.cells[i].value for i in first | set(choice))
    return None


def test_the_total_hidden_is_near_the_least_that_is_safe() -> None:
    """On two-by-three tables that can be tried out whole."""
    ours = best = 0.0
    for rows in (
        [[3, 20, 30], [20, 6, 40]], [[1, 9, 7], [8, 2, 30]], [[4, 0, 11], [4, 25, 6]], [[2, 14, 5], [9, 8, 7]],
        [[1, 1, 12], [6, 7, 13]], [[3, 3, 3], [10, 20, 30]], [[12, 4, 0], [0, 15, 8]], [[2, 50, 60], [70, 80, 90]],
    ):  # fmt: skip
        full = [[*row, sum(row)] for row in rows]
        full.append([sum(column) for column in zip(*full, strict=True)])
        cells = [Cell(value, first_hidden=0 < value < 5) for row in full for value in row]
        across = [Constraint({4 * r: 1, 4 * r + 1: 1, 4 * r + 2: 1, 4 * r + 3: -1}) for r in range(3)]
        down = [Constraint({c: 1, 4 + c: 1, 8 + c: -1}) for c in range(4)]
        problem = Problem(cells, across + down)
        least = _least(problem)
        assert least is not None
        best += least
        ours += sum(cells[i].value for i in protect(problem))
    assert ours <= 1.15 * best
