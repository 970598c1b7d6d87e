"""Keeps person numbers out of a log that is published and never erased."""

from __future__ import annotations

from dagster_project.contracts.person_numbers import holds_person_number
from dagster_project.sign_off.refusal import Refusal


def refuse_person_numbers(*texts: str) -> None:
    """Raises Refusal; the text itself is not repeated."""
    if any(holds_person_number(text) for text in texts):
        raise Refusal(
            "teksten ligner et personnummer: loggen offentliggøres og slettes aldrig, så skriv det uden",
            "the text looks like a person number: the log is published and never erased, so say it without",
        )
