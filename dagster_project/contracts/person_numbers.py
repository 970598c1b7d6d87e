"""Dots for what has the form of a person number, in texts that people write: names of files, comments, pages."""

from __future__ import annotations

import re

# Ten digits, also with the sign after the sixth, or the twelve of a delivered pseudonym; part of no longer word.
_FORM = re.compile(r"\d{6}(?:[ \-]?\d{4}|\d{6})(?![^\W_])")
DOTS = "··········"


def _dotted(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - 1, 0) : found.start()]
    return found.group() if before.isalnum() else DOTS


def without_person_numbers(text: str) -> str:
    """The text, readable still. What is part of a longer word, such as a hash or a load's id, stays."""
    return _FORM.sub(_dotted, text)
