"""A column's disclosure rule in a sentence: when a cell of it is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster_project.passports.parameters import variables
from dagster_project.report import Text

KEY = Text("nøgle: vises altid", "key: always shown")
MARK = Text("siger, hvad der er skjult", "says what is hidden")


def limit() -> int:
    """The smallest count that is shown."""
    return max(int(variables()["suppression_threshold"]), int(variables()["suppression_floor"]))


def _names(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def rule_words(rule: Mapping[str, Any]) -> Text:
    """In both languages; a rule of a kind that nobody described here is shown as it is declared."""
    small = Text(f"fra 1 til {limit() - 1}", f"from 1 to {limit() - 1}")
    match rule.get("kind"):
        case "free":
            return Text("vises altid: ingen personer bag", "always shown: no persons behind it")
        case "count":
            return Text(f"skjules, når tallet er {small.da}", f"hidden when the count is {small.en}")
        case "share":
            numerator, denominator = rule["numerator"], rule["denominator"]
            return Text(
                f"skjules, når {numerator} eller {denominator} − {numerator} er {small.da} eller selv er skjult",
                f"hidden when {numerator} or {denominator} − {numerator} is {small.en} or is hidden itself",
            )
        case "mean":
            return Text(
                f"skjules, når {rule['over']} er under {limit()} eller selv er skjult",
                f"hidden when {rule['over']} is under {limit()} or is hidden itself",
            )
        case "part":
            whole = _names(rule["of"])
            return Text(f"skjules sammen med {whole}", f"hidden together with {whole}")
        case "copy":
            return Text(
                "skjules, hvor den tabel, tallet er fra, skjuler det", "hidden where the table it is from hides it"
            )
        case "index":
            return Text(
                f"skjules, når {rule['of']} er skjult i rækken eller i rækkens første år",
                f"hidden when {rule['of']} is hidden in the row or in its first year",
            )
        case _:
            return Text(str(dict(rule)), str(dict(rule)))
