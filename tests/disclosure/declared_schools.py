"""What adds up in the tables of pupils: segregation, return, risk, absence, funds, profile, the status sheet."""

from __future__ import annotations

from tests.disclosure.book import OVERLAP, REST, Book
from tests.disclosure.outside import Cell

SEGREGATION = "segregated special_education pupils"


def segregation(book: Book) -> None:
    """Districts are the municipality; municipalities and those without residence are the country; scopes are nested."""
    name = "segregation_rate"
    table = book.tables[name]
    book.total(name, "district", SEGREGATION, where=lambda common: common["municipality_code"] != "all")
    book.total(name, "municipality_code", SEGREGATION, "rest", where=lambda common: common["district"] == "all")
    rests = {(*cell.key,) for cell in book.unseen if cell.table == name and REST in cell.key}
    for key in [*table.rows, *rests]:
        cells = {measure: Cell(name, key, measure) for measure in SEGREGATION.split()}
        book.at_most(cells["segregated"], cells["special_education"])
        book.at_most(cells["special_education"], cells["pupils"])
        if key[3] == "municipal_offers":
            _scopes(book, key, cells)
        if key in table.rows:
            for share, count in (("segregation_rate", "segregated"), ("special_education_rate", "special_education")):
                book.share(Cell(name, key, share), cells[count], cells["pupils"])
    _indices(book)


def _scopes(book: Book, key: tuple[str, ...], cells: dict[str, Cell]) -> None:
    """Nobody is segregated outside the municipal offers, and nobody outside them is counted twice."""
    wide = {measure: Cell(cell.table, (*key[:3], "all_schools"), measure) for measure, cell in cells.items()}
    if wide["pupils"] not in book.unseen and not book.tables.has_row(wide["pupils"]):
        return
    book.same(cells["segregated"], wide["segregated"])
    book.at_most(cells["pupils"], wide["pupils"])
    book.at_most(cells["special_education"], wide["special_education"])
    outside = [(1, wide["special_education"]), (-1, cells["special_education"])]
    book.add([*outside, (-1, wide["pupils"]), (1, cells["pupils"])], -float("inf"), 0)


def _indices(book: Book) -> None:
    """100 x rate over the first rate of the row key; the distance is rate less target."""
    name = "segregation_rate"
    for common, rows in book.tables[name].groups("school_year"):
        first, *_ = keys = [book.tables.cell(name, "", **common, school_year=year).key for (year,) in sorted(rows)]
        for key in keys:
            index, rate = Cell(name, key, "index_since_first"), Cell(name, key, "segregation_rate")
            book.times(rate, index, Cell(name, first, "segregation_rate"), 0.01)
            counts, base = ([Cell(name, one, count) for count in ("segregated", "pupils")] for one in (key, first))
            book.indices.append((index, (counts[0], counts[1]), (base[0], base[1])))
            target = book.tables[name].rows[key].get("target_rate")
            if target is not None:
                book.adds_up(rate, Cell(name, key, "distance_to_target"), besides=float(target))


def returns_and_leaving(book: Book) -> None:
    counts = "referred still_enrolled returned"
    book.total("return_rate", "stage", counts)
    book.total("return_rate", "municipality_code", counts, "rest")
    book.chain("return_rate", "returned", "still_enrolled", "referred")
    book.shares_of_rows("return_rate", "rate", "returned", "still_enrolled")
    for key in book.tables["return_rate"].rows:
        if key[2] == "all":
            segregated = Cell("segregation_rate", (key[0], key[1], "all", "municipal_offers"), "segregated")
            if book.tables.has_row(segregated):
                book.at_most(Cell("return_rate", key, "referred"), segregated)
    book.repeated("outcome_after_school", "status", "group_size")
    book.shares_of_rows("outcome_after_school", "share", "persons", "group_size")
    _parts_of_a_repeated_whole(book, "outcome_after_school", "status", "persons", "group_size")


def _parts_of_a_repeated_whole(book: Book, table: str, over: str, part: str, whole: str) -> None:
    for common, rows in book.tables[table].groups(over):
        cells = [book.tables.cell(table, part, **common, **{over: values[0]}) for values in rows]
        total = Cell(table, cells[0].key, whole)
        book.add([*((1.0, cell) for cell in cells), (-1.0, total)], 0, 0)


def risk(book: Book) -> None:
    """Pupils of whom factors are known are those of the rate who are not segregated."""
    name = "risk_factor"
    book.repeated(name, "factor", "pupils")
    book.total(name, "municipality_code", "pupils_with pupils", "rest")
    book.shares_of_rows(name, "share", "pupils_with", "pupils")
    for key in [*book.tables[name].rows, *{cell.key for cell in book.unseen if cell.table == name}]:
        pupils = Cell(name, key, "pupils")
        rate = ("segregation_rate", (key[0], key[1], "all", "municipal_offers"))
        book.add([(1, pupils), (1, Cell(*rate, "segregated")), (-1, Cell(*rate, "pupils"))], 0, 0)
        if key[2] == "autism_diagnosis":
            book.at_most(Cell(name, key, "pupils_with"), Cell(name, (*key[:2], "psychiatric_diagnosis"), "pupils_with"))
        book.at_most(Cell(name, key, "pupils_with"), pupils)
    book.repeated("risk_distribution", "bin", "group_size")
    book.total("risk_distribution", "instnr", "pupils group_size")
    book.shares_of_rows("risk_distribution", "share", "pupils", "group_size")
    _parts_of_a_repeated_whole(book, "risk_distribution", "bin", "pupils", "group_size")


def starters_and_decisions(book: Book) -> None:
    book.shares_of_rows("school_starters", "rate", "segregated", "starters")
    for key in book.tables["school_starters"].rows:
        segregated = Cell("segregation_rate", (*key, "all", "municipal_offers"), "segregated")
        if book.tables.has_row(segregated):
            book.at_most(Cell("school_starters", key, "segregated"), segregated)
    book.total("support_decisions", "instnr", "decisions decisions_over_nine_hours")
    book.chain("support_decisions", "decisions_over_nine_hours", "decisions")


def absence(book: Book) -> None:
    """Pupils of an unknown stage are in 'all' only; a pupil of two schools is one pupil of the municipality."""
    name = "absence"
    counts = "pupils high_absence_pupils"
    book.total(name, "stage", counts, "rest")
    book.total(name, "instnr", "pupils", "cover")
    book.total(name, "instnr", "high_absence_pupils", "loose")
    for cell in [
        cell for cell in book.unseen if cell.table == name and OVERLAP in cell.key and cell.measure != "pupils"
    ]:
        twice = Cell(name, cell.key, "pupils")
        book.add([(1, cell), (-2, twice)], -float("inf"), 0)
        book.add([(1, cell), (1, twice)], 0, float("inf"))
    for cell in [cell for cell in book.unseen if cell.table == name and REST in cell.key and cell.measure == "pupils"]:
        book.at_most(Cell(name, cell.key, "high_absence_pupils"), cell)
    book.shares_of_rows(name, "high_absence_share", "high_absence_pupils", "pupils")
    for key in book.tables[name].rows:
        book.adds_up(*(Cell(name, key, measure) for measure in ("mean_absence", "sick", "permitted", "unpermitted")))
        mean = book.tables.known.get(Cell(name, key, "mean_absence"))
        if mean is not None:  # one high pupil has a tenth of a month or more, the others at most twelve months
            high, pupils = Cell(name, key, "high_absence_pupils"), Cell(name, key, "pupils")
            book.add([(0.1 + 11 * mean, high), (-12 * mean, pupils)], -float("inf"), 0)


def funds(book: Book) -> None:
    name = "inclusion_funds"
    book.total(name, "instnr", "pupils")
    for key in book.tables[name].rows:
        pupils = Cell(name, key, "pupils")
        for money, each in (("inklusionspulje", "inclusion_per_pupil"), ("unbound", "unbound_per_pupil")):
            book.times(Cell(name, key, money), Cell(name, key, each), pupils)
