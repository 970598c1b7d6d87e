"""What the published models declare: keys, the rules of their measures, and what anyone can add up (`known`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment

from dagster_project.settings import DBT_PROJECT

PUBLISHED = DBT_PROJECT / "models" / "published"


@dataclass(frozen=True)
class Declared:
    """One published table as its model declares it."""

    table: str
    keys: list[str]
    measures: dict[str, dict[str, Any]]
    known: list[dict[str, Any]] = field(default_factory=list)

    @property
    def counts(self) -> list[str]:
        """Measures that count persons."""
        return [name for name, rule in self.measures.items() if rule["kind"] == "count"]

    @property
    def shares(self) -> list[tuple[str, str]]:
        """Numerator and denominator of every shown share of two counts, where no sum of the table tells the rest."""
        implied = [name for rule in self.known for name in rule.get("implied", [])]
        shown = [rule for rule in self.measures.values() if not rule.get("unseen")]
        return [pair for pair in self._pairs(shown) if pair[0] not in implied]

    @property
    def judged(self) -> list[tuple[str, str]]:
        """The same, with the shares that judge and are not shown: the row says what their rest is."""
        return self._pairs(list(self.measures.values()))

    def _pairs(self, rules: list[dict[str, Any]]) -> list[tuple[str, str]]:
        pairs = [(rule["numerator"], rule["denominator"]) for rule in rules if rule["kind"] == "share"]
        return [pair for pair in dict.fromkeys(pairs) if set(pair) <= set(self.counts)]


@cache
def variables() -> dict[str, Any]:
    """dbt's variables as the project sets them."""
    found: dict[str, Any] = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text("utf-8"))["vars"]
    return found


def _nothing(*_: object, **__: object) -> str:
    return ""


@cache
def declared(table: str, folder: Path = PUBLISHED) -> Declared:
    """Reads the model's own text: what it sets is plain data, and dbt's functions are not asked."""
    text = (folder / f"published_{table}.sql").read_text("utf-8")
    names = (
        "config",
        "ref",
        "publish",
        "hidden_in",
        "follow_up_beside_shown",
        "profile_beside_shown",
        "suppression_limit",
        "room_of_mean",
        "few_can_be_high",
        "projection_beside_shown",
    )
    template = Environment(autoescape=False, extensions=["jinja2.ext.do"]).from_string(text)  # noqa: S701
    module = template.make_module({**dict.fromkeys(names, _nothing), "var": variables().__getitem__})
    return Declared(
        table, list(getattr(module, "keys")), dict(getattr(module, "measures")), list(getattr(module, "known", []))  # noqa: B009
    )  # fmt: skip
