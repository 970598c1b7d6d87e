"""What adds up in the two surveys: answers, bands, means, groups of staff."""

from __future__ import annotations

from collections.abc import Callable

from tests.disclosure.book import Book
from tests.disclosure.outside import Cell

DISAGREE_FROM_THREE = ("mangler_",)
# What a mean times its respondents may lose in the last digits, and a solver in its tolerances.
ROUNDING = 1e-4
BANDS = ("band_1", "band_2", "band_3", "band_4")
HEADLINES = {"sp01": ("n_4", "n_5"), "sp06": ("n_3", "n_4", "n_5")}


def wellbeing_indicator(book: Book) -> None:
    """Bands are the respondents, the two lowest are the low ones, and the mean lies between what the bands allow."""
    name = "wellbeing_indicator"
    book.total(name, "instnr", f"respondents low {' '.join(BANDS)}")
    book.parts_in_row(name, "respondents", *BANDS)
    book.parts_in_row(name, "low", *BANDS[:2])
    book.shares_of_rows(name, "low_share", "low", "respondents")
    for key in book.tables[name].rows:
        respondents, points = Cell(name, key, "respondents"), Cell(name, key, "points")
        mean = Cell(name, key, "mean")
        if mean in book.tables.known:
            terms = [(book.tables.known[mean], respondents)]
        elif mean in book.tables.hidden:
            terms = [(1.0, book.unseen_cell(points, whole=False))]
            book.add([(1, points), (-5, respondents)], -float("inf"), 0)
            book.add([(1, points), (-1, respondents)], 0, float("inf"))
        else:
            continue
        bands = [Cell(name, key, band) for band in BANDS]
        for worth, low, high in ((1, 0, float("inf")), (2, -float("inf"), 0)):
            book.add(
                [*terms, *((-(place + worth), band) for place, band in enumerate(bands))],
                low - ROUNDING,
                high + ROUNDING,
            )
    _means_of_schools(book, name)


def _means_of_schools(book: Book, name: str) -> None:
    """The mean of all is the mean of the schools, each with its respondents."""
    for common, rows in book.tables[name].groups("instnr"):
        terms = []
        for (school,) in rows:
            key = book.tables.cell(name, "", **common, instnr=school).key
            mean, points = Cell(name, key, "mean"), Cell(name, key, "points")
            sign = -1.0 if school == "all" else 1.0
            if mean in book.tables.known:
                terms.append((sign * book.tables.known[mean], Cell(name, key, "respondents")))
            else:
                terms.append((sign, book.unseen_cell(points, whole=False)))
        if ("all",) in rows:
            book.add(terms, -ROUNDING, ROUNDING)


def wellbeing_item(book: Book) -> None:
    name = "wellbeing_item"
    answers = [f"n_{answer}" for answer in range(1, 6)]
    book.total(name, "instnr", f"respondents {' '.join(answers)}")
    book.parts_in_row(name, "respondents", *answers)
    for key in book.tables[name].rows:
        if key[3] in HEADLINES:
            headline = Cell(name, key, "headline_n")
            book.add([*((1, Cell(name, key, n)) for n in HEADLINES[key[3]]), (-1, headline)], 0, 0)
            book.share(Cell(name, key, "headline_share"), headline, Cell(name, key, "respondents"))


def staff_survey(book: Book) -> None:
    """Professions, and schools, are everybody; answers are the respondents, or no fewer where several may be chosen."""
    name = "staff_survey"
    group = ("respondents", "agreement_n", "agreement_share", "response_rate")
    book.repeated(name, "answer", *group)
    book.repeated(name, "question answer", "invited")
    for share, numerator, denominator in (
        ("share", "n", "respondents"),
        ("agreement_share", "agreement_n", "respondents"),
        ("response_rate", "respondents", "invited"),
    ):
        book.shares_of_rows(name, share, numerator, denominator)
    several_choices = {key[2] for key in book.tables[name].rows if not key[5].isdigit()}
    for common, rows in book.tables[name].groups("answer"):
        cells = {answer: book.tables.cell(name, "n", **common, answer=answer) for (answer,) in rows}
        first = next(iter(cells.values()))
        respondents, agreeing = Cell(name, first.key, "respondents"), Cell(name, first.key, "agreement_n")
        several = common["question"] in several_choices
        terms = [(1.0, cell) for cell in cells.values()]
        book.add([*terms, (-1.0, respondents)], 0, float("inf") if several else 0)
        if not several and not book.tables.is_missing(agreeing):
            agrees = _agrees(common["question"])
            book.add([*((1.0, cell) for answer, cell in cells.items() if agrees(answer)), (-1.0, agreeing)], 0, 0)
    _groups(book, name)


def _agrees(question: str) -> Callable[[str], bool]:
    least = 3 if question.startswith(DISAGREE_FROM_THREE) else 4
    return lambda answer: answer.isdigit() and least <= int(answer) <= 5


def _groups(book: Book, name: str) -> None:
    """Everybody is the sum of the professions, and of the schools; a group without a row answered nothing."""
    per_answer: dict[tuple[object, ...], dict[str, list[tuple[object, ...]]]] = {}
    per_question: dict[tuple[object, ...], dict[str, dict[object, tuple[object, ...]]]] = {}
    for key in book.tables[name].rows:
        place, year, question, kind, value, answer = key
        per_answer.setdefault((place, year, question, answer), {}).setdefault(kind, []).append(key)
        per_question.setdefault((place, year, question), {}).setdefault(kind, {})[value] = key
    for kinds in per_answer.values():
        for kind in ("faggruppe", "school"):
            _sum(book, name, "n", kinds["all"][0] if "all" in kinds else None, kinds.get(kind, []))
    for groups in per_question.values():
        for kind in ("faggruppe", "school"):
            everybody = groups.get("all", {}).get("all")
            for measure in ("respondents", "agreement_n"):
                _sum(book, name, measure, everybody, list(groups.get(kind, {}).values()))
    invited: dict[tuple[object, ...], dict[object, tuple[object, ...]]] = {}
    for key in book.tables[name].rows:
        invited.setdefault((*key[:2], key[3]), {})[key[4]] = key
    for (place, year, kind), groups_of_kind in invited.items():
        everybody = invited.get((place, year, "all"), {}).get("all")
        if everybody and kind != "all":
            parts = [(1.0, Cell(name, key, "invited")) for key in groups_of_kind.values()]
            book.add([*parts, (-1.0, Cell(name, everybody, "invited"))], -float("inf"), 0)


def _sum(
    book: Book, name: str, measure: str, whole: tuple[object, ...] | None, parts: list[tuple[object, ...]]
) -> None:
    if whole and parts:
        book.add([*((1.0, Cell(name, part, measure)) for part in parts), (-1.0, Cell(name, whole, measure))], 0, 0)
