"""What kind of number a published column holds, from its type, its name and its description (rubric R6 and R7)."""

from __future__ import annotations

SHARE, DKK, THOUSAND_DKK, COUNT, NUMBER = "share", "DKK", "1000 DKK", "count", "number"
_SHARE_NAMES = ("share", "rate")


def unit_of(column: str, kind: str, description: str | None) -> str | None:
    """The unit, or None where the column is no measure: text, flags, dates, and years and levels (32-bit integers)."""
    if kind == "BIGINT":
        return COUNT
    if kind != "DOUBLE" and not kind.startswith("DECIMAL"):
        return None
    words = description or ""
    share, money = "fraction" in words or column.rpartition("_")[2] in _SHARE_NAMES, "DKK" in words
    if share and money:
        return NUMBER  # a column that holds figures of several kinds
    if money:
        return THOUSAND_DKK if "thousands of DKK" in words else DKK
    return SHARE if share else NUMBER
