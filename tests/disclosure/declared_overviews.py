"""The institution profile and the status sheet repeat other tables: what is shown in one place is known in all."""

from __future__ import annotations

from tests.disclosure.book import INFINITE, Book
from tests.disclosure.outside import Cell

# Column of the profile → table, what its key is made of beside municipality and school, and the column there.
REPEATED = {
    "absence_pupils": ("absence", "all", "pupils"),
    "mean_absence": ("absence", "all", "mean_absence"),
    "high_absence_pupils": ("absence", "all", "high_absence_pupils"),
    "high_absence_share": ("absence", "all", "high_absence_share"),
    "wellbeing_respondents": ("wellbeing_indicator", "general", "respondents"),
    "wellbeing_mean": ("wellbeing_indicator", "general", "mean"),
    "low_wellbeing": ("wellbeing_indicator", "general", "low"),
    "low_wellbeing_share": ("wellbeing_indicator", "general", "low_share"),
    "academic_respondents": ("wellbeing_indicator", "faglig", "respondents"),
    "low_academic": ("wellbeing_indicator", "faglig", "low"),
    "low_academic_share": ("wellbeing_indicator", "faglig", "low_share"),
    "school_joy_respondents": ("wellbeing_item", "sp01", "respondents"),
    "school_joy": ("wellbeing_item", "sp01", "headline_n"),
    "school_joy_share": ("wellbeing_item", "sp01", "headline_share"),
    "bullying_respondents": ("wellbeing_item", "sp06", "respondents"),
    "bullied": ("wellbeing_item", "sp06", "headline_n"),
    "bullied_share": ("wellbeing_item", "sp06", "headline_share"),
    "risk_pupils": ("risk_distribution", 0, "group_size"),
    "lowest_risk": ("risk_distribution", 0, "pupils"),
    "lowest_risk_share": ("risk_distribution", 0, "share"),
}
OF_THE_YEAR = {
    "funded_pupils": "pupils",
    "inclusion_per_pupil": "inclusion_per_pupil",
    "unbound_per_pupil": "unbound_per_pupil",
}
DECISIONS = {"autumn": (0, "H2"), "spring": (1, "H1")}
MUNICIPAL_OFFERS = ("folkeskole", "kommunal_ungdomsskole", "specialskole", "dagbehandling", "intern_skole")
SCOPES = {"municipal_offers": MUNICIPAL_OFFERS, "all_schools": (*MUNICIPAL_OFFERS, "privatskole", "efterskole")}
SHARES = {
    "segregation_rate": ("segregated", "pupils"),
    "high_absence_share": ("high_absence_pupils", "absence_pupils"),
    "low_wellbeing_share": ("low_wellbeing", "wellbeing_respondents"),
    "low_academic_share": ("low_academic", "academic_respondents"),
    "school_joy_share": ("school_joy", "school_joy_respondents"),
    "bullied_share": ("bullied", "bullying_respondents"),
    "lowest_risk_share": ("lowest_risk", "risk_pupils"),
}


def profile(book: Book) -> None:
    """Every figure of a school beside the table that it comes from; risk is judged of those who are not segregated."""
    for (school, school_year), row in book.tables["institution_profile"].rows.items():
        place, year = row["municipality_code"], int(school_year[:4])
        own = ("institution_profile", (school, school_year))
        for column, (table, subject, measure) in REPEATED.items():
            _same(book, Cell(*own, column), Cell(table, (place, school_year, school, subject), measure))
        for column, measure in OF_THE_YEAR.items():
            _same(book, Cell(*own, column), Cell("inclusion_funds", (place, year, school), measure))
        _same(book, Cell(*own, "pupils"), Cell("inclusion_funds", (place, year, school), "pupils"))
        for column, measure in (("district_heads", "heads"), ("district_full_time", "full_time")):
            _same(book, Cell(*own, column), Cell("personnel", (place, year, row["district"], "distrikt"), measure))
        for season, (later, half) in DECISIONS.items():
            for measure in ("decisions", "decisions_over_nine_hours"):
                there = Cell("support_decisions", (place, f"{year + later}{half}", school), measure)
                _same(book, Cell(*own, f"{season}_{measure}"), there)
        for share, (numerator, denominator) in SHARES.items():
            book.share(Cell(*own, share), Cell(*own, numerator), Cell(*own, denominator))
        if not any(book.tables.is_missing(Cell(*own, name)) for name in ("pupils", "segregated", "risk_pupils")):
            judged = Cell(*own, "risk_pupils")
            book.add([(1, judged), (1, Cell(*own, "segregated")), (-1, Cell(*own, "pupils"))], 0, 0)
    _all_schools(book)


def _all_schools(book: Book) -> None:
    """The schools of a scope together are the country."""
    for common, rows in book.tables["institution_profile"].groups("instnr"):
        school_year = common["school_year"]
        for scope, types in SCOPES.items():
            inside = [school for (school,), row in rows.items() if row.get("institution_type") in types]
            for measure in ("pupils", "segregated"):
                parts = [Cell("institution_profile", (school, school_year), measure) for school in inside]
                there = [(1.0, part) for part in parts if not book.tables.is_missing(part)]
                whole = Cell("segregation_rate", ("all", school_year, "all", scope), measure)
                if there and book.tables.has_row(whole):
                    book.add([*there, (-1, whole)], 0, 0)


def _same(book: Book, here: Cell, there: Cell) -> None:
    if book.tables.has_row(there) and not book.tables.is_missing(here):
        book.same(here, there)


def status_sheet(book: Book) -> None:
    """Newest and previous figure, the change between them, and which way it went."""
    for key, row in book.tables["follow_up_status"].rows.items():
        own = {name: Cell("follow_up_status", key, name) for name in row}
        table, measure = row["source_table"], row["measure"]
        for period, name in (("period", "value"), ("previous_period", "previous_value")):
            there = _source(book, row, key[0], row[period])
            if there:
                _same(book, own[name], Cell(table, there, measure))
        there = _source(book, row, key[0], row["period"])
        if there:
            numerator, denominator = COUNTS.get(measure, (None, None))
            if table == "school_starters":
                numerator, denominator = "segregated", "starters"
            if numerator:
                _same(book, own["numerator"], Cell(table, there, numerator))
            if denominator:
                _same(book, own["denominator"], Cell(table, there, denominator))
            country = _source(book, row, "all", row["period"])
            if country:
                _same(book, own["national_value"], Cell(table, country, measure))
        book.adds_up(own["value"], own["previous_value"], own["change"])
        if measure not in NO_SHARE:
            book.share(own["value"], own["numerator"], own["denominator"])
        if row["moves_as_desired"] is not None and row["desired_direction"] in ("lower", "higher"):
            falls = row["moves_as_desired"] == (row["desired_direction"] == "lower")
            _direction(book, own, falls)


COUNTS = {
    "segregation_rate": ("segregated", "pupils"),
    "mean_absence": (None, "pupils"),
    "high_absence_share": ("high_absence_pupils", "pupils"),
    "low_share": ("low", "respondents"),
    "headline_share": ("headline_n", "respondents"),
    "decisions_over_nine_hours": ("decisions_over_nine_hours", None),
}
NO_SHARE = ("mean_absence", "decisions_over_nine_hours", "balance")
HEADLINES = {"school_joy": "sp01", "bullying": "sp06"}


def _source(book: Book, row: dict[str, object], place: str, period: object) -> tuple[object, ...] | None:
    """The key of the row that the figure is taken from."""
    subject = row["subject"]
    return {
        "segregation_rate": (place, period, "all", subject),
        "absence": (place, period, "all", "all"),
        "school_starters": (place, period),
        "support_decisions": (place, period, "all"),
        "wellbeing_indicator": (place, period, "all", subject),
        "wellbeing_item": (place, period, "all", HEADLINES.get(str(subject))),
    }.get(str(row["source_table"]))


def _direction(book: Book, own: dict[str, Cell], falls: bool) -> None:
    """A shown direction bounds a hidden value by the shown one."""
    known, hidden = book.tables.known, book.tables.hidden
    value, before, size = own["value"], own["previous_value"], own["denominator"]
    if value in hidden and before in known and size in known:
        limit = known[before] * known[size]
        book.add([(1, own["numerator"])], *((-INFINITE, limit) if falls else (limit, INFINITE)))
