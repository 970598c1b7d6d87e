"""What a scan looks for: numbers and pseudonyms in every form in which a file could hold them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

from dagster_project.contracts.person_numbers import written_forms

_DIGITS = 10
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
# What stands between two pairs of digits in a file whose text cannot be made plain first, because it is only bytes.
_BETWEEN = " \t\n\r\f._/-\u00a0\u00ad\u2009\u200b\u2010\u2011\u2012\u2013\u2014\u2015\u202f\u2212\ufeff"
_ZEROS = "0\uff10"  # the digits of files in plain and in full width; others are seen where values are decoded
LONGEST = 256  # no form of a number has as many bytes


def _in_encoding(number: str, encoding: str) -> list[bytes]:
    """Patterns of ten digits in pairs; whatever order a file's digits have, one sort of them."""
    between = b"|".join(re.escape(sign.encode(encoding)) for sign in _BETWEEN)
    found = []
    for zero in _ZEROS:
        digits = "".join(chr(ord(zero) + int(digit)) for digit in number)
        pairs = [re.escape(digits[at : at + 2].encode(encoding)) for at in range(0, len(digits), 2)]
        found.append((b"(?:" + between + b"){0,3}").join(pairs))
    return found


@dataclass(frozen=True)
class Needles:
    """`texts` and `people`, in any division of their digits, may stand inside text; `integers` are whole values.

    None of them is ever shown.
    """

    texts: tuple[str, ...] = field(repr=False)
    integers: frozenset[int] = field(repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)

    def as_bytes(self) -> list[bytes]:
        """Text in the encodings of files, and pseudonyms as the eight bytes of an integer, either end first."""
        found = [text.encode(encoding) for text in self.texts for encoding in _ENCODINGS]
        # A number with few digits has many zero bytes, and those eight would be found in any file.
        large = [number for number in self.integers if number >= 1 << 40]
        return found + [struct.pack(order, number) for number in large for order in ("<q", ">q")]

    def as_patterns(self) -> list[re.Pattern[bytes]]:
        """People's numbers in the encodings of files."""
        every = (form for n in self.people for encoding in _ENCODINGS for form in _in_encoding(n, encoding))
        return [re.compile(form) for form in every]

    def written(self) -> str | None:
        """One pattern of the people's numbers for plain text, in Python and SQL."""
        return "|".join(map(written_forms, self.people)) or None


def needles(numbers: Iterable[str], pseudonyms: Iterable[int] = ()) -> Needles:
    """For persons with these numbers and these pseudonyms."""
    numbers, pseudonyms = list(numbers), list(pseudonyms)
    people = tuple(number for number in numbers if len(number) == _DIGITS)
    texts = [number for number in numbers if len(number) != _DIGITS] + [str(key) for key in pseudonyms]
    return Needles(tuple(texts), frozenset([*pseudonyms, *(int(n) for n in numbers if n.isdigit())]), people)
