"""What has the form of a person number: for values, and dotted out of names of files, columns and pages."""

from __future__ import annotations

import re

from dagster_project.contracts.plain_text import plain, plain_sql
from dagster_project.contracts.sql import literal

# Ten digits, also with the sign after the sixth, or the twelve of a delivered pseudonym; part of no longer word.
_FORM = re.compile(r"\d{6}(?:[ \-]?\d{4}|\d{6})(?![^\W_])")
DOTS = "··········"

# A day that a person can be born on, also the replacement days 61 to 91, a month, a year and the last four, with what
# people put between them. The same text is a pattern to Python and to SQL, where nothing can be looked back at; both
# read it over a text in plain digits and signs.
_DAY, _MONTH = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])", "(?:0[1-9]|1[0-2])"
_WHITE, _DASHES = " \\t\\n\\r\\f", "_/-"
BETWEEN = f"[{_WHITE}.{_DASHES}]"
_APART = f"{BETWEEN}{{1,3}}"
# `2010/11-2024` is a school year and a year, so day and month of a 20th stand together only before other signs.
_IN_NO_YEAR = "(?:0[1-9]|1[0-8]|2[1-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_DAY_AND_MONTH = (
    f"(?:{_DAY}{_APART}{_MONTH}{BETWEEN}{{0,3}}|{_DAY}{_MONTH}[{_WHITE}._]{{0,3}}|{_IN_NO_YEAR}{_MONTH}{_APART})"
)
WRITTEN = f"{_DAY_AND_MONTH}[0-9]{{2}}{BETWEEN}{{0,3}}[0-9]{{4}}"
# In pairs, also the last four: `72 08 15 66 61`. `2010.12` is a year and a month, so no day 19 or 20 is read from it.
_DATE_IN_PAIRS = (
    f"(?:{_DAY}{_APART}{_MONTH}{BETWEEN}{{0,3}}[0-9]{{2}}|{_DAY}{_MONTH}[0-9]{{2}}|{_IN_NO_YEAR}{_MONTH}{_APART}[0-9]{{2}}|"
    f"(?:19|20){_MONTH}{_APART}(?:1[3-9]|[2-9][0-9]))"
)


def _last_in_pairs(first: str, second: str) -> str:
    """`12.30` after a space is a time."""
    return f"(?:{_APART}{first}[{_WHITE}{_DASHES}]{{1,3}}|[.{_DASHES}]{{1,3}}{first}[.]){second}"


# Five pairs out of a longer row of them can be a part of two dates, `01.08.10-31.07.11`, unless the last four are
# neither day and month nor month and year.
_ANY = "[0-9]{2}"
_NO_DATE = (
    f"{_DATE_IN_PAIRS}(?:{_last_in_pairs('(?:00|3[2-9]|[4-9][0-9])', _ANY)}|"
    f"{_last_in_pairs('(?:1[3-9]|2[0-9]|3[01])', '(?:00|1[3-9]|[2-9][0-9])')})"
)
_PAIRS = f"{_DATE_IN_PAIRS}{_last_in_pairs(_ANY, _ANY)}"
_NO_PAIR_BEFORE = (
    f"(?:(?:^|[^0-9{_WHITE}.{_DASHES}]){BETWEEN}*|[0-9]{{3}}{_APART}|(?:^|[^0-9])[0-9]{_APART}|{BETWEEN}{{4}})"
)
_NO_PAIR_AFTER = (
    f"(?:{BETWEEN}*(?:$|[^0-9{_WHITE}.{_DASHES}])|{BETWEEN}{{4}}|{_APART}[0-9](?:$|[^0-9])|{_APART}[0-9]{{3}})"
)
_DELIVERED = "[0-9]{12}"  # as long as a delivered pseudonym
PERSON_NUMBER = (
    f"(?:(?:^|[^0-9])(?:{WRITTEN}|{_DELIVERED}|{_NO_DATE})(?:[^0-9]|$)|{_NO_PAIR_BEFORE}{_PAIRS}{_NO_PAIR_AFTER})"
)
# The same as a whole number, or as long as a delivered pseudonym; and with the zero in front lost, as numbers lose it.
_TAIL = rf"{_MONTH}[0-9]{{6}}([.,]0*)?"
PERSON_NUMBER_AS_NUMBER = rf"[+-]?({_DAY}{_TAIL}|{_DELIVERED}([.,]0*)?)"
WITHOUT_ITS_ZERO = rf"[+-]?[1-9]{_TAIL}"
# In a name that somebody gave a file or a column, letters may touch the number; only digits make it another one. Ten
# digits are dotted out whatever day they say, those with signs between them where they can be a person's.
_IN_NAME = re.compile(rf"(?<!\d)(?:{WRITTEN}|\d{{6}}(?:[ \-]?\d{{4}}|\d{{6}}))(?!\d)")
_IN_PAIRS = re.compile(rf"(?<!\d){_PAIRS}(?!\d)")
_IN_TEXT = re.compile(PERSON_NUMBER)


def _dotted(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - 1, 0) : found.start()]
    return found.group() if before.isalnum() else DOTS


def holds_person_number(text: str) -> bool:
    """Whether something in a text could be a person number or a delivered pseudonym."""
    return bool(_IN_TEXT.search(plain(text)))


def holds_person_number_sql(value: str) -> str:
    """The same as a condition over a text in SQL; short ones, nearly all, are not looked at twice."""
    looks = f"regexp_matches({plain_sql(value)}, {literal(PERSON_NUMBER)})"
    return f"(case when strlen({value}) >= 10 then {looks} else false end)"


def written_forms(number: str) -> str:
    """Pattern of a person's ten digits, however they are divided; as they are where they are not ten."""
    pairs = [number[at : at + 2] for at in range(0, len(number), 2)] if len(number) == 10 else [number]
    return f"{BETWEEN}{{0,3}}".join(pairs)


def name_without_person_numbers(name: str) -> str:
    """A file's or a column's name, which says nothing of anybody."""
    dotted = _IN_NAME.sub(DOTS, name)
    if not holds_person_number(dotted):
        return dotted
    return _IN_PAIRS.sub(DOTS, _IN_NAME.sub(DOTS, plain(dotted)))


def without_person_numbers(text: str) -> str:
    """The text, readable still. What is part of a longer word, such as a hash or a load's id, stays."""
    return _FORM.sub(_dotted, text)
