"""What adds up in the tables of offers: children and days, money per child, scenarios, waiting, intermediate forms."""

from __future__ import annotations

import calendar

from tests.disclosure.book import INFINITE, OVERLAP, Book
from tests.disclosure.outside import Cell

SPECIAL = ("specialskole", "gruppeordning", "intern_skole", "dagbehandling", "stoettetimer")
LEVELS = {1: ("mellemform_hold",), 3: ("mellemform_klasse",), 4: ("gruppeordning",)}
SUPPORT = ("stoettetimer", "stoettetimer_under_9", "enkeltintegration")


def days_in(year: int) -> int:
    return 366 if calendar.isleap(year) else 365


def _children_and_days(book: Book, table: str) -> None:
    """Every child has a day at least and the year's days at most; helårsbørn are days in another unit."""
    for key in book.tables[table].rows:
        children, days = Cell(table, key, "children"), Cell(table, key, "days")
        book.at_most(children, days)
        book.at_most(days, children, days_in(key[1]))
        book.times(days, Cell(table, key, "helaarsboern"), float(days_in(key[1])))
    for cell in [c for c in book.unseen if c.table == table and OVERLAP in c.key and c.measure == "days"]:
        book.at_most(cell, Cell(table, cell.key, "children"), days_in(cell.key[1]))


def helaarsboern(book: Book) -> None:
    name = "helaarsboern"
    book.total(name, "district", "children days", "cover")
    book.total(name, "offer_type", "children days", "cover", parts=lambda offer: offer in SPECIAL)
    _children_and_days(book, name)


def intermediate_forms(book: Book) -> None:
    name = "intermediate_forms"
    book.total(name, "cluster", "children days", "cover")
    _children_and_days(book, name)
    for key in book.tables[name].rows:
        if key[2] != "all" or "helaarsboern" not in book.tables:
            continue
        for measure in ("children", "days"):
            here = Cell(name, key, measure)
            offers = [Cell("helaarsboern", (*key[:2], "all", offer), measure) for offer in LEVELS.get(key[3], SUPPORT)]
            if key[3] in LEVELS:
                book.same(here, offers[0])
            else:
                book.add([*((1.0, offer) for offer in offers), (-1.0, here)], 0, INFINITE)
                for offer in offers:
                    book.at_most(offer, here)


def projections(book: Book) -> None:
    """Money by pupils is a line per pupil times pupils: two years that show both give the line, and so all others."""
    name = "cost_projection"
    lines: dict[str, list[tuple[int, float, Cell]]] = {}
    for municipality, year, series in book.tables[name].rows if name in book.tables else ():
        amount = book.tables.known.get(Cell(name, (municipality, year, series), "amount_fixed"))
        if series == "pupil_adjusted" and amount is not None:
            place = (municipality, f"{year}/{year + 1}", "all", "municipal_offers")
            lines.setdefault(municipality, []).append((year, amount, Cell("segregation_rate", place, "pupils")))
    for found in lines.values():
        ends = [(year, amount / book.tables.known[cell]) for year, amount, cell in found if book.tables.known.get(cell)]
        if len(ends) < 2:
            continue
        (first, low), (last, high) = ends[0], ends[-1]
        for year, amount, cell in found:
            each = low + (high - low) * (year - first) / (last - first)
            if book.tables.has_row(cell) and each > 0:
                book.add([(1.0, cell)], amount / each - 0.01, amount / each + 0.01)


def money(book: Book) -> None:
    """Money per helårsbarn; the helårsbørn are those of the sister table, in each kind of posting."""
    name = "special_education_cost"
    for key, row in book.tables[name].rows.items():
        each, units = Cell(name, key, "unit_cost_fixed"), Cell(name, key, "helaarsboern")
        book.times(float(row["amount_fixed"]), each, units)
        sister = Cell("helaarsboern", (key[0], key[1], "all", key[2]), "helaarsboern")
        if book.tables.has_row(sister):
            book.times(sister, units, 1.0)
            days = Cell("helaarsboern", sister.key, "days")
            book.times(days, units, float(days_in(key[1])))


def _accounts(book: Book, place: str, year: int, offer: str) -> float | None:
    row = book.tables["special_education_cost"].rows.get((place, year, offer, "regnskab"))
    return float(row["amount_fixed"]) if row else None


def scenarios(book: Book) -> None:
    """What is moved is a share of the offer's helårsbørn; the rate afterwards is that of the pupils who are left."""
    name = "reallocation_scenario"
    book.repeated(
        name, "from_offer to_offer", "helaarsboern_to_general", "segregated", "pupils", "segregation_rate_after"
    )
    general: dict[tuple[object, ...], list[tuple[float, Cell]]] = {}
    for key, row in book.tables[name].rows.items():
        own = {measure: Cell(name, key, measure) for measure in row}
        scenario, place, year, source, target = key
        share, size = float(row["share_moved"]), days_in(year)
        there = Cell("helaarsboern", (place, year, "all", source), "days")
        book.times(own["helaarsboern_moved"], own["helaarsboern"], share)
        if book.tables.has_row(there):
            book.times(there, own["helaarsboern"], float(size))
            if target == "general":
                general.setdefault((scenario, place, year), []).append((share / size, there))
        spent = _accounts(book, place, year, source)
        if spent is not None:
            book.times(spent, own["unit_cost_from"], own["helaarsboern"])
            # potential = share x money - unit cost there x share x helårsbørn
            potential, other = own["potential"], own["unit_cost_to"]
            if potential in book.tables.known and book.tables.known.get(other):
                left = (share * spent - book.tables.known[potential]) / share
                book.times(left, other, own["helaarsboern"])
        gained = _accounts(book, place, year, target)
        there = Cell("helaarsboern", (place, year, "all", target), "helaarsboern")
        if gained is not None and book.tables.has_row(there):
            book.times(gained, own["unit_cost_to"], there)
        rate = ("segregation_rate", (place, f"{year}/{year + 1}", "all", "municipal_offers"))
        for measure in ("segregated", "pupils"):
            if book.tables.has_row(Cell(*rate, measure)) and not book.tables.is_missing(own[measure]):
                book.same(own[measure], Cell(*rate, measure))
    _afterwards(book, name, general)


def _afterwards(book: Book, name: str, general: dict[tuple[object, ...], list[tuple[float, Cell]]]) -> None:
    known = book.tables.known
    for key in book.tables[name].rows:
        moved = general.get(key[:3])
        after, total, pupils, segregated = (
            Cell(name, key, measure)
            for measure in ("segregation_rate_after", "helaarsboern_to_general", "pupils", "segregated")
        )
        if moved and total in known:
            book.add(moved, known[total] - 1e-6, known[total] + 1e-6)
        if moved and after in known:
            terms = [(1.0, segregated), (-known[after], pupils), *((-share, days) for share, days in moved)]
            book.add(terms, -1e-6, 1e-6)


def waiting_time(book: Book) -> None:
    book.total("waiting_time", "offer_type", "cases started still_waiting")
    book.parts_in_row("waiting_time", "cases", "started", "still_waiting")


def interventions(book: Book) -> None:
    name = "intervention_outcome"
    book.parts_in_row(name, "enrolled", "finished", "ongoing", rest=True)
    book.parts_in_row(name, "finished", "finished_now_segregated", "finished_now_general", rest=True)
    for side in ("before", "after"):
        book.chain(name, f"courses_with_absence_{side}", "finished")
    for price in ("teaching", "treatment"):
        book.chain(name, f"courses_with_price_{price}", "enrolled")
