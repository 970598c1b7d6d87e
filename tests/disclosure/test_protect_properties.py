"""Random tables through the engine: an attack that knows nothing of it recovers nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.disclosure import Cannot, Cell, Constraint, Problem, protect
from tests.disclosure.on_problems import everything_but_zeros, recovered

THRESHOLD = 5
# Mostly small: where nothing is small, nothing is tried.
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(0, 40))
EXAMPLES = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@dataclass
class Drawing:
    """Cells and constraints while they are drawn."""

    cells: list[Cell] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)

    def count(self, value: int, published: bool = True) -> int:
        self.cells.append(Cell(value, first_hidden=0 < value < THRESHOLD and published, published=published))
        return len(self.cells) - 1

    def value(self, number: int) -> int:
        return int(self.cells[number].value)

    def total(self, parts: list[int]) -> int:
        whole = self.count(sum(map(self.value, parts)))
        self.constraints.append(Constraint({**dict.fromkeys(parts, 1), whole: -1}))
        return whole

    def problem(self) -> Problem:
        return Problem(self.cells, self.constraints, THRESHOLD)


def _table(draw: st.DrawFn, into: Drawing, rows: int, columns: int) -> list[list[int]]:
    """A table with both margins; the last row and column are totals."""
    body = [[into.count(draw(COUNTS)) for _ in range(columns)] for _ in range(rows)]
    table = [[*row, into.total(row)] for row in body]
    last = [into.total([row[column] for row in table]) for column in range(columns)]
    whole = into.total(last)
    into.constraints.append(Constraint({**{row[-1]: 1 for row in table}, whole: -1}))
    return [*table, [*last, whole]]


@st.composite
def one_sum(draw: st.DrawFn) -> Problem:
    """A total and its parts."""
    into = Drawing()
    into.total([into.count(draw(COUNTS)) for _ in range(draw(st.integers(1, 8)))])
    return into.problem()


@st.composite
def two_ways(draw: st.DrawFn) -> Problem:
    """Schools by answers."""
    into = Drawing()
    _table(draw, into, draw(st.integers(1, 5)), draw(st.integers(2, 5)))
    return into.problem()


@st.composite
def hierarchies(draw: st.DrawFn) -> Problem:
    """Schools, districts, municipality, country, with pupils without residence who are in the country only."""
    into = Drawing()
    municipalities = []
    for _ in range(draw(st.integers(1, 3))):
        districts = [
            into.total([into.count(draw(COUNTS)) for _ in range(draw(st.integers(1, 4)))])
            for _ in range(draw(st.integers(1, 3)))
        ]
        municipalities.append(into.total(districts))
    rest = into.count(draw(st.integers(0, 3)), published=False)
    into.total([*municipalities, rest])
    return into.problem()


@st.composite
def shares_in_a_sum(draw: st.DrawFn) -> Problem:
    """Segregated of pupils by district: a rest of few is hidden with its numerator, and a sister shows the rest."""
    into = Drawing()
    numerators, denominators, rests = [], [], []
    shows_rest = draw(st.booleans())
    for _ in range(draw(st.integers(2, 5))):
        numerator = draw(COUNTS)
        rest = draw(COUNTS)
        small = 0 < rest < THRESHOLD
        into.cells.append(Cell(numerator, first_hidden=0 < numerator < THRESHOLD or small))
        numerators.append(len(into.cells) - 1)
        into.cells.append(Cell(rest, first_hidden=small, published=shows_rest))
        rests.append(len(into.cells) - 1)
        denominators.append(into.count(numerator + rest))
        into.constraints.append(Constraint({numerators[-1]: 1, rests[-1]: 1, denominators[-1]: -1}))
    into.total(numerators)
    into.total(denominators)
    return into.problem()


@st.composite
def sisters(draw: st.DrawFn) -> Problem:
    """Two tables with a margin in common, of which one is ordered under the other."""
    into = Drawing()
    first = _table(draw, into, draw(st.integers(2, 3)), draw(st.integers(2, 3)))
    for row in first[:-1]:
        size = into.value(row[-1])
        cut = draw(st.integers(0, size))
        copy = into.total([into.count(cut), into.count(size - cut)])
        into.constraints.append(Constraint({copy: 1, row[-1]: -1}))
    wide = into.count(into.value(first[-1][-1]) + draw(COUNTS))
    into.constraints.append(Constraint({first[-1][-1]: 1, wide: -1}, "<="))
    return into.problem()


@st.composite
def overlaps(draw: st.DrawFn) -> Problem:
    """Children by offer who may be in two: the total is no less than any, and no more than their sum."""
    into = Drawing()
    parts = [into.count(draw(COUNTS)) for _ in range(draw(st.integers(2, 5)))]
    values = [into.value(part) for part in parts]
    whole = into.count(draw(st.integers(max(values), sum(values))))
    into.constraints.append(Constraint({whole: 1, **dict.fromkeys(parts, -1)}, "<="))
    into.constraints += [Constraint({part: 1, whole: -1}, "<=") for part in parts]
    if draw(st.booleans()):
        into.total(parts[:2])
    return into.problem()


@st.composite
def chains(draw: st.DrawFn) -> Problem:
    """Returned of still enrolled of referred, by stage and in all."""
    into = Drawing()
    rows = []
    for _ in range(draw(st.integers(2, 3))):
        sizes = sorted(draw(COUNTS) for _ in range(3))
        rows.append([into.count(size) for size in sizes])
    rows.append([into.total([row[place] for row in rows]) for place in range(3)])
    for row in rows:
        for small, large in pairwise(row):
            into.constraints.append(Constraint({small: 1, large: -1}, "<="))
    return into.problem()


@pytest.mark.parametrize(
    "problems",
    [one_sum, two_ways, hierarchies, shares_in_a_sum, sisters, overlaps, chains],
    ids=lambda make: make.__name__,
)
def test_nothing_is_recovered_from_random_tables(problems):
    @EXAMPLES
    @given(problems())
    def holds(problem: Problem) -> None:
        try:
            hidden = protect(problem)
        except Cannot:
            assert recovered(problem, everything_but_zeros(problem)), "more could have been hidden"
            return
        first = {n for n, cell in enumerate(problem.cells) if cell.first_hidden and cell.published}
        assert first <= hidden
        assert not [n for n in hidden - first if problem.cells[n].value == 0], "a zero is shown as zero"
        assert recovered(problem, hidden) == {}

    holds()


def test_the_attack_recovers_from_tables_with_first_hidden_cells_only():
    """Otherwise the test above would prove nothing."""
    found = []

    @EXAMPLES
    @given(two_ways())
    def tried(problem: Problem) -> None:
        first = frozenset(n for n, cell in enumerate(problem.cells) if cell.first_hidden)
        found.append(bool(recovered(problem, first)))

    tried()
    assert sum(found) > len(found) / 4
