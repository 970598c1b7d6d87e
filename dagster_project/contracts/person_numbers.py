"""What has the form of a person number: for values, and dotted out of names of files, columns and pages."""

from __future__ import annotations

import re

# Ten digits, also with the sign after the sixth, or the twelve of a delivered pseudonym; part of no longer word.
_FORM = re.compile(r"\d{6}(?:[ \-]?\d{4}|\d{6})(?![^\W_])")
DOTS = "··········"

# A day that a person can be born on, also the replacement days 61 to 91, a month, a year and the last four, with what
# people put between them. The same text is a pattern to Python and to SQL, where nothing can be looked back at.
_DAY, _MONTH = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])", "(?:0[1-9]|1[0-2])"
_SIGNS = "\\s\u00a0._"
BETWEEN = f"[{_SIGNS}/\u2010-\u2015\u2212-]"
# `2010/11-2024` is a school year and a year, so day and month of a 20th stand together only before other signs.
_IN_NO_YEAR = "(?:0[1-9]|1[0-8]|2[1-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_DAY_AND_MONTH = (
    f"(?:{_DAY}{BETWEEN}{{1,3}}{_MONTH}{BETWEEN}{{0,3}}|{_DAY}{_MONTH}[{_SIGNS}]{{0,3}}|"
    f"{_IN_NO_YEAR}{_MONTH}{BETWEEN}{{1,3}})"
)
WRITTEN = f"{_DAY_AND_MONTH}[0-9]{{2}}{BETWEEN}{{0,3}}[0-9]{{4}}"
_DELIVERED = "[0-9]{12}"  # as long as a delivered pseudonym
PERSON_NUMBER = f"(^|[^0-9])({WRITTEN}|{_DELIVERED})([^0-9]|$)"
# The same as a whole number, or as long as a delivered pseudonym; and with the zero in front lost, as numbers lose it.
_TAIL = rf"{_MONTH}[0-9]{{6}}([.,]0*)?"
PERSON_NUMBER_AS_NUMBER = rf"[+-]?({_DAY}{_TAIL}|{_DELIVERED}([.,]0*)?)"
WITHOUT_ITS_ZERO = rf"[+-]?[1-9]{_TAIL}"
# In a name that somebody gave a file or a column, letters may touch the number; only digits make it another one. Ten
# digits are dotted out whatever day they say, those with signs between them where they can be a person's.
_IN_NAME = re.compile(rf"(?<!\d)(?:{WRITTEN}|\d{{6}}(?:[ \-]?\d{{4}}|\d{{6}}))(?!\d)")
_IN_TEXT = re.compile(rf"(?<!\d)(?:{WRITTEN}|{_DELIVERED})(?!\d)")


def _dotted(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - 1, 0) : found.start()]
    return found.group() if before.isalnum() else DOTS


def holds_person_number(text: str) -> bool:
    """Whether something in a text, in digits 0 to 9, could be a person number or a delivered pseudonym."""
    return bool(_IN_TEXT.search(text))


def name_without_person_numbers(name: str) -> str:
    """A file's or a column's name, which says nothing of anybody."""
    return _IN_NAME.sub(DOTS, name)


def without_person_numbers(text: str) -> str:
    """The text, readable still. What is part of a longer word, such as a hash or a load's id, stays."""
    return _FORM.sub(_dotted, text)
