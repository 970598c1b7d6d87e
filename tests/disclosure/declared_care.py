"""What adds up in the tables of placements, measures, notifications and staff."""

from __future__ import annotations

from tests.disclosure.book import OVERLAP, Book
from tests.disclosure.declared_offers import days_in
from tests.disclosure.outside import Cell


def placement(book: Book) -> None:
    """A spell is of one group; a child, and a day of it, may be in two."""
    name = "placement"
    book.total(name, "placement_group", "started ended")
    book.total(name, "placement_group", "children_end_of_year known_consent_children consent_children days", "cover")
    book.chain(name, "consent_children", "known_consent_children", "children_end_of_year", "days")
    book.shares_of_rows(name, "consent_share", "consent_children", "known_consent_children")
    for key in book.tables[name].rows:
        days, size = Cell(name, key, "days"), days_in(key[1])
        book.times(days, Cell(name, key, "helaarsboern"), float(size))
        children, ended = Cell(name, key, "children_end_of_year"), Cell(name, key, "ended")
        book.add([(1, days), (-size, children), (-size, ended)], -float("inf"), 0)
    _carried(book, name, "children_end_of_year", "children_end_of_year")
    for cell in [c for c in book.unseen if c.table == name and OVERLAP in c.key]:
        if cell.measure in ("known_consent_children", "consent_children"):
            book.at_most(cell, Cell(name, cell.key, "children_end_of_year"))


def _carried(book: Book, name: str, measures: str, at_end: str) -> None:
    """Who is there in a year was there at the end of the year before, or started."""
    for key in book.tables[name].rows:
        before = (key[0], key[1] - 1, key[2])
        if before in book.tables[name].rows:
            spells = [(-1.0, Cell(name, before, at_end)), (-1.0, Cell(name, key, "started"))]
            for measure in measures.split():
                book.add([(1.0, Cell(name, key, measure)), *spells], -float("inf"), 0)


def preventive_measure(book: Book) -> None:
    _carried(book, "preventive_measure", "children active_end_of_year", "active_end_of_year")


def notification(book: Book) -> None:
    """Each notification once in 'all'; in each of its causes; some have none."""
    book.total("notification", "cause", "notifications children", "largest")
    book.chain("notification", "children", "notifications")


def personnel(book: Book) -> None:
    name = "personnel"
    book.total(name, "district", "heads full_time")
    book.chain(name, "full_time", "heads")
