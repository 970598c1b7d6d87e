"""What a scan looks for: numbers and pseudonyms in every form in which a file could hold them."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

# What people put between day, month, year and the last four, and what the reader knows a number by.
_SIGNS = ("", " ", ".", "_", "/", "-", "\u2013", " - ")


def _separated(number: str) -> list[str]:
    """A ten-digit number as people write it too. All of its forms have one ending."""
    if len(number) != 10:
        return [number]
    day, month, year, rest = number[:2], number[2:4], number[4:6], number[6:]
    return [f"{day}{a}{month}{b}{year}{c}{rest}" for a, b, c in product(_SIGNS, repeat=3)]


@dataclass(frozen=True)
class Needles:
    """`texts` may stand inside other text; `integers` are looked for as whole values; neither is ever shown."""

    texts: tuple[str, ...] = field(repr=False)
    integers: frozenset[int] = field(repr=False)

    def as_bytes(self) -> list[bytes]:
        """Text in the encodings of files, and pseudonyms as the eight bytes of an integer, either end first."""
        found = [text.encode(encoding) for text in self.texts for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
        # A number with few digits has many zero bytes, and those eight would be found in any file.
        large = [number for number in self.integers if number >= 1 << 40]
        return found + [struct.pack(order, number) for number in large for order in ("<q", ">q")]


def needles(numbers: Iterable[str], pseudonyms: Iterable[int] = ()) -> Needles:
    """For persons with these numbers and these pseudonyms."""
    numbers, pseudonyms = list(numbers), list(pseudonyms)
    texts = [form for number in numbers for form in _separated(number)] + [str(key) for key in pseudonyms]
    return Needles(tuple(texts), frozenset([*pseudonyms, *(int(number) for number in numbers if number.isdigit())]))
