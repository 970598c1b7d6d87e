"""Dots for what has the form of a person number, in texts that people write: names of files, comments, pages."""

from __future__ import annotations

import re

# Ten digits, also with the sign after the sixth, or the twelve of a delivered pseudonym; part of no longer word.
_FORM = re.compile(r"\d{6}(?:[ \-]?\d{4}|\d{6})(?![^\W_])")
DOTS = "··········"


def _dotted(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - 1, 0) : found.start()]
    return found.group() if before.isalnum() else DOTS


# In a name that somebody gave a file or a column, letters may touch the number; only digits make it another one.
_IN_NAME = re.compile(r"(?<!\d)\d{6}(?:[ \-]?\d{4}|\d{6})(?!\d)")
# A day that a person can be born on, also the replacement days 61 to 91, and a month: for SQL.
PERSON_NUMBER = (
    "(^|[^0-9])(0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])(0[1-9]|1[0-2])[0-9]{2}[ -]?[0-9]{4}([^0-9]|$)"
)
# The same as a whole number, or as long as a delivered pseudonym; and with the zero in front lost, as numbers lose it.
_TAIL = r"(0[1-9]|1[0-2])[0-9]{6}([.,]0*)?"
PERSON_NUMBER_AS_NUMBER = rf"[+-]?((0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01]){_TAIL}|[0-9]{{12}}([.,]0*)?)"
WITHOUT_ITS_ZERO = rf"[+-]?[1-9]{_TAIL}"


def name_without_person_numbers(name: str) -> str:
    """A file's or a column's name, which says nothing of anybody."""
    return _IN_NAME.sub(DOTS, name)


def without_person_numbers(text: str) -> str:
    """The text, readable still. What is part of a longer word, such as a hash or a load's id, stays."""
    return _FORM.sub(_dotted, text)
