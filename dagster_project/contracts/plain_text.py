"""Digits, spaces and dashes of every script and width as the plain ones, the same way in Python and in SQL."""

from __future__ import annotations

import unicodedata
from functools import cache

from dagster_project.contracts.sql import literal

_LAST = 0xFFFF  # the planes above hold ornaments
# Of what people type; replaced one by one, which is quick.
_USUAL = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-") | {"\u00a0": " "}
_SPACES = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SIGNS = {"\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\uff0e": ".", "\uff0f": "/", "\uff3f": "_"}
# What nobody sees between two digits: soft hyphens, joiners, marks of direction, marks on the letter before.
_HIDDEN = [
    *(0xAD, 0x61C, 0x180E, 0xFEFF),
    *(code for first, last in ((0x300, 0x36F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
      for code in range(first, last + 1)),
]  # fmt: skip
# All that is neither plain nor usual stands in here, and hardly a sign of a Danish text.
_ODD = "[\u00ad\u0300-\u036f\u0600-\u200f\u202a-\u209f\u2212\u2460-\uffff]"


@cache
def _replaced() -> dict[str, str]:
    digits = ((chr(code), unicodedata.decimal(chr(code), None)) for code in range(0x80, _LAST))
    found = {sign: str(value) for sign, value in digits if value is not None}
    return found | dict.fromkeys(_SPACES, " ") | _SIGNS


@cache
def _table() -> dict[int, str]:
    return {ord(sign): plain for sign, plain in (_replaced() | _USUAL).items()} | dict.fromkeys(_HIDDEN, "")


def plain(text: str) -> str:
    """The text in plain digits and signs, without what cannot be seen between them."""
    return text.translate(_table())


def plain_sql(value: str) -> str:
    """What `plain` gives, in SQL. A `case` computes a branch where it is taken; `and` would compute all of it."""
    signs, usual = _replaced(), value
    for sign, instead in _USUAL.items():
        usual = f"replace({usual}, {literal(sign)}, {literal(instead)})"
    given, taken = "".join([*signs, *map(chr, _HIDDEN)]), "".join(signs.values())
    odd = f"when regexp_matches({value}, {literal(_ODD)}) then translate({usual}, {literal(given)}, {literal(taken)})"
    return f"case when strlen({value}) = length({value}) then {value} {odd} else {usual} end"
