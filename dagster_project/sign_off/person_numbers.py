"""Keeps person numbers out of a log that is published and never erased."""

from __future__ import annotations

import unicodedata

from dagster_project.contracts import person_numbers
from dagster_project.sign_off.refusal import Refusal

_HIDDEN = {"Cf", "Mn"}  # characters that nobody sees between two digits


def _plain(text: str) -> str:
    """Digits of any script and width as 0–9, without what cannot be seen."""
    visible = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) not in _HIDDEN)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in visible)


def holds_person_number(text: str) -> bool:
    """Whether something in the text could be a CPR number, a replacement number or a delivered pseudonym."""
    return person_numbers.holds_person_number(_plain(text))


def refuse_person_numbers(*texts: str) -> None:
    """Raises Refusal; the text itself is not repeated."""
    if any(holds_person_number(text) for text in texts):
        raise Refusal(
            "teksten ligner et personnummer: loggen offentliggøres og slettes aldrig, så skriv det uden",
            "the text looks like a person number: the log is published and never erased, so say it without",
        )
