"""Texts that a spreadsheet would take for a formula when it opens a CSV file, and how they are made harmless.

A text that begins with one of the signs, or with apostrophes and then one of them, gets an apostrophe in front.
No other text looks like that afterwards, so `restored` can give back the original.
"""

from __future__ import annotations

import re

# = + - @ as they are and in full width, tab, carriage return and line feed: what Excel and LibreOffice act on.
_SIGNS = "=+\\-@\\t\\r\\n＝＋－＠"
BITES = f"^'*[{_SIGNS}]"
_PREFIXED = re.compile(f"^''*[{_SIGNS}]")


def safe_sql(text: str) -> str:
    """A SQL expression: the text, with an apostrophe in front where it bites."""
    pattern = BITES.replace("'", "''")
    return f"case when regexp_matches({text}, '{pattern}') then '''' || {text} else {text} end"


def restored(text: str) -> str:
    """The text as it was before it was written to CSV."""
    return text[1:] if _PREFIXED.match(text) else text
