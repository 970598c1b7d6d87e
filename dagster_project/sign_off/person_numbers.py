"""Keeps person numbers out of a log that is published and never erased."""

from __future__ import annotations

import re
import unicodedata

from dagster_project.sign_off.refusal import Refusal

_SIGN = r"[\s./_\u2010-\u2015\u2212-]"
# Day (or day + 60), month and year, in one or with signs between them, and then four digits.
_CPR = re.compile(
    rf"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    rf"(?:(?:0[1-9]|1[0-2])|{_SIGN}{{1,3}}(?:0[1-9]|1[0-2]){_SIGN}{{1,3}})\d\d{_SIGN}{{0,3}}\d{{4}}(?!\d)"
)
_DELIVERED = re.compile(r"(?<!\d)\d{12}(?!\d)")  # the other form of an identifier in the registers
_HIDDEN = {"Cf", "Mn"}  # characters that nobody sees between two digits


def _plain(text: str) -> str:
    """Digits of any script and width as 0–9, without what cannot be seen."""
    visible = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) not in _HIDDEN)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in visible)


def holds_person_number(text: str) -> bool:
    """Whether something in the text could be a CPR number, a replacement number or a delivered pseudonym."""
    plain = _plain(text)
    return bool(_CPR.search(plain) or _DELIVERED.search(plain))


def refuse_person_numbers(*texts: str) -> None:
    """Raises Refusal; the text itself is not repeated."""
    if any(holds_person_number(text) for text in texts):
        raise Refusal(
            "teksten ligner et personnummer: loggen offentliggøres og slettes aldrig, så skriv det uden",
            "the text looks like a person number: the log is published and never erased, so say it without",
        )
