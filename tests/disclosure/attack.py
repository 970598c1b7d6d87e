"""The attack: work out what can be worked out, then ask how far each hidden count, or other figure, can still lie."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.disclosure import declared_care, declared_offers, declared_overviews, declared_schools, declared_surveys
from tests.disclosure.book import Book
from tests.disclosure.extremes import narrow_unknowns
from tests.disclosure.outside import Cell, Tables
from tests.disclosure.system import System

THRESHOLD = 5
TOLERANCE = 0.01  # a figure that is no count is worked out when it is known to within this share of itself
LARGEST_DENOMINATOR = 10**6
DIVIDED = "a division or a copy"
TOO_NARROW = "narrower than the threshold"
NO_ZERO = "determined for whoever knows that zeros are shown"
DETERMINED = "determined for one who knows what was hidden first"

# Measures that count persons, or what is about one person each.
PERSONS = {
    "absence": "pupils high_absence_pupils",
    "childcare": "children",
    "follow_up_status": "numerator denominator",
    "helaarsboern": "children",
    "inclusion_funds": "pupils",
    "institution_profile": "pupils segregated absence_pupils high_absence_pupils wellbeing_respondents low_wellbeing "
    "academic_respondents low_academic school_joy_respondents school_joy bullying_respondents bullied funded_pupils "
    "district_heads autumn_decisions autumn_decisions_over_nine_hours spring_decisions "
    "spring_decisions_over_nine_hours risk_pupils lowest_risk",
    "intermediate_forms": "children",
    "intervention_outcome": "enrolled finished ongoing finished_now_segregated finished_now_general "
    "courses_with_absence_before courses_with_absence_after courses_with_price_teaching courses_with_price_treatment",
    "notification": "notifications children",
    "outcome_after_school": "persons group_size",
    "personnel": "heads",
    "placement": "children_end_of_year started ended consent_children known_consent_children",
    "preventive_measure": "children started active_end_of_year",
    "reallocation_scenario": "segregated pupils",
    "return_rate": "referred still_enrolled returned",
    "risk_distribution": "pupils group_size",
    "risk_factor": "pupils_with pupils",
    "school_starters": "starters segregated",
    "segregation_rate": "segregated special_education pupils",
    "staff_survey": "n respondents agreement_n invited",
    "support_decisions": "decisions decisions_over_nine_hours",
    "waiting_time": "cases started still_waiting",
    "wellbeing_indicator": "respondents low band_1 band_2 band_3 band_4",
    "wellbeing_item": "respondents n_1 n_2 n_3 n_4 n_5 headline_n",
}
PERSONS = {table: frozenset(measures.split()) for table, measures in PERSONS.items()}
BROKEN = {("personnel", "heads"), ("institution_profile", "district_heads")}  # halves of persons
FIGURES = {"days", "full_time", "printed_heads", "printed_full_time", "district_full_time"}
DECLARED: tuple[Callable[[Book], None], ...] = (
    declared_schools.segregation,
    declared_schools.returns_and_leaving,
    declared_schools.risk,
    declared_schools.starters_and_decisions,
    declared_schools.absence,
    declared_schools.funds,
    declared_offers.helaarsboern,
    declared_offers.intermediate_forms,
    declared_offers.money,
    declared_offers.projections,
    declared_offers.scenarios,
    declared_offers.waiting_time,
    declared_offers.interventions,
    declared_care.placement,
    declared_care.preventive_measure,
    declared_care.notification,
    declared_care.personnel,
    declared_surveys.wellbeing_indicator,
    declared_surveys.wellbeing_item,
    declared_surveys.staff_survey,
    declared_overviews.profile,
    declared_overviews.status_sheet,
)


@dataclass(frozen=True)
class Recovered:
    """A hidden cell and how far it can still lie; `why` says which of the promises is broken."""

    cell: Cell
    low: float
    high: float
    why: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.low:g} to {self.high:g} ({self.why})"


@dataclass
class Report:
    """Everything that was tried, and everything that was worked out."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    recovered: list[Recovered] = field(default_factory=list)

    def by_table(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for one in self.recovered:
            found.setdefault(one.cell.table, Counter())[one.why] += 1
        return found


def _persons(cell: Cell) -> bool:
    return cell.measure in PERSONS.get(cell.table, ())


def divide(book: Book) -> None:
    """Products and differences of which all but one is known, until there are none."""
    tables = book.tables
    news = True
    while news:
        news = False
        for product, one, other, scale in book.products:
            values = [tables.known.get(cell) if isinstance(cell, Cell) else cell for cell in (product, one, other)]
            if values.count(None) != 1:
                continue
            total, first, second = values
            if total is None and isinstance(product, Cell):
                news |= tables.learn(product, _whole(product, scale * first * second))
            elif first is None and second:
                news |= tables.learn(one, _whole(one, total / (scale * second)))
            elif second is None and first:
                news |= tables.learn(other, _whole(other, total / (scale * first)))
        for terms, constant in book.differences:
            unknown = [(weight, cell) for weight, cell in terms if cell not in tables.known]
            if len(unknown) == 1 and unknown[0][1] in tables.hidden:
                ((weight, cell),) = unknown
                rest = sum(w * tables.known[c] for w, c in terms if c in tables.known)
                news |= tables.learn(cell, (constant - rest) / weight)


def _whole(cell: Cell, value: float) -> float:
    """Counts are whole; the last digits of a division are not."""
    return float(round(value)) if _persons(cell) and (cell.table, cell.measure) not in BROKEN else value


def system_of(
    book: Book, first_hidden: Callable[[Cell], bool] = lambda _: False, *, zeros_are_shown: bool = False
) -> System:
    """The sums over what is still unknown. Whoever knows that zeros are shown knows that a hidden count is none."""
    system, tables = System(), book.tables

    def place(cell: Cell) -> int:
        if cell in book.unseen:
            return system.unknown(cell, *book.unseen[cell])
        broken = (cell.table, cell.measure) in BROKEN
        whole = (_persons(cell) and not broken) or cell.measure == "days"
        one = 0.5 if broken else 1.0
        most = THRESHOLD - one if first_hidden(cell) else math.inf
        least = one if first_hidden(cell) or (zeros_are_shown and _persons(cell)) else 0.0
        return system.unknown(cell, least, most, whole)

    def add(terms: Iterable[tuple[float, Cell]], low: float, high: float) -> None:
        fixed, found = 0.0, {}
        for weight, cell in terms:
            if cell in tables.known:
                fixed += weight * tables.known[cell]
            elif cell in book.unseen or cell in tables.hidden:
                number = place(cell)
                found[number] = found.get(number, 0) + weight
            else:
                return
        system.relate(found, low - fixed, high - fixed)

    for terms, low, high in book.sums:
        add(terms, low, high)
    for share, numerator, denominator in book.shares:
        if share in tables.known:
            exact = Fraction(tables.known[share]).limit_denominator(LARGEST_DENOMINATOR)
            add([(exact.denominator, numerator), (-exact.numerator, denominator)], 0, 0)
    for index, (numerator, size), (first, first_size) in book.indices:
        if all(cell in tables.known for cell in (index, size, first_size)):
            weight = tables.known[index] / 100 * tables.known[size] / tables.known[first_size]
            add([(1, numerator), (-weight, first)], -1e-6, 1e-6)
    for cell in tables.hidden:
        if cell not in tables.known and (_persons(cell) or cell.measure in FIGURES):
            place(cell)
    return system


def _needs(
    system: System, targets: dict[Cell, None], exact: dict[Cell, float], known: dict[Cell, float]
) -> dict[int, float]:
    found = {}
    for cell in targets:
        if _persons(cell):
            found[system.place[cell]] = THRESHOLD
        elif cell.measure in FIGURES:
            found[system.place[cell]] = max(TOLERANCE * abs(exact.get(cell, 0)), 1e-3)
        points, size = (cell._replace(measure=measure) for measure in ("points", "respondents"))
        if cell.measure == "mean" and points in system.place and size in known:
            found[system.place[points]] = max(TOLERANCE * exact.get(cell, 0), 1e-3) * known[size]
    return found


def _named(name: Hashable, low: float, high: float, why: str, known: dict[Cell, float]) -> Recovered:
    """Points are the mean of their respondents."""
    assert isinstance(name, Cell)
    if name.measure == "points":
        size = known[name._replace(measure="respondents")]
        return Recovered(name._replace(measure="mean"), low / size, high / size, why)
    return Recovered(name, low, high, why)


def attack(rows: dict[str, list[dict[str, Any]]], exact_rows: dict[str, list[dict[str, Any]]] | None = None) -> Report:
    """The promises: an interval as wide as the threshold; undetermined for one who knows what was hidden first.

    And for everybody, since zeros are shown and a hidden count is one or more: undetermined then, too.
    """
    tables = Tables(rows)
    exact = Tables(exact_rows).known if exact_rows else {}
    book, report = Book(tables), Report()
    for cell in tables.hidden:
        report.tried[cell.table, "count" if _persons(cell) else "figure"] += 1
    for declare in DECLARED:
        declare(book)
    divide(book)
    hidden = dict.fromkeys(cell for cell in tables.hidden if cell not in tables.known)
    for cell in tables.hidden:
        if cell in tables.known and not (cell.measure == "days" and tables.known[cell] == 0):
            value = tables.known[cell]
            report.recovered.append(Recovered(cell, value, value, DIVIDED))
    system = system_of(book)
    for place, (low, high) in narrow_unknowns(system, _needs(system, hidden, exact, tables.known)).items():
        report.recovered.append(_named(system.names[place], low, high, TOO_NARROW, tables.known))
    report.recovered += _determined(system_of(book, zeros_are_shown=True), NO_ZERO, book, hidden, report)
    if exact:
        small = system_of(
            book, lambda cell: _persons(cell) and 0 < exact.get(cell, 0) < THRESHOLD, zeros_are_shown=True
        )
        report.recovered += _determined(small, DETERMINED, book, hidden, report)
    return report


def _determined(system: System, why: str, book: Book, hidden: dict[Cell, None], report: Report) -> list[Recovered]:
    """Hidden counts that have one value left, and that were not worked out before."""
    before = {one.cell for one in report.recovered}
    counts = [cell for cell in hidden if _persons(cell)]
    needs = {system.place[cell]: 0.5 if (cell.table, cell.measure) in BROKEN else 1.0 for cell in counts}
    found = narrow_unknowns(system, needs)
    return [
        _named(system.names[place], low, high, why, book.tables.known)
        for place, (low, high) in found.items()
        if system.names[place] not in before
    ]


def wrong_about(report: Report, exact: dict[Cell, float]) -> list[Recovered]:
    """What the attack believes and is not so: then it is the attack that is wrong."""
    return [
        one
        for one in report.recovered
        if one.cell in exact
        and not one.low - 1e-3 * max(1, abs(one.low)) <= exact[one.cell] <= one.high + 1e-3 * max(1, abs(one.high))
    ]
