"""Words and figures in Danish and English: both stand on the page, and its switch hides one of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

_THIN = "\u202f"  # a thousand mark that no language reads as a decimal mark


class Text(NamedTuple):
    """The same words in both languages."""

    da: str
    en: str


@lru_cache(maxsize=4096)
def both(da: str | Text, en: str | None = None) -> Markup:
    """`both("Kilde", "Source")` or `both(text)`: a span for each language; one word for both stands once."""
    first, second = da[:2] if isinstance(da, Text) else (da, en)
    if second is None or first == second:
        return escape(first)
    return Markup(f'<span lang="da">{escape(first)}</span><span lang="en">{escape(second)}</span>')  # noqa: S704


def number(value: float | None) -> Markup:
    """A whole number in groups of three; a dash for what is not known."""
    return Markup("–") if value is None else Markup(f"{value:,.0f}".replace(",", _THIN))  # noqa: S704 - digits only


def share_words(value: float, decimals: int = 1) -> Text:
    """A fraction as per cent, with each language's decimal mark; one that is small but not zero is not rounded away."""
    least = 10.0**-decimals
    shown = f"{100 * value:.{decimals}f}" if not 0 < 100 * value < least else f"<{least:.{decimals}f}"
    return Text(f"{shown.replace('.', ',')}{_THIN}%", f"{shown}{_THIN}%")


def share(value: float | None, decimals: int = 1) -> Markup:
    """The same for a page; a dash for what is not known."""
    return Markup("–") if value is None else both(share_words(value, decimals))


def decimal(value: float | None, decimals: int = 3) -> Markup:
    """A figure with decimals, in each language's way; a dash for what is not known."""
    shown = "–" if value is None else f"{value:.{decimals}f}"
    return both(shown.replace(".", ","), shown)


def size(value: int) -> Markup:
    """Bytes in the unit that a person would choose."""
    amount, unit = float(value), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    shown = f"{amount:.0f}" if unit == "B" else f"{amount:.1f}"
    return both(f"{shown.replace('.', ',')}{_THIN}{unit}", f"{shown}{_THIN}{unit}")


def moment(value: str | None) -> Markup:
    """A time of the ledger to the second; UTC, as it is kept."""
    return Markup("–") if not value else escape(value[:19].replace("T", " ") + " UTC")
